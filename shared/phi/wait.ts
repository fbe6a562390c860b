import * as z from 'zod';
import { PARTS_OF_DAY, weekdays } from './free-slot.ts';
import { phiModel } from './mark.ts';
import { instant, patientId, restriction } from './patient.ts';
import { visitTime } from './visit.ts';

export const waitId = z.uuid().lowercase();

/** What somebody waits for. */
export const waitingFor = {
  visitTypeId: z.uuid(),
  minutes: visitTime.minutes,
  /** Null for anybody. */
  providerId: z.uuid().nullable(),
  weekdays,
  part: z.enum(PARTS_OF_DAY),
  /** The first day they can come. */
  fromDay: visitTime.day,
};

/** Somebody on the wait list. Of a restricted chart only the name. */
export const wait = phiModel(
  z.strictObject({
    waitId,
    version: z.int().positive(),
    patientId,
    familyName: z.string(),
    givenName: z.string().optional(),
    preferredName: z.string().optional(),
    birthDate: z.string().optional(),
    /** Empty where the chart is restricted. */
    mrn: z.string(),
    restricted: restriction.nullable(),
    ...waitingFor,
    visitNote: z.string().max(500).optional(),
    putAt: instant,
    putBy: z.string(),
  }),
);
export type Wait = z.infer<typeof wait>;

/** How many on the wait list could come. */
export const waitCount = phiModel(z.int().nonnegative());
