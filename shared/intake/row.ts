import type { PatientField } from '../phi/patient-fields.ts';
import type { ColumnReading } from './column-reading.ts';
import type { DateOrder } from './date-order.ts';
import { readDate } from './dates.ts';
import { splitName } from './full-name.ts';
import { type CellMark, type Found, gather, type Mapping, type Note } from './gather.ts';
import { readZip, stateCode } from './places.ts';
import type { RowReason } from './reasons.ts';
import { collectLists, type IntakeLists } from './row-lists.ts';
import { interpreterOf, languageOf, looksLikeEmail, maritalStatusOf, readPhone, sexOf } from './values.ts';

export type IntakeDetails = { -readonly [K in PatientField]?: string };

/** One row as a patient, not yet tidied or judged against the records. */
export interface IntakeRow {
  readonly details: IntakeDetails;
  readonly lists: IntakeLists;
  readonly mrn: string | null;
  readonly reasons: readonly RowReason[];
}

/** Reads one row. Values are kept as written but for the mendings that its reasons name. */
export const intakeRow = (cells: readonly string[], marks: readonly CellMark[], mapping: Mapping, today: string): IntakeRow => {
  const reasons: RowReason[] = [];
  const note: Note = (code, column) => {
    reasons.push({ code, column });
  };
  const found = gather(cells, marks, mapping, note);
  const details: IntakeDetails = {};
  fillNames(found, details, note);
  fillDates(found, details, mapping.dateOrder, today, note);
  fillWords(found, details, note);
  fillPlaces(found, details, note);
  for (const field of AS_WRITTEN) copy(found, details, field);
  const number = found.get('mrn')?.value ?? null;
  return { details, lists: collectLists(found, note), mrn: number === null ? null : withoutDecimals(number), reasons };
};

const AS_WRITTEN: readonly PatientField[] = [
  ...([
    'suffix',
    'preferredName',
    'formerName',
    'genderIdentity',
    'pronouns',
    'race',
    'ethnicity',
    'addressLine2',
    'city',
    'country',
  ] as const),
  ...(['driverLicense', 'employer', 'guarantorName', 'guarantorRelationship', 'deskNote'] as const),
];

/** "123.0" is how some programs write the number 123. */
const withoutDecimals = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1');

const copy = (found: Found, details: IntakeDetails, field: PatientField): void => {
  const cell = found.get(field);
  if (cell !== undefined && details[field] === undefined) details[field] = cell.value;
};

/** A whole name fills what no column of its own gives; a second last name stands behind the first. */
const fillNames = (found: Found, details: IntakeDetails, note: Note): void => {
  for (const field of ['familyName', 'givenName', 'middleName', 'suffix', 'preferredName'] as const) copy(found, details, field);
  const lastFirst = found.get('fullNameLastFirst');
  const whole = lastFirst ?? found.get('fullName');
  if (whole !== undefined && details.familyName === undefined) {
    Object.assign(details, { ...splitName(whole.value, lastFirst !== undefined), ...details });
    note('name-split', whole.header);
  }
  const second = found.get('secondFamilyName');
  if (second !== undefined) details.familyName = details.familyName === undefined ? second.value : `${details.familyName} ${second.value}`;
  if (details.familyName === undefined) note('no-name', null);
};

const fillDates = (found: Found, details: IntakeDetails, order: DateOrder | null, today: string, note: Note): void => {
  for (const field of ['birthDate', 'deathDate'] as const) {
    const cell = found.get(field);
    if (cell === undefined) continue;
    const read = readDate(cell.value, order, today);
    if ('problem' in read) note(read.problem, cell.header);
    else {
      details[field] = read.date;
      if (read.note !== undefined) note(read.note, cell.header);
    }
  }
};

const fillWords = (found: Found, details: IntakeDetails, note: Note): void => {
  const closed = (field: 'sex' | 'interpreter', read: (raw: string, reads?: ColumnReading) => string | null | undefined): void => {
    const cell = found.get(field);
    if (cell === undefined) return;
    const value = read(cell.value, cell.reads);
    if (value === null || value === undefined) note('value-not-understood', cell.header);
    else details[field] = value;
  };
  closed('sex', sexOf);
  closed('interpreter', interpreterOf);
  const [marital, language] = [found.get('maritalStatus'), found.get('language')];
  if (marital !== undefined) details.maritalStatus = maritalStatusOf(marital.value);
  if (language !== undefined) details.language = languageOf(language.value);
  for (const field of ['mobilePhone', 'homePhone', 'workPhone', 'guarantorPhone'] as const) {
    const cell = found.get(field);
    if (cell === undefined) continue;
    const { phone, odd } = readPhone(cell.value);
    details[field] = phone;
    if (odd) note('phone-odd', cell.header);
  }
  const email = found.get('email');
  if (email !== undefined) {
    details.email = email.value;
    if (!looksLikeEmail(email.value)) note('email-odd', email.header);
  }
  for (const field of ['ssn', 'externalId'] as const) {
    const cell = found.get(field);
    if (cell !== undefined) details[field] = withoutDecimals(cell.value);
  }
};

const fillPlaces = (found: Found, details: IntakeDetails, note: Note): void => {
  const state = found.get('state');
  if (state !== undefined) details.state = (state.value.length > 2 ? stateCode(state.value) : null) ?? state.value;
  const street = found.get('addressLine1');
  const house = found.get('streetNumber');
  const line = [house?.value, street?.value].filter((part) => part !== undefined).join(' ');
  if (line !== '') details.addressLine1 = line;
  const cell = found.get('zip');
  if (cell === undefined) return;
  const { zip, note: mended } = readZip(cell.value, details.state, found.get('country')?.value);
  if (zip !== null) details.zip = zip;
  if (mended !== undefined) note(mended, cell.header);
};
