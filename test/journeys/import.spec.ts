import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { readDocument } from '../../renderer/documents/read-document.ts';
import { advanceFile, checkFile, readFile, sendFile, undoFile } from '../support/import-page.ts';
import { patientList } from '../support/patient-list.ts';
import { found } from '../support/people.ts';
import { given, newFolder, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

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

test('the rows left out are saved where the person says, whole, and announced in the log before', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  const lines = ['Last,First,DOB,Note', ',=cmd|calc!A1,1980-01-01,+1', 'Doe,Jane,1980-02-03,fine'];
  for (let row = 0; row < 5_000; row += 1) lines.push(`,Nobody ${row},1970-07-08,`);
  const batchId = await sendFile(desk, 'patients.csv', Buffer.from(lines.join('\n')));
  await readFile(desk, batchId);
  expect(await checkFile(desk, batchId)).toMatchObject({ created: 1, rejected: 5_001 });
  let made = await given(desk, 'import.rejects', { batchId });
  while (!made.ready) made = await given(desk, 'import.rejects', { batchId, fileId: made.fileId });
  const place = join(newFolder(), 'not-imported.xlsx');
  await station.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
  }, '');
  expect(await given(desk, 'file.save', { fileId: made.fileId })).toEqual({ saved: false, rows: 0 });
  await station.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, place);
  expect(await given(desk, 'file.save', { fileId: made.fileId })).toEqual({ saved: true, rows: 5_001 });
  // in the file nothing is a formula; taken in again it is what it was
  const sheet = strFromU8(unzipSync(readFileSync(place))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  for (const text of ['There is no last name.', "'=cmd|calc!A1", "'+1"]) expect(sheet).toContain(text);
  expect(sheet).not.toMatch(/>=cmd|>\+1/);
  const { rows } = readDocument(readFileSync(place), null);
  expect([rows.length, rows[1]?.cells]).toEqual([5_002, ['', '=cmd|calc!A1', '1980-01-01', '+1']]);
  const { lines: log } = await given(desk, 'audit.search', { action: 'export' });
  expect(log.map(({ outcome, rows: count }) => [outcome, count])).toEqual([
    ['committed', 5_001],
    ['intent', 0],
    ['undone', 0],
    ['intent', 0],
  ]);
  await station.close();
});
