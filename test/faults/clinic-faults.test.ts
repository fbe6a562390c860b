import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { checkStore } from '../../main/store/check.ts';
import { failureOf } from '../../main/store/open.ts';
import { newId } from '../../shared/ids.ts';
import { digest } from '../crash/clinic/clinic.ts';
import { ABOUT, foundStores, openBoth, signIn } from '../crash/clinic/desk.ts';
import { judgeClinic } from '../crash/clinic/judge.ts';
import { chance } from '../random.ts';
import { flipAnyBit, PAGE, stalePage } from './damage.ts';
import { FullDisk } from './disk-full/disk-full.ts';

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const details = { familyName: 'Okafor', givenName: 'Ada', birthDate: '1970-01-02', deskNote: 'calls back' };
const answered = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), seconds: z.number().optional() }),
]);
const saved = z.object({ patientId: z.uuid(), version: z.int() });

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'clinic-faults-'));
  folder = join(home, 'practice');
  mkdirSync(folder);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A desk in a process over which the disk can be filled. */
const sitDown = async (env: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'desk-driver.ts'), folder], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async (): Promise<string> => z.string().parse((await lines.next()).value);
  expect(await heard()).toBe('ready');
  return {
    ask: async (name: string, input: unknown) => {
      child.stdin.write(`${JSON.stringify({ name, input })}\n`);
      return answered.parse(JSON.parse(await heard()));
    },
    leave: async () => {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
};

const codeOf = (answer: z.infer<typeof answered>): string => (answer.ok ? 'ok' : answer.code);

describe('a full disk', () => {
  test('at any write of a registration is told by its code, saves nothing by halves, and is over when there is room', {
    timeout: 120_000,
  }, async () => {
    using disk = new FullDisk(folder);
    const desk = await sitDown(disk.env);
    const first = await desk.ask('patient.register', { details, lists: NO_LISTS });
    expect(codeOf(first)).toBe('ok');
    const acked = [acknowledgedOf(first)];
    const codes = new Set<string>();
    for (const nth of [1, 2, 3, 4, 6, 8, 12]) {
      disk.fillAt(nth);
      const answer = await desk.ask('patient.register', { details: { ...details, familyName: `Full${nth}` }, lists: NO_LISTS });
      codes.add(codeOf(answer));
      disk.free();
      if (answer.ok) acked.push(acknowledgedOf(answer));
      const next = await desk.ask('patient.register', { details: { ...details, familyName: `Room${nth}` }, lists: NO_LISTS });
      expect(codeOf(next)).toBe('ok');
      acked.push(acknowledgedOf(next));
    }
    expect([...codes].filter((code) => !['ok', 'disk-full', 'audit-unavailable'].includes(code))).toEqual([]);
    expect(codes).toContain('audit-unavailable');
    await desk.leave();
    expect(await judgeClinic({ dir: folder, seed: 0, options: {}, acked })).toEqual([]);
  });

  test('shows nothing whose entry could not be written', { timeout: 60_000 }, async () => {
    using disk = new FullDisk(folder);
    const desk = await sitDown(disk.env);
    const first = await desk.ask('patient.register', { details, lists: NO_LISTS });
    const { patientId } = saved.parse(first.ok ? first.value : null);
    disk.fillAt(1);
    expect(await desk.ask('patient.open', { patientId })).toEqual({ ok: false, code: 'audit-unavailable' });
    expect(await desk.ask('patient.search', { query: 'oka' })).toEqual({ ok: false, code: 'audit-unavailable' });
    disk.free();
    expect(codeOf(await desk.ask('patient.open', { patientId }))).toBe('ok');
    await desk.leave();
    expect(await judgeClinic({ dir: folder, seed: 0, options: {}, acked: [acknowledgedOf(first)] })).toEqual([]);
  });
});

const acknowledgedOf = (answer: z.infer<typeof answered>): string => {
  const { patientId } = saved.parse(answer.ok ? answer.value : null);
  return JSON.stringify({ did: 'register', patientId, note: digest(details.deskNote) });
};

/** A practice with some patients, closed and tidied into its main files. */
const aPractice = async (): Promise<readonly string[]> => {
  foundStores(folder);
  const session = signIn(folder);
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const answer = await session.answer({
      id: n,
      name: 'patient.register',
      input: { details: { ...details, familyName: `Name${n}` }, lists: NO_LISTS },
    });
    ids.push(saved.parse(answer.ok ? answer.value : null).patientId);
  }
  session.end();
  tidy();
  return ids;
};

/** Moves what stands in the write-ahead logs into the main files. */
const tidy = (): void => {
  const { ledger, records } = openBoth(folder);
  for (const store of [ledger, records]) {
    store.pragma('wal_checkpoint(TRUNCATE)');
    store.close();
  }
};

describe('damage to the files', () => {
  test('one flipped bit anywhere in either store is seen when it is opened, and nothing is shown', { timeout: 120_000 }, async () => {
    await aPractice();
    const random = chance(8);
    for (const name of ['ledger.db', 'records.db']) {
      const whole = join(home, name);
      copyFileSync(join(folder, name), whole);
      for (let turn = 0; turn < 25; turn += 1) {
        const { offset, bit } = flipAnyBit(join(folder, name), random);
        expect([name, offset, bit, seen()]).toEqual([name, offset, bit, expect.stringMatching(/^(?:store-damaged|key-changed)$/)]);
        copyFileSync(whole, join(folder, name));
      }
    }
    expect(seen()).toBe('ok');
  });

  test('a stale page is seen at opening or by the check of the log wherever it changes what the log says', {
    timeout: 120_000,
  }, async () => {
    const ids = await aPractice();
    copyFileSync(join(folder, 'ledger.db'), join(home, 'old.db'));
    const session = signIn(folder);
    for (const [n, patientId] of ids.entries()) {
      const input = { patientId, version: 1, changes: { deskNote: `another note ${newId()}` }, lists: {} };
      expect((await session.answer({ id: n, name: 'patient.update', input })).ok).toBe(true);
    }
    session.end();
    tidy();
    const file = join(folder, 'ledger.db');
    copyFileSync(file, join(home, 'new.db'));
    const told = logOf();
    const verdicts = { seen: 0, same: 0 };
    for (let page = 0; page < statSync(join(home, 'old.db')).size / PAGE; page += 1) {
      stalePage(file, join(home, 'old.db'), page);
      const log = logOf();
      if (log === 'damaged') verdicts.seen += 1;
      else {
        expect([page, log]).toEqual([page, told]);
        verdicts.same += 1;
      }
      for (const tail of ['-wal', '-shm']) rmSync(`${file}${tail}`, { force: true });
      copyFileSync(join(home, 'new.db'), file);
    }
    expect(verdicts.seen).toBeGreaterThan(0);
  });
});

test('a stale page of the records is seen by the check, or by the history beside it, or leaves the patients as they are', {
  timeout: 120_000,
}, async () => {
  const ids = await aPractice();
  const [file, old, present] = [join(folder, 'records.db'), join(home, 'old.db'), join(home, 'new.db')];
  copyFileSync(file, old);
  const session = signIn(folder);
  for (const [n, patientId] of ids.entries()) {
    const changes = { familyName: `Changed${n}`, deskNote: `another note ${newId()}` };
    expect((await session.answer({ id: n, name: 'patient.update', input: { patientId, version: 1, changes, lists: {} } })).ok).toBe(true);
  }
  session.end();
  tidy();
  copyFileSync(file, present);
  const told = patientsOf();
  const verdicts = new Map<string, number>();
  for (let page = 0; page < statSync(old).size / PAGE; page += 1) {
    stalePage(file, old, page);
    const found = patientsOf();
    const verdict = found === told ? 'same' : found;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    for (const tail of ['-wal', '-shm']) rmSync(`${file}${tail}`, { force: true });
    copyFileSync(present, file);
  }
  expect([...verdicts.keys()].filter((verdict) => !['damaged', 'history', 'same'].includes(verdict))).toEqual([]);
  expect(verdicts.get('damaged')).toBeGreaterThan(0);
});

/** The patients as they read, or which witness says that they are not as they were left. */
const patientsOf = (): string => {
  try {
    const { ledger, records } = openBoth(folder);
    try {
      checkStore(records, 'full');
      const rows = records
        .prepare(
          'SELECT p.id, p.version, p.familyName, p.deskNote, (SELECT max(version) FROM patient_change c WHERE c.patient = p.id) AS newest FROM patient p ORDER BY id',
        )
        .all();
      const unlike = z.array(z.object({ version: z.int(), newest: z.int().nullable() })).parse(rows);
      return unlike.some(({ version, newest }) => version !== (newest ?? 1)) ? 'history' : JSON.stringify(rows);
    } finally {
      ledger.close();
      records.close();
    }
  } catch {
    return 'damaged';
  }
};

/** The log as it reads, or that it was seen to be damaged. */
const logOf = (): string => {
  try {
    const { ledger, records } = openBoth(folder);
    try {
      checkStore(ledger, 'quick');
      const report = verifyAtOnce(ledger, ABOUT);
      return report.intact ? `${report.entries} entries, ${report.root}` : 'damaged';
    } finally {
      ledger.close();
      records.close();
    }
  } catch {
    return 'damaged';
  }
};

/** What opening both stores, as start and sign-in do, comes to. */
const seen = (): string => {
  try {
    const { ledger, records } = openBoth(folder);
    try {
      for (const store of [ledger, records]) checkStore(store, 'quick');
      return 'ok';
    } finally {
      ledger.close();
      records.close();
    }
  } catch (error) {
    return failureOf(error).code;
  }
};
