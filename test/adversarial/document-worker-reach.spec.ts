import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { tryEverything } from '../support/hidden-page.ts';
import { sendFile } from '../support/import-page.ts';
import { accountIn, askKeychain } from '../support/key-ring.ts';
import { patientList } from '../support/patient-list.ts';
import { found } from '../support/people.ts';
import { openSink } from '../support/sink.ts';
import { given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** The document worker's page; it is hidden and lives only while a file is being read. */
const documentPage = async ({ app }: TestWorkstation): Promise<Page> => {
  await expect.poll(() => app.windows().some((window) => window.url().endsWith('/document.html'))).toBe(true);
  const page = app.windows().find((window) => window.url().endsWith('/document.html'));
  if (page === undefined) throw new Error('no document worker');
  return page;
};

test('in the document worker there is no file, no network, no keychain, no bus, no Node and no bridge, whichever way is tried', async () => {
  test.setTimeout(180_000);
  const sink = await openSink();
  const station = await startWorkstation();
  const { desk } = await found(station);
  const bus = /unix:path=([^,;]+)/.exec(process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')?.[1] ?? '';
  // Another program of the same account gets all of it: what is refused below is there to be had.
  expect(existsSync(bus)).toBe(true);
  expect((await askKeychain(process.env, accountIn(station.folder, 'device-secret'), { call: 'read' })).state).toBe('ready');
  const files = ['/etc/passwd', join(station.folder, 'workstation.json')];
  for (const file of files) expect(readFileSync(file).length).toBeGreaterThan(0);

  const batchId = await sendFile(desk, 'long.csv', patientList(60_000));
  await given(desk, 'import.read', { batchId });
  const worker = await documentPage(station);
  const { 'what can be had': control, ...outcome } = await worker.evaluate(tryEverything, {
    tcp: sink.tcp,
    udp: sink.udp,
    bus,
    files,
    patienceMs: 2_000,
  });
  expect(control).toBe('got app://anteroom/document.html');
  expect(Object.keys(outcome).length).toBeGreaterThan(60);
  expect(Object.entries(outcome).filter(([, got]) => got !== 'refused' && got !== 'nothing')).toEqual([]);
  expect(sink.heard()).toBe(0);

  const pid = await station.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/document.html'))
      ?.webContents.getOSProcessId(),
  );
  if (process.getuid?.() !== 0) {
    // The system itself keeps it in as well: a filter on its calls.
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
  }
  sayLast(desk, 'session.lock', {});
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 2_000 }).toBe(false);
  await station.close();
  sink.close();
});
