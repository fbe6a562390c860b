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

test('a Synthea export becomes 555 patients without a correction', async () => {
  const bytes = fileOf('synthea');
  if (bytes === null) return;
  const t0 = performance.now();
  expect(await desk.prepare(bytes)).toMatchObject({ state: 'checked', created: 555, updated: 0, duplicates: 0, rejected: 0 });
  const t1 = performance.now();
  const { progress, patients } = desk.advance();
  console.log(t1 - t0, performance.now() - t1);
  expect(progress).toMatchObject({ state: 'done', created: 555 });
  expect(new Set(patients).size).toBe(555);
});

test('smart', async () => {
  const bytes = fileOf('smart');
  if (bytes === null) return;
  console.log(await desk.prepare(bytes, 'patients.txt'));
  console.log(desk.verdicts('duplicate'), desk.verdicts('rejected'));
  console.log(desk.advance().progress);
});

test('febrl', async () => {
  const bytes = fileOf('febrl');
  if (bytes === null) return;
  const t0 = performance.now();
  console.log(await desk.prepare(bytes));
  console.log(performance.now() - t0);
  console.log(desk.verdicts('rejected').length);
});
