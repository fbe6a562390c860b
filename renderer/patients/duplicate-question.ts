import { nameKey } from '../../shared/person/name-key.ts';
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

const TELLING = ['birthDate', 'mobilePhone', 'homePhone', 'workPhone', 'email', 'ssn'] as const satisfies readonly (keyof PatientDetails)[];

/** Scripts of which one sign is a name, or most of one. */
const SIGNS = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}]/u;

/** Whether so much of a name is there that looking for it finds more than everybody: two letters, or one sign where signs are no letters. */
const isName = (text = ''): boolean => nameKey(text).length >= 2 || SIGNS.test(text);

/** Whether duplicates are looked for: by a last name, and a given name, a birth date or a number that tells people apart. The one rule of all who register somebody. */
export const enoughForDuplicates = (details: SomeDetails): boolean =>
  isName(details.familyName) && (isName(details.givenName) || TELLING.some((field) => details[field] !== undefined));

const someDetails = patientDetails.partial();

/** What to look for duplicates by; null while there is too little. */
export const duplicateQuestion = (form: PatientForm, today: string): SomeDetails | null => {
  const { details } = checkForm(form, today);
  if (!enoughForDuplicates(details)) return null;
  const asked = Object.fromEntries(ASKED_BY.flatMap((field) => (details[field] === undefined ? [] : [[field, details[field]]])));
  const parsed = someDetails.safeParse(asked);
  return parsed.success ? parsed.data : null;
};
