import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LedgerClient } from './client.ts';

const folder = mkdtempSync(join(tmpdir(), 'anteroom-worker-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A real worker thread that answers `size` and dies of anything else, in the way that is asked for. */
const dyingWorker = (death: string): string => {
  const file = join(folder, `${death.length}.mjs`);
  const lines = [
    "import { parentPort } from 'node:worker_threads';",
    "parentPort.on('message', ({ id, method }) => {",
    "  if (method === 'size') parentPort.postMessage({ id, ok: true, value: 7 });",
    `  else ${death}`,
    '});',
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
};

test.each([
  ['an error of its own', "throw new Error('disk');"],
  ['an end without a word', 'process.exit(1);'],
])('a worker that dies of %s answers every question, asked or yet to be, with a failure, and is reported once', async (_name, death) => {
  let deaths = 0;
  let noted = (): void => undefined;
  const reported = new Promise<void>((resolve) => {
    noted = resolve;
  });
  const client = new LedgerClient(dyingWorker(death), () => {
    deaths += 1;
    noted();
  });
  expect(await client.ask('size')).toBe(7);
  const asked = [client.ask('everyone'), client.ask('size'), client.ask('policy')].map((one) => one.catch((error) => error.code));
  await reported;
  expect(await Promise.all([asked[0], asked[2]])).toEqual(['audit-unavailable', 'audit-unavailable']);
  await expect(client.ask('size')).rejects.toMatchObject({ code: 'audit-unavailable' });
  await client.end();
  expect(deaths).toBe(1);
});

test('a worker that is ended dies no death', async () => {
  let deaths = 0;
  const client = new LedgerClient(join(import.meta.dirname, 'worker.ts'), () => {
    deaths += 1;
  });
  await client.end();
  await expect(client.ask('size')).rejects.toMatchObject({ code: 'audit-unavailable' });
  expect(deaths).toBe(0);
});
