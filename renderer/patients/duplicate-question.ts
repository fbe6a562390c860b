import { type PatientDetails, patientDetails } from '../../shared/phi/patient-fields.ts';
import { checkForm, type SomeDetails } from './form-check.ts';
import type { PatientForm } from './form-state.ts';

const ASKED_BY = [
  'familyName',
  'givenName',
  'middleName',
  'preferredName',
  'formerName',
  'birthDate',
  'sex',
  'mobilePhone',
  'homePhone',
  'workPhone',
  'email',
  'addressLine1',
  'zip',
  'ssn',
] as const satisfies readonly (keyof PatientDetails)[];

const someDetails = patientDetails.partial();

/** What to look for duplicates by: a last name of two letters, and a birth date or a telling number; null while there is too little. */
export const duplicateQuestion = (form: PatientForm, today: string): SomeDetails | null => {
  const { details } = checkForm(form, today);
  if ((details.familyName?.length ?? 0) < 2) return null;
  if (details.birthDate === undefined && details.mobilePhone === undefined && details.ssn === undefined && details.email === undefined)
    return null;
  const asked = Object.fromEntries(ASKED_BY.flatMap((field) => (details[field] === undefined ? [] : [[field, details[field]]])));
  const parsed = someDetails.safeParse(asked);
  return parsed.success ? parsed.data : null;
};
