import * as z from 'zod';
import { found, named, phi, plain } from '../contract.ts';
import { patientId } from '../phi/patient.ts';
import { CANCEL_REASONS, MINUTES_OF_DAY, visit, visitId, visitTime } from '../phi/visit.ts';
import { waitId } from '../phi/wait.ts';

const minuteOfDay = z.int().min(0).max(MINUTES_OF_DAY);
const color = z.int().min(0).max(11);

export const provider = z.strictObject({
  providerId: z.uuid(),
  name: z.string().trim().min(1).max(80),
  color,
  /** False for one who works here no more: what was booked stays, nothing new is. */
  active: z.boolean(),
});

export const visitType = z.strictObject({
  visitTypeId: z.uuid(),
  name: z.string().trim().min(1).max(80),
  minutes: visitTime.minutes,
  color,
  active: z.boolean(),
});

/** When the practice is open on one day of the week; null is closed. */
const openHours = z
  .strictObject({ opens: minuteOfDay, closes: minuteOfDay })
  .refine(({ opens, closes }) => opens < closes)
  .nullable();

/** Days on which the practice is closed, from the first to the last: a holiday, a move. */
const closure = z
  .strictObject({ from: visitTime.day, to: visitTime.day, name: z.string().trim().min(1).max(80) })
  .refine(({ from, to }) => from <= to);

export const room = z.strictObject({ roomId: z.uuid(), name: z.string().trim().min(1).max(80), active: z.boolean() });

/**
 * What the schedule is made of. No PHI: it stands in the ledger, so that it can be read and changed by who may see no patient. `hours` begins with Monday (ISO 8601). `timeZone` is the
 * practice's, whatever the workstation's clock is set to.
 */
export const scheduleSetup = z.strictObject({
  version: z.int().nonnegative(),
  timeZone: z.string().min(1).max(60),
  providers: z.array(provider).max(60),
  visitTypes: z.array(visitType).max(60),
  hours: z.array(openHours).length(7),
  closures: z.array(closure).max(200).default([]),
  rooms: z.array(room).max(60).default([]),
});
export type ScheduleSetup = z.infer<typeof scheduleSetup>;

/** Visits of one answer at most; a full day of a large practice is several. */
export const DAY_PAGE = 50;

export const schedule = {
  'schedule.setup': plain({ at: 'vault', input: z.strictObject({}), output: scheduleSetup, permission: 'self', action: null }),
  /** Replaces the set-up whose version was seen; `changed-meanwhile` when somebody was faster. */
  'schedule.set-up': plain({
    at: 'vault',
    input: scheduleSetup,
    output: scheduleSetup,
    permission: 'schedule.manage',
    action: 'settings.change',
    effect: 'change',
  }),
  /** The visits of one day in the order of their times; `next` is where to go on, null at the end. */
  'schedule.day': phi({
    input: z.strictObject({ day: visitTime.day, after: z.strictObject({ start: visitTime.start, visitId }).nullable() }),
    output: z.strictObject({ visits: z.array(visit).max(DAY_PAGE), next: z.strictObject({ start: z.int(), visitId }).nullable() }),
    permission: 'schedule.read',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
  /** Books a visit. Failure what stands against its time (`OBSTACLES`) unless `anyway` says why it is booked all the same. */
  'visit.book': phi({
    input: z.strictObject({
      patientId,
      providerId: z.uuid(),
      visitTypeId: z.uuid(),
      ...visitTime,
      roomId: z.uuid().optional(),
      /** Whose place on the wait list this takes. */
      waitId: waitId.optional(),
      visitNote: z.string().trim().max(500).optional(),
      anyway: z.string().trim().min(3).max(200).optional(),
    }),
    output: visit,
    permission: 'schedule.book',
    action: 'schedule.create',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Cancels a visit that is still to come about, against the version the person saw. */
  'visit.cancel': phi({
    input: z.strictObject({ patientId, visitId, version: z.int().positive(), reason: z.enum(CANCEL_REASONS) }),
    output: visit,
    permission: 'schedule.book',
    action: 'schedule.cancel',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Gives a visit another time or another provider; what stands against it as for booking. What it is for, how long it takes and its room stay. */
  'visit.move': phi({
    input: z.strictObject({
      patientId,
      visitId,
      version: z.int().positive(),
      providerId: z.uuid(),
      day: visitTime.day,
      start: visitTime.start,
      anyway: z.string().trim().min(3).max(200).optional(),
    }),
    output: visit,
    permission: 'schedule.book',
    action: 'schedule.update',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Takes a cancellation back, if its time is still free. */
  'visit.restore': phi({
    input: z.strictObject({ patientId, visitId, version: z.int().positive(), anyway: z.string().trim().min(3).max(200).optional() }),
    output: visit,
    permission: 'schedule.book',
    action: 'schedule.undo',
    effect: 'change',
    subject: named('patientId'),
  }),
};
