import * as z from 'zod';
import { phiModel } from './mark.ts';
import { instant, patientId, restriction } from './patient.ts';

/** As patient ids: in small letters, so that a visit has one name. */
export const visitId = z.uuid().lowercase();

/** How a visit stands (FHIR Appointment.status, in the office's words). */
export const VISIT_STATES = ['booked', 'cancelled'] as const;

/**
 * Where a visit that is not cancelled stands on its day (FHIR Appointment and Encounter status, in the office's words): booked, confirmed by the patient, arrived, in a room, seen, gone; or
 * nobody came.
 */
export const PROGRESS = ['booked', 'confirmed', 'arrived', 'roomed', 'done', 'left', 'no-show'] as const;
export type Progress = (typeof PROGRESS)[number];

/** What may follow by a word of the desk. Arriving is no word but a check-in. */
export const STEPS: Readonly<Record<Progress, readonly Progress[]>> = {
  booked: ['confirmed', 'no-show'],
  confirmed: ['no-show'],
  arrived: ['roomed', 'done', 'left'],
  roomed: ['done', 'left'],
  done: ['left'],
  left: [],
  'no-show': [],
};

/** How a visit of a past day may be closed besides, once nobody can be checked in any more: whoever came was seen, or is gone. */
export const CLOSING: Readonly<Record<Progress, readonly Progress[]>> = {
  booked: ['done', 'no-show'],
  confirmed: ['done', 'no-show'],
  arrived: ['done', 'left'],
  roomed: ['done', 'left'],
  done: [],
  left: [],
  'no-show': [],
};

/** Whoever stands here can still be checked in; a late patient too, whom the desk has given up. */
export const EXPECTED: readonly Progress[] = ['booked', 'confirmed', 'no-show'];

/** Whoever stands here has not come yet: only such a visit can be moved or cancelled. */
export const COMING: readonly Progress[] = ['booked', 'confirmed'];

/** Why a visit will not take place. `mistake`: it should never have been booked. */
export const CANCEL_REASONS = ['mistake', 'patient', 'practice', 'other'] as const;

export const MINUTES_OF_DAY = 1440;

/**
 * When a visit is, as the clock on the practice's wall says it: a date, and minutes after its midnight. Where the clock is put back an hour is there twice and the first is meant; no visit
 * goes over midnight.
 */
export const visitTime = {
  day: z.iso.date(),
  start: z
    .int()
    .min(0)
    .max(MINUTES_OF_DAY - 1),
  minutes: z.int().min(5).max(720),
};

/** A visit as it stands in a day's list: who, when, with whom, for what. Of a restricted chart only the name. */
export const visit = phiModel(
  z.strictObject({
    visitId,
    version: z.int().positive(),
    patientId,
    familyName: z.string(),
    givenName: z.string().optional(),
    preferredName: z.string().optional(),
    birthDate: z.string().optional(),
    /** Empty where the chart is restricted. */
    mrn: z.string(),
    restricted: restriction.nullable(),
    ...visitTime,
    providerId: z.uuid(),
    visitTypeId: z.uuid(),
    roomId: z.uuid().optional(),
    /** The series it belongs to. */
    seriesId: z.uuid().optional(),
    state: z.enum(VISIT_STATES),
    progress: z.enum(PROGRESS),
    /** Since when it stands there; null for what was only booked. */
    progressSince: instant.nullable(),
    /** When the patient was checked in. */
    arrivedAt: instant.nullable(),
    /** What the desk should know of this visit. */
    visitNote: z.string().max(500).optional(),
    /** Why it was booked although the time was taken or closed. */
    anyway: z.string().max(200).optional(),
    bookedAt: instant,
    bookedBy: z.string(),
  }),
);
export type Visit = z.infer<typeof visit>;
