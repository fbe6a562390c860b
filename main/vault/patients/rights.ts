import * as z from 'zod';
import { ASSIGNED_ONLY, type Role } from '../../../shared/permissions.ts';
import { type Restriction, restriction } from '../../../shared/phi/patient.ts';
import type { Reader, SqlValue } from '../../store/statements.ts';

/** What the gate must know of a patient before a call about them. */
export interface Visibility {
  /** Opening asks for a reason. */
  readonly restricted: Restriction | null;
  /** True for roles that see every patient, and for others while an assignment lasts (its last day included). */
  readonly assigned: boolean;
}

const seen = z.strictObject({ patientId: z.string(), restricted: restriction.nullable(), assigned: z.int() });

/** The restriction of a chart that was merged away and has none of its own: that of the charts it went into. */
const OF_SURVIVORS = `(WITH RECURSIVE up (id, into_id) AS (SELECT s.id, s.merged_into FROM patient s WHERE s.id = patient.merged_into
  UNION SELECT s.id, s.merged_into FROM up CROSS JOIN patient s ON s.id = up.into_id)
  SELECT s.restricted FROM up CROSS JOIN patient s ON s.id = up.id WHERE s.restricted IS NOT NULL LIMIT 1)`;

/**
 * The patients of a call that exist, each with what decides whether this person may see them; an id that is missing in the answer is nobody's.
 * To a role that sees only assigned patients the gate answers the same for `missing` and for `not assigned`, so that ids can't be probed.
 */
export const visibility = (
  reader: Reader,
  role: Role,
  userId: string,
  patientIds: readonly string[],
  today: string,
): ReadonlyMap<string, Visibility> => {
  const limit = foundBy(role, userId, today);
  const rows = reader.all(
    seen,
    `SELECT patient.patient_id AS patientId, CASE WHEN patient.restricted IS NULL AND patient.merged_into IS NOT NULL THEN ${OF_SURVIVORS}
       ELSE patient.restricted END AS restricted, (${limit.sql}) AS assigned FROM json_each(?) asked
       JOIN patient ON patient.patient_id = asked.value`,
    ...limit.values,
    JSON.stringify(patientIds),
  );
  return new Map(rows.map(({ patientId, restricted, assigned }) => [patientId, { restricted, assigned: assigned === 1 }]));
};

/**
 * A condition on the table `patient` (by that name) that is true of the patients this person may find, and its values in order: for the WHERE of every
 * query that finds patients by anything but their id (minimum necessary, 45 CFR 164.502(b)).
 */
export const foundBy = (role: Role, userId: string, today: string): { readonly sql: string; readonly values: readonly SqlValue[] } =>
  ASSIGNED_ONLY.has(role)
    ? {
        sql: `EXISTS (SELECT 1 FROM patient_assignment assignment WHERE assignment.user_id = ? AND assignment.patient = patient.id
          AND assignment.ended_at IS NULL AND assignment.until >= ?)`,
        values: [userId, today],
      }
    : { sql: '1', values: [] };
