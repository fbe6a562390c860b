import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { ASSIGNED_ONLY, type Role } from '../../../shared/permissions.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { readChart } from './chart-state.ts';

/** Who a user is. Staff stand in the ledger, not in the records, so the vault hands this in. */
export type StaffMember = (userId: string) => { readonly name: string; readonly role: Role } | undefined;

/**
 * Lets an outside reviewer see one patient until a day, that day included; a new day replaces the old one and `null` ends it. Every grant keeps its row.
 * An assignment is to this chart alone: a merge widens nobody's view.
 *
 * Failure `not-found` (patient or user), `bad-input` (a day that is past, or a role that sees every patient anyway), `merged-away`.
 */
export const assignPatient =
  (staff: StaffMember): PhiHandler<'patient.assign'> =>
  (access, { patientId, userId, until }) => {
    const chart = readChart(access.change, patientId);
    if (chart.mergedIntoId !== null && until !== null) throw new Failure('merged-away');
    const member = staff(userId);
    if (member === undefined) throw new Failure('not-found');
    if (until !== null && (!ASSIGNED_ONLY.has(member.role) || until < access.facts.today)) throw new Failure('bad-input');
    const { author, at, entrySeq } = originOf(access);
    access.change.run(
      'UPDATE patient_assignment SET ended_at = ?, ended_by = ?, ended_seq = ? WHERE user_id = ? AND patient = ? AND ended_at IS NULL',
      ...[at, author, entrySeq, userId, chart.id],
    );
    if (until !== null) {
      access.change.run(
        'INSERT INTO patient_assignment (patient, user_id, until, granted_at, granted_by, entry_seq) VALUES (?, ?, ?, ?, ?, ?)',
        ...[chart.id, userId, until, at, author, entrySeq],
      );
    }
    return { patientId, userId, until };
  };

const assignmentRow = z.strictObject({ userId: z.string(), until: z.string(), grantedAt: z.int() });

/** Who may see this chart by assignment today, newest grant first. Failure `not-found`. */
export const listAssignments =
  (staff: StaffMember): PhiHandler<'patient.assignments'> =>
  (access, { patientId }) => {
    const rows = access.records.all(
      assignmentRow,
      `SELECT user_id AS userId, until, granted_at AS grantedAt FROM patient_assignment
         WHERE patient = ? AND ended_at IS NULL AND until >= ? ORDER BY granted_at DESC, id DESC LIMIT 50`,
      ...[readChart(access.records, patientId).id, access.facts.today],
    );
    return { assignments: rows.map((row) => ({ patientId, name: staff(row.userId)?.name ?? '', ...row })) };
  };
