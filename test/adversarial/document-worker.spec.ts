import { existsSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { checkFile, readFile, sendFile } from '../support/import-page.ts';
import { patientList } from '../support/patient-list.ts';
import { found } from '../support/people.ts';
import { given, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** The workers at work: page and process. */
const workers = ({ app }: TestWorkstation): Promise<number[]> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.webContents.getURL().endsWith('/document.html'))
      .map((window) => window.webContents.getOSProcessId()),
  );

/** A list whose reading has begun and not ended, and the worker that holds it. */
const halfRead = async (station: TestWorkstation, desk: Page): Promise<{ batchId: string; page: Page; pid: number }> => {
  const batchId = await sendFile(desk, 'taken-over.csv', patientList(100_000));
  await given(desk, 'import.read', { batchId });
  await expect.poll(async () => (await workers(station)).length).toBe(1);
  const [pid = 0] = await workers(station);
  // main knows of a window a little before the driver does
  const seen = () => station.app.windows().find((window) => window.url().endsWith('/document.html'));
  await expect.poll(seen).toBeDefined();
  const page = seen();
  if (page === undefined) throw new Error('no document worker');
  return { batchId, page, pid };
};

/** Whoever took the worker over, the desk is told in words it knows, nothing of the file was imported, and the next list is read as ever. */
const goesOn = async (station: TestWorkstation, desk: Page, batchId: string): Promise<void> => {
  expect(await readFile(desk, batchId)).toMatchObject({ state: 'failed', failure: 'file-reader-lost' });
  await expect.poll(() => workers(station)).toEqual([]);
  const next = await sendFile(desk, 'next.csv', patientList(40));
  expect(await readFile(desk, next)).toMatchObject({ state: 'mapping' });
  await given(desk, 'import.map', { batchId: next, dateOrder: 'mdy' });
  expect(await checkFile(desk, next)).toMatchObject({ created: 40, rejected: 0 });
};

test('a document worker that fills the memory is killed at its limit, and the import goes on', async () => {
  test.setTimeout(240_000);
  const station = await startWorkstation();
  const { desk } = await found(station);
  const { batchId, page, pid } = await halfRead(station, desk);
  void page
    .evaluate(async () => {
      const held: Uint8Array[] = [];
      for (let at = 0; at < 60; at += 1) {
        held.push(new Uint8Array(128 * 1024 * 1024).fill(1));
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      return held.length;
    })
    .catch(() => undefined);
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 60_000 }).toBe(false);
  await goesOn(station, desk, batchId);
  await station.close();
});

test('a document worker that never ends is killed by main itself after 60 seconds, whatever the vault does meanwhile', {
  tag: '@waits',
}, async () => {
  test.setTimeout(300_000);
  const station = await startWorkstation();
  const { desk } = await found(station);
  const { batchId, page, pid } = await halfRead(station, desk);
  const began = Date.now();
  void page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  const vaults = await station.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ type, serviceName }) => type === 'Utility' && serviceName === 'node.mojom.NodeService')
      .map((metric) => metric.pid),
  );
  expect(vaults.length).toBeGreaterThan(0);
  // The vault has a clock of its own for its worker: it is stopped, so that only main is left to act.
  for (const vault of vaults) process.kill(vault, 'SIGSTOP');
  try {
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 90_000, intervals: [250] }).toBe(false);
  } finally {
    for (const vault of vaults) process.kill(vault, 'SIGCONT');
  }
  expect(Date.now() - began).toBeGreaterThan(45_000);
  await goesOn(station, desk, batchId);
  await station.close();
});
