import * as z from 'zod';
import { hasParticleForName, isTypedDifferently } from '../../../../shared/person/name-key.ts';
import { nameKey } from '../../../vault/patients/name-key.ts';
import { indexPatients } from '../../../vault/patients/search-index.ts';
import { migration } from '../../migrate.ts';
import type { Writer } from '../../statements.ts';

const NAMES = ['familyName', 'givenName', 'middleName', 'preferredName', 'formerName'] as const;

const row = z.object({
  id: z.int(),
  familyName: z.string(),
  givenName: z.string().nullable(),
  middleName: z.string().nullable(),
  preferredName: z.string().nullable(),
  formerName: z.string().nullable(),
  externalId: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  homePhone: z.string().nullable(),
  workPhone: z.string().nullable(),
  name_key: z.string(),
});
type Row = z.output<typeof row>;

const PAGE = 2000;
const COLUMNS = Object.keys(row.shape).join(', ');
/** A number was cut off at one of these wherever it stood. */
const CUT = /[x#]/i;

/** Whether the search may find this chart by something else now. */
const isFoundAnew = (patient: Row): boolean =>
  NAMES.some((name) => patient[name] !== null && (isTypedDifferently(patient[name]) || hasParticleForName(patient[name]))) ||
  isTypedDifferently(patient.externalId ?? '') ||
  [patient.mobilePhone, patient.homePhone, patient.workPhone].some((phone) => phone !== null && CUT.test(phone.normalize('NFKC')));

/** Nearly everybody keeps their keys and is only read: making all of a large practice's index anew would take minutes. */
const keyAnew = (writer: Writer): void => {
  for (let after = -1; ; ) {
    const page = writer.all(row, `SELECT ${COLUMNS} FROM patient WHERE id > ? ORDER BY id LIMIT ?`, after, PAGE);
    const found: number[] = [];
    for (const patient of page) {
      after = patient.id;
      if (isFoundAnew(patient)) found.push(patient.id);
      const key = nameKey(patient);
      if (key !== patient.name_key) writer.run('UPDATE patient SET name_key = ? WHERE id = ?', key, patient.id);
    }
    indexPatients(writer, found);
    if (page.length < PAGE) return;
  }
};

/**
 * Keys of names and phones are made by new rules: letters that stand for an apostrophe or for another letter, names that are particles elsewhere, and
 * numbers behind a word with an x in it. No table changes.
 */
export const keysAnew = migration({
  from: 13,
  to: 14,
  name: 'keys-anew',
  sql: '-- no table changes: the keys of patients are made anew\n',
  fill: keyAnew,
});
