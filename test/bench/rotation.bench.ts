import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doLongWork } from '../../main/store/long-work.ts';
import { openStore } from '../../main/store/open.ts';
import { giveKey } from '../../main/store/rekey.ts';
import type { Row } from '../figures.ts';
import { loadTwins } from './load-twins.ts';
import { atMost, median } from './stopwatch.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'main', 'store', 'worker.ts');
const ROUNDS = 3;

const timedAsync = async (act: () => Promise<void> | void): Promise<number> => {
  const start = performance.now();
  await act();
  return performance.now() - start;
};

/** The same copy under another key as SQLite makes it, without any proof of it. */
const bare = (file: string, copy: string, key: KeyObject, newKey: KeyObject): void => {
  const store = openStore({ file, key, mode: 'existing', cacheMiB: 32 });
  store.prepare('VACUUM INTO ?').run(copy);
  store.close();
  giveKey(openStore({ file: copy, key, mode: 'existing', cacheMiB: 32 }), newKey);
};

/**
 * What a removal costs the next sign-in: the store's copy under a new key with every proof, against the copy alone and the file copied by the system, turn about.
 * `ROTATION_PATIENTS` makes another size.
 */
export const bench = async (): Promise<Row[]> => {
  const patients = Number(process.env['ROTATION_PATIENTS'] ?? 100_000);
  const folder = mkdtempSync(join(tmpdir(), 'bench-rotation-'));
  try {
    const twins = await loadTwins(folder, patients, []);
    await twins.threads.end();
    for (const store of twins.stores) store.close();
    const [key, newKey] = [createSecretKey(twins.key), createSecretKey(randomBytes(32))];
    const [ours, rival, plain]: [number[], number[], number[]] = [[], [], []];
    const sides = [
      async (copy: string) =>
        ours.push(
          await timedAsync(() =>
            doLongWork({ program: PROGRAM, work: { work: 'copy-under-new-key', copy: { file: twins.file, key, copy, newKey } } }),
          ),
        ),
      async (copy: string) => rival.push(await timedAsync(() => bare(twins.file, copy, key, newKey))),
      async (copy: string) => plain.push(await timedAsync(() => copyFileSync(twins.file, copy))),
    ];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let at = 0; at < sides.length; at += 1) {
        const copy = join(folder, 'copy.db');
        await sides[(at + round) % sides.length]?.(copy);
        for (const tail of ['', '-wal', '-shm']) rmSync(copy + tail, { force: true });
      }
    }
    const megabytes = Math.round(statSync(twins.file).size / 1e6);
    const seconds = median(ours) / 1000;
    console.log(
      `  ${patients} patients, ${megabytes} MB: rotation ${seconds.toFixed(1)} s, bare ${(median(rival) / 1000).toFixed(1)} s, file copy ${Math.round(median(plain))} ms`,
    );
    return [
      atMost('rotation.seconds', seconds, `s for ${patients} patients`, 10),
      atMost('rotation.bare', median(ours) / median(rival), 'x copy and rekey without proof', 3),
      { id: 'rotation.file-copy', value: Math.round(median(ours) / median(plain)), unit: 'x file copy', goal: 'shown', met: true },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
