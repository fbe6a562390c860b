import type { Role } from '../../shared/permissions.ts';
import type { Restriction } from '../../shared/phi/patient.ts';
import type { Reader } from '../store/statements.ts';

/** What the gate must know of a patient before anybody may be shown anything. */
export interface PatientRights {
  readonly patientId: string;
  readonly restricted: Restriction | null;
  /** For roles that see only assigned patients: whether this one is, today. True for every other role. */
  readonly assigned: boolean;
}

/** One query for all patients of a call; a patient who does not exist is missing from the answer. */
export type RightsQuery = (
  reader: Reader,
  role: Role,
  userId: string,
  patientIds: readonly string[],
  today: string,
) => readonly PatientRights[];
