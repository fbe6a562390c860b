import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordsNow } from '../../../main/vault/records-file.ts';
import { ROTATION_STEPS } from '../../../shared/door-terms.ts';
import { flipBit } from '../../faults/damage.ts';
import { FullDisk } from '../../faults/disk-full/disk-full.ts';
import { killAtRandom } from '../kill/kill.ts';
import { cutPower, recordWorkload } from '../power-cut/power-cut.ts';
import { judgeRotation, rotationsIn } from './judge.ts';
import type { Acknowledged } from './notes.ts';
import { foundPractice, hireAndRemove, ledgerOf, ownerAtTheDoor, signIn } from './practice.ts';
import { registerSome } from './rotation.ts';

const module = join(import.meta.dirname, 'rotation.ts');
const CHILD = join(import.meta.dirname, 'sign-in-child.ts');

let home: string;
const acked: string[] = [];
let copies = 0;

/** A practice somebody has just left, closed; each test has a copy of its own. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'rotation-'));
  const folder = join(home, 'practice');
  mkdirSync(folder);
  const say = (done: Acknowledged) => acked.push(JSON.stringify(done));
  say({ did: 'found', kit: await foundPractice(folder) });
  await registerSome(folder, 5, (patientId) => say({ did: 'register', patientId }));
  say({ did: 'remove', ...(await hireAndRemove(folder)) });
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

const aCopy = (): string => {
  copies += 1;
  const folder = join(home, String(copies));
  cpSync(join(home, 'practice'), folder, { recursive: true });
  return folder;
};
const judged = (dir: string): Promise<readonly string[]> => Promise.resolve(judgeRotation({ dir, seed: 0, options: {}, acked }));
const isPending = (folder: string): boolean => {
  const { roll, store } = ledgerOf(folder);
  const pending = roll.isRotationPending();
  store.close();
  return pending;
};

test.each(ROTATION_STEPS)(
  'killed while %s, the practice opens at the next sign-in, whole, under one key, with nothing left over',
  { timeout: 60_000 },
  async (step) => {
    const folder = aCopy();
    const { signal } = spawnSync(process.execPath, [CHILD, folder, step], { encoding: 'utf8' });
    expect(signal).toBe('SIGKILL');
    expect(isPending(folder)).toBe(step !== 'sweeping');
    expect(await judged(folder)).toEqual([]);
  },
);

test('a disk that fills up at any write of the rotation loses nothing, and the rotation is made good at the next sign-in', {
  timeout: 240_000,
}, async () => {
  for (let nth = 1; nth <= 61; nth += 5) {
    const folder = aCopy();
    using disk = new FullDisk(folder);
    disk.fillAt(nth, { partial: nth % 2 === 0 });
    const child = spawn(process.execPath, [CHILD, folder], { env: { ...process.env, ...disk.env }, stdio: 'ignore' });
    await once(child, 'exit');
    disk.free();
    expect([nth, await judged(folder)]).toEqual([nth, []]);
  }
});

test('put off, somebody is let in under the old key, the log says so, and the next sign-in rotates', { timeout: 60_000 }, async () => {
  const folder = aCopy();
  const giveUp = new AbortController();
  const session = await signIn(folder, { signal: giveUp.signal, onStep: (step) => step === 'rekeying' && giveUp.abort() });
  const answer = await session.answer({
    id: 1,
    name: 'patient.register',
    input: {
      details: { familyName: 'Kept', birthDate: '1970-01-02' },
      lists: { coverages: [], emergencyContacts: [], consents: [], alerts: [] },
    },
  });
  expect(answer.ok).toBe(true);
  session.end();
  expect(isPending(folder)).toBe(true);
  await expect.poll(() => readdirSync(folder).filter((name) => name.includes('unproven'))).toEqual([]);
  expect(await judged(folder)).toEqual([]);
});

test('an old file the system will not let go undoes no rotation and keeps nobody out', { timeout: 60_000 }, async () => {
  const folder = aCopy();
  mkdirSync(join(folder, 'records.db.before-0002'));
  (await signIn(folder)).end();
  expect(isPending(folder)).toBe(false);
  const { ledger, epoch } = await ownerAtTheDoor(folder);
  expect(recordsNow(ledger.roll).epoch).toBe(epoch);
  expect(rotationsIn(ledger)).toEqual(['committed']);
  ledger.store.close();
  rmSync(join(folder, 'records.db.before-0002'), { recursive: true });
  expect(await judged(folder)).toEqual([]);
});

test('a copy that can not be proven is never named', { timeout: 60_000 }, async () => {
  const folder = aCopy();
  const session = await signIn(folder, {
    onStep: (step) => {
      if (step !== 'rekeying') return;
      const unproven = readdirSync(folder).find((name) => name.endsWith('.unproven')) ?? '';
      flipBit(join(folder, unproven), 40_000, 3);
    },
  });
  session.end();
  expect(isPending(folder)).toBe(true);
  expect(await judged(folder)).toEqual([]);
});

test('kill -9 at random moments of days that each begin with a rotation loses nothing', { timeout: 240_000 }, async () => {
  const outcome = await killAtRandom({ module, seed: 4, points: 8, longestMs: 4_000 });
  expect(outcome).toMatchObject({ points: 8, broken: 0, faults: [] });
});

test('a power cut at any moment of a rotation loses nothing', { timeout: 400_000 }, async () => {
  const subject = { module, seed: 4, transactions: 2 };
  const outcome = await cutPower(await recordWorkload(subject), subject, { count: 60, seed: 4 });
  expect(outcome).toEqual({ images: 60, broken: 0, faults: [] });
});

test('the judge sees a key that still opens, a lost patient, a leftover and a kit that was not renewed', { timeout: 60_000 }, async () => {
  const folder = aCopy();
  const { ledger } = await ownerAtTheDoor(folder);
  ledger.within(() => ledger.roll.set('rotation', null));
  ledger.store.close();
  appendFileSync(join(folder, 'notes.txt'), 'left');
  const never = JSON.stringify({ did: 'register', patientId: '01a201fc-0ac1-7448-8d24-8b2ec0000000' });
  const faults = (await judgeRotation({ dir: folder, seed: 0, options: {}, acked: [...acked, never] })).join('\n');
  expect(faults).toContain('opens with a key of somebody who left');
  expect(faults).toContain('an acknowledged patient is lost');
  expect(faults).toContain('left behind: notes.txt');
  rmSync(join(folder, 'recovery-records-1.age'));
  expect((await judgeRotation({ dir: folder, seed: 0, options: {}, acked })).join('\n')).toContain('has no file for the current key');
});
