import * as z from 'zod';
import { phiModel } from './mark.ts';
import { instant, patientId, restriction } from './patient.ts';
import { PROGRESS, visitId, visitTime } from './visit.ts';

/** How a call about a visit ended. */
export const CALL_OUTCOMES = ['confirmed', 'no-answer', 'left-message', 'another-time', 'wrong-number'] as const;

/** A visit to call about: whom, at which number, and how the last call ended. Of a restricted chart only the name. */
export const callLine = phiModel(
  z.strictObject({
    visitId,
    version: z.int().positive(),
    patientId,
    familyName: z.string(),
    givenName: z.string().optional(),
    preferredName: z.string().optional(),
    birthDate: z.string().optional(),
    phone: z.string().optional(),
    restricted: restriction.nullable(),
    ...visitTime,
    providerId: z.uuid(),
    visitTypeId: z.uuid(),
    progress: z.enum(PROGRESS),
    last: z.strictObject({ outcome: z.enum(CALL_OUTCOMES), at: instant, by: z.string() }).nullable(),
  }),
);
export type CallLine = z.infer<typeof callLine>;
