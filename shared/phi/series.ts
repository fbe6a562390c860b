import * as z from 'zod';
import { phiModel } from './mark.ts';
import { visitTime } from './visit.ts';

/** Visits of one series at most: they cross in one answer. */
export const SERIES_MOST = 50;

/** How a visit comes again: every so many weeks, or months on the same day of the month or on the same weekday of it. */
export const REPEATS = ['weekly', 'monthly-by-day', 'monthly-by-weekday'] as const;

export const recurrence = z.strictObject({
  repeats: z.enum(REPEATS),
  every: z.int().min(1).max(52),
  ends: z.union([z.strictObject({ count: z.int().min(2).max(SERIES_MOST) }), z.strictObject({ until: visitTime.day })]),
});
export type Recurrence = z.infer<typeof recurrence>;

/** What can stand against a visit at a time; failures have the same names. */
export const OBSTACLES = ['slot-past', 'slot-closed', 'slot-blocked', 'slot-taken', 'patient-taken', 'room-taken'] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** One day of a series that is to be, and what stands against it. */
export const seriesDay = phiModel(z.strictObject({ day: visitTime.day, against: z.enum(OBSTACLES).nullable() }));
export type SeriesDay = z.infer<typeof seriesDay>;

/** Which visits of a series an act is about: this one and those behind it, or all that are still to come. */
export const SCOPES = ['following', 'all'] as const;
