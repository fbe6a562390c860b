import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { readDocument } from '../../renderer/documents/read-document.ts';
import { advanceFile, checkFile, readFile, sendFile, undoFile } from '../support/import-page.ts';
import { patientList } from '../support/patient-list.ts';
import { found } from '../support/people.ts';
import { given, newFolder, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const real = process.env['ANTEROOM_REAL_DATA'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** The document worker's page; it is hidden and lives only while a file is being read. */
const documentPage = async ({ app }: TestWorkstation): Promise<Page> => {
  await expect.poll(() => app.windows().some((window) => window.url().endsWith('/document.html'))).toBe(true);
  const page = app.windows().find((window) => window.url().endsWith('/document.html'));
  if (page === undefined) throw new Error('no document worker');
  return page;
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
  const { rows } = readDocument(readFileSync(place), null);
  expect([rows.length, rows[1]?.cells]).toEqual([5_002, ['2', 'There is no last name.', '', "'=cmd|calc!A1", '1980-01-01', "'+1"]]);
  const { lines: log } = await given(desk, 'audit.search', { action: 'export' });
  expect(log.map(({ outcome, rows: count }) => [outcome, count])).toEqual([
    ['committed', 5_001],
    ['intent', 0],
    ['undone', 0],
    ['intent', 0],
  ]);
  await station.close();
});

test('inside the document worker there is no file, no network, no keychain, no Node and no bridge', async () => {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits += 1;
    response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const station = await startWorkstation();
  const { desk } = await found(station);
  const batchId = await sendFile(desk, 'long.csv', patientList(12_000));
  await given(desk, 'import.read', { batchId });
  const worker = await documentPage(station);
  const tried = await worker.evaluate(async (at) => {
    const passwords = 'file:///etc/passwd';
    const attempt = async (what: () => unknown): Promise<string> => {
      try {
        const got = await what();
        return got === undefined ? 'nothing' : `got ${String(got)}`;
      } catch {
        return 'refused';
      }
    };
    const connects = (make: () => EventTarget): Promise<string> =>
      attempt(
        () =>
          new Promise((resolve, reject) => {
            const socket = make();
            socket.addEventListener('open', resolve);
            socket.addEventListener('error', reject);
            setTimeout(reject, 1500);
          }),
      );
    return {
      file: await attempt(() => fetch(passwords)),
      fileImport: await attempt(() => import(/* @vite-ignore */ passwords)),
      network: await attempt(() => fetch(`http://127.0.0.1:${at}/`)),
      // It says only that it was put in a queue; the server counts what arrives.
      beacon: await attempt(() => void navigator.sendBeacon(`http://127.0.0.1:${at}/`)),
      socket: await connects(() => new WebSocket(`ws://127.0.0.1:${at}/`)),
      image: await attempt(() => {
        const image = new Image();
        image.src = `http://127.0.0.1:${at}/pixel`;
        return image.decode();
      }),
      ownPages: await attempt(() => fetch('app://anteroom/workspace.html')),
      node: await attempt(() => import(/* @vite-ignore */ 'node:fs')),
      require: await attempt(() => Reflect.get(globalThis, 'require')),
      process: await attempt(() => Reflect.get(globalThis, 'process')),
      bridge: await attempt(() => Reflect.get(globalThis, 'clinic')),
      events: await attempt(() => Reflect.get(globalThis, 'clinicEvents')),
      code: await attempt(() => Reflect.apply(Reflect.get(globalThis, 'eval'), null, ['1 + 1'])),
      window: await attempt(() => window.open(`http://127.0.0.1:${at}/`) ?? undefined),
      permission: await attempt(() => navigator.mediaDevices.getUserMedia({ audio: true })),
    };
  }, port);
  const allowed = Object.entries(tried).filter(([, outcome]) => outcome !== 'refused' && outcome !== 'nothing');
  expect(allowed).toEqual([]);
  expect(visits).toBe(0);
  const pid = await station.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/document.html'))
      ?.webContents.getOSProcessId(),
  );
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  if (process.getuid?.() !== 0) expect(/^Seccomp:\s+2$/m.test(status)).toBe(true);
  sayLast(desk, 'session.lock', {});
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 2000 }).toBe(false);
  await station.close();
  server.close();
});
