import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshFolder, freshKey } from '../../../../test/support/access.ts';
import { addAuthor, insertPatient } from '../../../../test/support/patient-store.ts';
import { type MadePatient, population } from '../../../../test/support/population.ts';
import { findCharts } from '../../../vault/patients/search.ts';
import { indexPatients } from '../../../vault/patients/search-index.ts';
import { migrate } from '../../migrate.ts';
import { openStore, type Store } from '../../open.ts';
import { Writer } from '../../statements.ts';
import { keysAnew } from './0015-keys-anew.ts';
import { RECORDS } from './path.ts';

const key = freshKey();
let place: ReturnType<typeof freshFolder>;
let store: Store;
let writer: Writer;
const reopen = (file: string) => openStore({ file, key, mode: 'existing', cacheMiB: 1 });
const bring = (steps: typeof RECORDS.steps) => migrate({ store, path: { steps }, reopen, now: 1 });

const [made] = population(1, 3);
const person = (id: number, names: Partial<MadePatient>): MadePatient => {
  if (made === undefined) throw new Error('nobody was made');
  const bare = { middleName: null, preferredName: null, formerName: null, homePhone: null, externalId: null, archived: 0 };
  return { ...made, ...bare, id, patientId: `018f0000-0000-7000-8000-00000000000${id}`, mrn: `A00000${id}`, mobilePhone: null, ...names };
};
const PEOPLE = [
  person(1, { familyName: 'O\u02bcBrien', givenName: 'Pat' }),
  person(2, { familyName: 'Tran Do', givenName: 'Minh', archived: 1 }),
  person(3, { familyName: 'Okafor', givenName: 'Ngozi', mobilePhone: 'fax: 305-555-0123' }),
  person(4, { familyName: 'García', givenName: 'María', mobilePhone: '786-555-0199' }),
  person(5, { familyName: 'Ɓala', givenName: 'Ada' }),
];

beforeEach(() => {
  place = freshFolder();
  store = openStore({ file: join(place.folder, 'records.db'), key, mode: 'create', cacheMiB: 4 });
  writer = new Writer(store);
  bring(RECORDS.steps.slice(0, keysAnew.from));
  addAuthor(store);
  for (const one of PEOPLE) insertPatient(writer, one);
  indexPatients(writer, [1, 2, 3, 4, 5]);
  // What the version before wrote for them.
  store.exec(`DELETE FROM search_name; DELETE FROM search_phone; DELETE FROM search_typo; DELETE FROM search_word;
    INSERT INTO search_name (id, last, first, born) VALUES (64, 'o\u02bcbrien', 'pat', 0), (160, 'trando', 'minh', 0), (192, 'okafor', 'ngozi', 0),
      (256, 'garcia', 'maria', 7);
    DELETE FROM search_card WHERE chart = 5; DELETE FROM search_number WHERE id >= 320;
    INSERT INTO search_phone (id, digits, ending) VALUES (256, '7865550199', '9910555687');
    UPDATE search_card SET last = 'o\u02bcbrien' WHERE chart = 1;
    UPDATE patient SET name_key = 'o\u02bcbrien|pat' WHERE id = 1;
    UPDATE patient SET name_key = 'trando|minh' WHERE id = 2;
    UPDATE patient SET name_key = 'garcia|maria' WHERE id = 4;
    UPDATE patient SET merged_into = 4 WHERE id = 5`);
});
afterEach(() => {
  store.close();
  place.remove();
});

const find = (line: string) =>
  findCharts(writer, line, 20, { includeArchived: true, assignedTo: null }, '2026-11-22', 'owner').charts.map(({ chart }) => chart);
const nameKeyOf = (id: number): unknown => store.prepare('SELECT name_key FROM patient WHERE id = ?').pluck().get(id);

test('a store of the version before finds its patients by the new keys, and only their rows are written', () => {
  expect([find("o'br"), find('do minh'), find('3055550123')]).toEqual([[], [], []]);
  const [before] = bring(RECORDS.steps.slice(0, keysAnew.to)).backups;
  expect(before).toContain('before-0014');
  expect([find("o'br"), find('do minh'), find('3055550123')]).toEqual([[1], [2], [3]]);
  expect(find('garcia maria')).toEqual([4]);
  expect([1, 2, 4, 5].map(nameKeyOf)).toEqual(['obrien|pat', 'trando|minh', 'garcia|maria', 'bala|ada']);
  // The birth date that stood here was never the chart's: the row was left alone.
  expect(store.prepare('SELECT born FROM search_name WHERE id = 256').pluck().get()).toBe(7);
  expect(find('bala')).toEqual([]);
});
