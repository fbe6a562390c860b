import type { ChangeHandlers, ReadHandlers } from '../../gate/handlers.ts';
import { assignPatient, listAssignments, type StaffMember } from './assignments.ts';
import { patientHistory } from './history.ts';
import { archivePatient, restrictPatient } from './marks.ts';
import { mergePatients } from './merge.ts';
import { openPatient, readSsn } from './open.ts';
import { registerPatient } from './register.ts';
import { revertPatient } from './revert.ts';
import { unmergePatients } from './unmerge.ts';
import { updatePatient } from './update.ts';

/** The patient operations that read records.db, beside search and duplicates; `patient.lookers` reads the ledger. */
export const patientReads = (staff: StaffMember) =>
  ({
    'patient.open': openPatient,
    'patient.ssn': readSsn,
    'patient.history': patientHistory,
    'patient.assignments': listAssignments(staff),
  }) satisfies Partial<ReadHandlers>;

/** The patient operations that change records.db. */
export const patientChanges = (staff: StaffMember) =>
  ({
    'patient.register': registerPatient,
    'patient.update': updatePatient,
    'patient.revert': revertPatient,
    'patient.archive': archivePatient,
    'patient.restrict': restrictPatient,
    'patient.merge': mergePatients,
    'patient.unmerge': unmergePatients,
    'patient.assign': assignPatient(staff),
  }) satisfies Partial<ChangeHandlers>;
