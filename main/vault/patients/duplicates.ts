import * as z from 'zod';
import { restriction } from '../../../shared/phi/patient.ts';
import type { PhiHandler } from '../../gate/handlers.ts';

/** Charts with the same birth date; what is known so far of how two charts can be one person's. */
export const findDuplicates: PhiHandler<'patient.duplicates'> = (access, { details, except }) => {
  const row = z.strictObject({
    patientId: z.string(),
    mrn: z.string(),
    familyName: z.string(),
    birthDate: z.string(),
    restricted: restriction.nullable(),
  });
  const same = access.records.all(
    row,
    'SELECT patient_id AS patientId, mrn, familyName, birthDate, restricted FROM patient WHERE birthDate = ? AND merged_into IS NULL LIMIT 5',
    details.birthDate ?? '',
  );
  return {
    candidates: same
      .filter((one) => one.patientId !== except)
      .map((one) => ({
        ...one,
        weight: 1,
        likelihood: 'possible' as const,
        reasons: [{ field: 'birthDate', agreement: 'same' as const }],
      })),
  };
};
