import { openPatient } from '../../main/vault/patients/open.ts';
import { registerPatient } from '../../main/vault/patients/register.ts';
import { updatePatient } from '../../main/vault/patients/update.ts';
import type { Input, Result } from '../../shared/operations/table.ts';
import type { ChartLists } from '../../shared/phi/patient.ts';
import type { PatientDetails } from '../../shared/phi/patient-fields.ts';
import type { TestRecords } from './access.ts';

export const noLists = (): ChartLists => ({ coverages: [], emergencyContacts: [], consents: [], alerts: [] });

export const aPatient = (details: Partial<PatientDetails> = {}): PatientDetails => ({
  familyName: 'García',
  givenName: 'Marisol',
  birthDate: '1961-04-03',
  ssn: '123-45-6789',
  mobilePhone: '(555) 010-4477',
  zip: '02134',
  ...details,
});

/** Registers through the handler and answers what it answers. */
export const register = (
  records: TestRecords,
  details: PatientDetails = aPatient(),
  lists: ChartLists = noLists(),
): Result<'patient.register'> => records.change((access) => registerPatient(access, { details, lists }));

export const open = (records: TestRecords, patientId: string): Result<'patient.open'> =>
  records.read((access) => openPatient(access, { patientId }));

/** Updates the version that is there now. */
export const update = (
  records: TestRecords,
  patientId: string,
  changes: Input<'patient.update'>['changes'],
  lists: Input<'patient.update'>['lists'] = {},
): Result<'patient.update'> =>
  records.change((access) => updatePatient(access, { patientId, version: open(records, patientId).version, changes, lists }));

/** The code of the failure that an act throws; the test fails when it does not throw. */
export const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  throw new Error('it was not refused');
};
