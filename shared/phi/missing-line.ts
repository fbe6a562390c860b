import * as z from 'zod';
import { MISSING } from './check-in.ts';
import { phiModel } from './mark.ts';
import { patientId, restriction } from './patient.ts';
import { visitId, visitTime } from './visit.ts';

/** Somebody who is expected, and what the desk still wants to have from them. Of a restricted chart only the name: what is missing in it asks for a reason, in the chart. */
export const missingLine = phiModel(
  z.strictObject({
    visitId,
    patientId,
    familyName: z.string(),
    givenName: z.string().optional(),
    preferredName: z.string().optional(),
    birthDate: z.string().optional(),
    restricted: restriction.nullable(),
    ...visitTime,
    providerId: z.uuid(),
    /** Null where the chart is restricted. */
    missing: z.array(z.enum(MISSING)).min(1).nullable(),
  }),
);
export type MissingLine = z.infer<typeof missingLine>;
