import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { advanceFile, checkFile, readFile, sendFile, undoFile } from '../support/import-page.ts';
import { patientList } from '../support/patient-list.ts';
import { found } from '../support/people.ts';
import { given, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const real = process.env['ANTEROOM_REAL_DATA'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** How often the vault holds the records file open. */
const openings = async ({ app, folder }: TestWorkstation): Promise<number> => {
  const pids = await app.evaluate(({ app: its }) =>
    its
      .getAppMetrics()
      .filter(({ type }) => type === 'Utility')
      .map(({ pid }) => pid),
  );
  const held = pids.flatMap((pid) => readdirSync(`/proc/${pid}/fd`).map((handle) => linkOf(`/proc/${pid}/fd/${handle}`)));
  return held.filter((path) => path === join(folder, 'records.db')).length;
};

/** A handle may be closed between two looks. */
const linkOf = (handle: string): string => {
  try {
    return readlinkSync(handle);
  } catch {
    return '';
  }
};

test('R21: a list becomes patients that are found, opened and edited, and the whole of it can be taken back', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  const file = join(real, 'synthea-csv', 'patients.csv');
  const bytes = existsSync(file) ? readFileSync(file) : patientList(555);
  if (!existsSync(file)) console.log('the list of invented people is used: synthea-csv/patients.csv is not in the folder of real input');
  const batchId = await sendFile(desk, 'patients.csv', bytes);
  expect(await readFile(desk, batchId)).toMatchObject({ state: 'mapping', done: 556 });
  expect(await checkFile(desk, batchId)).toMatchObject({ created: 555, rejected: 0 });
  expect(await advanceFile(desk, batchId)).toMatchObject({ state: 'done', created: 555 });
  // The vault's own connection, and that of the thread which keeps the journal short.
  expect(await openings(station)).toBe(2);
  const [last] = (await given(desk, 'import.verdicts', { batchId, afterRow: 500 })).rows;
  const { hits } = await given(desk, 'patient.search', { query: last?.name ?? '' });
  const patientId = hits[0]?.patientId ?? '';
  const chart = await given(desk, 'patient.open', { patientId });
  expect(chart.importedFrom).toMatchObject({ batchId, row: last?.row });
  await given(desk, 'patient.update', { patientId, version: chart.version, changes: { preferredName: 'Nan' }, lists: {} });
  expect(await undoFile(desk, batchId)).toMatchObject({ state: 'undone', created: 1 });
  expect((await given(desk, 'patient.open', { patientId })).details.preferredName).toBe('Nan');
  await station.close();
});
