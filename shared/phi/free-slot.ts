import * as z from 'zod';
import { phiModel } from './mark.ts';
import { visitTime } from './visit.ts';

/** The parts of a day people ask for on the telephone, by the minute a visit begins: from the first on, before the second. */
export const PART_MINUTES = { any: [0, 1440], morning: [0, 720], afternoon: [720, 1020], evening: [1020, 1440] } as const;
export const PARTS_OF_DAY = ['any', 'morning', 'afternoon', 'evening'] as const satisfies readonly (keyof typeof PART_MINUTES)[];

/** ISO 8601: Monday is 1. Nothing means any. */
export const weekdays = z.array(z.int().min(1).max(7)).max(7);

/** A time at which a provider has nobody. It names no patient, but it is made of visits: who knows of a visit could follow it here, so it is answered like one. */
export const freeSlot = phiModel(z.strictObject({ ...visitTime, providerId: z.uuid() }));
export type FreeSlot = z.infer<typeof freeSlot>;
