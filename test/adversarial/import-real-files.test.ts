import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestRecords, type TestRecords } from '../support/access.ts';
import { ImportDesk } from '../support/import-desk.ts';

const data = process.env['ANTEROOM_REAL_DATA'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const files = { synthea: 'synthea-csv/patients.csv', smart: 'smart-sample-patients/patients.txt', febrl: 'febrl/dataset1.csv' } as const;

/** The file, or null with a printed reason: these lists are not part of the project. */
const fileOf = (name: keyof typeof files): Uint8Array | null => {
  const file = join(data, files[name]);
  if (existsSync(file)) return readFileSync(file);
  console.log(`not run: ${files[name]} is not in the folder of real input beside the project`);
  return null;
};

let records: TestRecords;
let desk: ImportDesk;
beforeEach(() => {
  records = openTestRecords();
  desk = new ImportDesk(records);
});
afterEach(() => records.close());

const count = (where: string): unknown => records.store.prepare(`SELECT count(*) FROM patient WHERE ${where}`).pluck().get();

test('a Synthea export of 555 patients needs no correction and loses nothing', async () => {
  const bytes = fileOf('synthea');
  if (bytes === null) return;
  expect(await desk.prepare(bytes)).toMatchObject({ state: 'checked', created: 555, updated: 0, duplicates: 0, rejected: 0 });
  expect(desk.advance().progress).toMatchObject({ state: 'done', created: 555 });
  expect(count("familyName GLOB '*[0-9]'")).toBe(555);
  expect(count('birthDate IS NULL')).toBe(0);
  expect(count("zip = '00000'")).toBe(0);
  expect(desk.verdicts().filter(({ reasons }) => reasons.some(({ code }) => code === 'zip-left-out'))).toHaveLength(170);
});

test('the same Synthea export a second time updates everybody and makes nobody', async () => {
  const bytes = fileOf('synthea');
  if (bytes === null) return;
  await desk.prepare(bytes);
  desk.advance();
  const again = new ImportDesk(records);
  expect(await again.prepare(bytes)).toMatchObject({ created: 0, updated: 555, duplicates: 0, rejected: 0 });
  again.advance();
  expect(count('version > 1')).toBe(0);
});

test('the tab-separated list of an office becomes 67 patients', async () => {
  const bytes = fileOf('smart');
  if (bytes === null) return;
  expect(await desk.prepare(bytes, 'patients.txt')).toMatchObject({ created: 67, duplicates: 0, rejected: 0 });
  expect(desk.sheet()).toMatchObject({ delimiter: '\t', dateOrder: 'ymd' });
  expect(desk.advance().progress).toMatchObject({ state: 'done', created: 67 });
});

test('of FEBRL’s 500 people entered twice with typing errors the second entries are found', async () => {
  const bytes = fileOf('febrl');
  if (bytes === null) return;
  desk.today = '2010-01-01';
  const checked = await desk.prepare(bytes);
  expect(checked.created + checked.duplicates + checked.rejected).toBe(1000);
  const lines = new TextDecoder().decode(bytes).split('\n');
  const numberOf = (row: number): string => lines[row - 1]?.split('-')[1] ?? '';
  const verdicts = desk.verdicts();
  const people = new Map<string, number>();
  const taken = verdicts.filter(({ verdict }) => verdict !== 'rejected').map(({ row, verdict }) => ({ person: numberOf(row), verdict }));
  for (const { person } of taken) people.set(person, (people.get(person) ?? 0) + 1);
  const entered = [...people.values()].filter((times) => times === 2).length;
  const seen = new Set<string>();
  let right = 0;
  let wrong = 0;
  for (const { person, verdict } of taken) {
    if (verdict === 'duplicate' && seen.has(person)) right += 1;
    if (verdict === 'duplicate' && !seen.has(person)) wrong += 1;
    seen.add(person);
  }
  const [precision, recall] = [right / (right + wrong), right / entered];
  console.log(
    `FEBRL: ${entered} people twice, ${right} found, ${wrong} wrongly; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; ${checked.rejected} rows rejected`,
  );
  expect(precision).toBeGreaterThan(0.98);
  expect(recall).toBeGreaterThan(0.9);
});
