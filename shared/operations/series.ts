import * as z from 'zod';
import { aboutOrNobody, named, phi } from '../contract.ts';
import { patientId } from '../phi/patient.ts';
import { recurrence, SCOPES, SERIES_MOST, seriesDay } from '../phi/series.ts';
import { CANCEL_REASONS, visit, visitId, visitTime } from '../phi/visit.ts';

const { day, start, minutes } = visitTime;
const visits = z.strictObject({ visits: z.array(visit).max(SERIES_MOST) });
const anchor = { patientId, visitId, version: z.int().positive(), scope: z.enum(SCOPES) };
const anyway = z.string().trim().min(3).max(200).optional();

export const series = {
  /** The days a series would fall on, and what stands against each, for this patient, or for nobody in particular; `more` where it goes on behind the last that one series can have. */
  'series.preview': phi({
    input: z.strictObject({
      rule: recurrence,
      day,
      start,
      minutes,
      providerId: z.uuid(),
      roomId: z.uuid().optional(),
      patientId: patientId.nullable(),
    }),
    output: z.strictObject({ days: z.array(seriesDay).max(SERIES_MOST), more: z.boolean() }),
    permission: 'schedule.book',
    action: 'schedule.read',
    effect: 'read',
    subject: aboutOrNobody('patientId'),
  }),
  /** Books a visit on each of these days, or on none of them. What stands against any of them as for one visit. */
  'series.book': phi({
    input: z.strictObject({
      patientId,
      providerId: z.uuid(),
      visitTypeId: z.uuid(),
      start,
      minutes,
      roomId: z.uuid().optional(),
      visitNote: z.string().trim().max(500).optional(),
      rule: recurrence,
      days: z.array(day).min(1).max(SERIES_MOST),
      anyway,
    }),
    output: visits,
    permission: 'schedule.book',
    action: 'schedule.create',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Cancels visits of a series that are still to come about. Failure `not-found` for a visit of no series, `changed-meanwhile`. */
  'series.cancel': phi({
    input: z.strictObject({ ...anchor, reason: z.enum(CANCEL_REASONS) }),
    output: visits,
    permission: 'schedule.book',
    action: 'schedule.cancel',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Moves visits of a series by as many days as this one, to the same time and provider: all of them or none. Answers with those that stand elsewhere now. */
  'series.move': phi({
    input: z.strictObject({ ...anchor, providerId: z.uuid(), day, start, anyway }),
    output: visits,
    permission: 'schedule.book',
    action: 'schedule.update',
    effect: 'change',
    subject: named('patientId'),
  }),
  /**
   * Changes the kind, length, room or note of visits of a series: all of them or none. What is left out each keeps as it has it; an empty note goes. Answers with those that are another way now.
   * What stands against a time (`OBSTACLES`) where one takes longer or another room than before, unless `anyway` says why.
   */
  'series.edit': phi({
    input: z.strictObject({
      ...anchor,
      visitTypeId: z.uuid().optional(),
      minutes: minutes.optional(),
      roomId: z.uuid().nullable().optional(),
      visitNote: z.string().trim().max(500).optional(),
      anyway,
    }),
    output: visits,
    permission: 'schedule.book',
    action: 'schedule.update',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Takes back what made these versions of these visits: all of it or nothing. Failure `changed-meanwhile` (also where somebody else made one), what stands against a time by now. */
  'series.undo': phi({
    input: z.strictObject({
      patientId,
      visits: z
        .array(z.strictObject({ visitId, version: z.int().min(2) }))
        .min(1)
        .max(SERIES_MOST),
    }),
    output: visits,
    permission: 'schedule.book',
    action: 'schedule.undo',
    effect: 'change',
    subject: named('patientId'),
  }),
};
