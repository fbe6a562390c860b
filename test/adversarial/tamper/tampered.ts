import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportLines } from '../../../main/audit/export.ts';
import { verifyAtOnce } from '../../../main/audit/verify.ts';
import { checkStore } from '../../../main/store/check.ts';
import { LEDGER_FILE } from '../../../main/workstation/card.ts';
import type { AuditFinding } from '../../../shared/audit-findings.ts';
import { ABOUT, foundStores, signIn } from '../../crash/clinic/desk.ts';
import { PAGE, stalePage } from '../../faults/damage.ts';
import { type Chance, chance } from '../../random.ts';
import { TurnedClock } from '../gate-fuzz/stand-in-main.ts';
import { auditor } from '../ledger-burglary.ts';
import { type AppLedger, aboutWith, keep, openLedgerFile, stolen } from './app-ledger.ts';
import { isNamed, TAMPER_CASES } from './cases.ts';

/** How one case went: each try at another place, and how many were named as what they were. */
export interface Tampered {
  readonly id: number;
  readonly what: string;
  readonly tried: number;
  readonly named: number;
  readonly missed: readonly string[];
}

const tally = (id: number, what: string, results: readonly (string | null)[]): Tampered => {
  const missed = results.filter((one) => one !== null);
  return { id, what, tried: results.length, named: results.length - missed.length, missed };
};

/** What a start says about this file, held against the keychain's head; `unreadable` where it can't be opened or read. */
const saidOf = (ledger: AppLedger, file: string): AuditFinding | null | 'unreadable' => {
  for (const tail of ['-wal', '-shm']) rmSync(`${file}${tail}`, { force: true });
  let store: ReturnType<typeof openLedgerFile>;
  try {
    store = openLedgerFile(file);
  } catch {
    return 'unreadable';
  }
  try {
    checkStore(store, 'quick');
    return verifyAtOnce(store, aboutWith(ledger)).finding;
  } catch {
    return 'unreadable';
  } finally {
    store.close();
  }
};

/** Both checks, the one in the application and, for every `auditEvery`th try, the auditor's own, must give the right name. */
const bySql = (ledger: AppLedger, tries: number, auditEvery: number, seed: number): Tampered[] =>
  TAMPER_CASES.map(({ id, what, tamper }) => {
    const dice = chance(seed, id);
    return tally(
      id,
      what,
      Array.from({ length: tries }, (_, turn) => {
        const { db } = stolen(ledger, ledger.file);
        try {
          const expected = tamper(db, dice, ledger.size);
          const { finding } = verifyAtOnce(db, aboutWith(ledger));
          if (!isNamed(expected, finding)) return `expected ${expected.kinds} at ${expected.seq}, said ${JSON.stringify(finding)}`;
          if (turn % auditEvery !== 0) return null;
          const file = join(ledger.folder, 'export.ndjson');
          writeFileSync(file, [...exportLines(db, ABOUT, 0)].join(''));
          const { size, root } = ledger.head;
          const outside = auditor(file, '--head', `${size}:${root}`).report?.finding ?? null;
          return isNamed(
            expected,
            outside === null ? null : { ...outside, kind: expected.kinds.find((kind) => kind === outside.kind) ?? 'unsigned' },
          )
            ? null
            : `the auditor: expected ${expected.kinds} at ${expected.seq}, said ${JSON.stringify(outside)}`;
        } finally {
          db.close();
        }
      }),
    );
  });

const olderCopies = (ledger: AppLedger): Tampered =>
  tally(
    8,
    'put an older copy of the file back',
    ledger.earlier.map((copy) => {
      const file = join(ledger.folder, 'older.db');
      copyFileSync(copy, file);
      const said = saidOf(ledger, file);
      return said !== null && said !== 'unreadable' && said.kind === 'rolled-back' ? null : JSON.stringify(said);
    }),
  );

/** A page counts where it changes what the file says at all. */
const stalePages = (ledger: AppLedger, tries: number, dice: Chance): Tampered => {
  const results: (string | null)[] = [];
  const newest = readFileSync(ledger.file);
  for (let turn = 0; turn < tries; turn += 1) {
    const copy = dice.pick([ledger.earlier[0] ?? '', ...ledger.earlier.slice(1)]);
    const old = readFileSync(copy);
    const page = dice.below(Math.floor(statSync(copy).size / PAGE));
    if (old.subarray(page * PAGE, (page + 1) * PAGE).equals(newest.subarray(page * PAGE, (page + 1) * PAGE))) continue;
    const file = join(ledger.folder, 'stale.db');
    copyFileSync(ledger.file, file);
    stalePage(file, copy, page);
    const said = saidOf(ledger, file);
    if (said === null && readsTheSame(ledger, file)) continue;
    results.push(said === null ? `page ${page} of ${copy}` : null);
  }
  return tally(10, 'put one older page back', results);
};

const readsTheSame = (ledger: AppLedger, file: string): boolean => {
  const [one, other] = [openLedgerFile(ledger.file), openLedgerFile(file)];
  try {
    return ['audit_entry', 'audit_head', 'audit_session'].every((table) => {
      const all = `SELECT * FROM ${table} ORDER BY 1`;
      return JSON.stringify(one.prepare(all).all()) === JSON.stringify(other.prepare(all).all());
    });
  } finally {
    one.close();
    other.close();
  }
};

const withoutWal = (ledger: AppLedger): Tampered => {
  const file = join(ledger.folder, 'no-wal.db');
  copyFileSync(ledger.withoutWal, file);
  const said = saidOf(ledger, file);
  const named = said !== null && said !== 'unreadable' && ['rolled-back', 'truncated'].includes(said.kind);
  return tally(11, 'remove the write-ahead log', [named ? null : JSON.stringify(said)]);
};

/** A new practice with the same keys: an emptied log that begins anew. */
const freshGenesis = async (ledger: AppLedger): Promise<Tampered> => {
  const folder = join(ledger.folder, 'genesis');
  mkdirSync(folder);
  foundStores(folder);
  const session = signIn(folder);
  await session.answer({ id: 1, name: 'patient.search', input: { query: 'gar' } });
  session.end();
  const file = join(ledger.folder, 'genesis.db');
  keep(folder, file);
  const said = saidOf(ledger, file);
  return tally(12, 'empty the log and begin anew', [
    said !== null && said !== 'unreadable' && said.kind === 'restarted' ? null : JSON.stringify(said),
  ]);
};

/** The clock of the computer, set on in a session and back between two. */
const movedClocks = async (ledger: AppLedger, tries: number, dice: Chance): Promise<Tampered> => {
  const results: (string | null)[] = [];
  for (let turn = 0; turn < tries; turn += 1) {
    const folder = join(ledger.folder, `clock-${turn}`);
    mkdirSync(folder);
    foundStores(folder);
    using clock = new TurnedClock();
    const search = (session: ReturnType<typeof signIn>) => session.answer({ id: 1, name: 'patient.search', input: { query: 'gar' } });
    const first = signIn(folder);
    await search(first);
    const back = turn % 2 === 1;
    if (back) first.end();
    const size = (): number => {
      const store = openLedgerFile(join(folder, LEDGER_FILE));
      try {
        return verifyAtOnce(store, ABOUT).entries;
      } finally {
        store.close();
      }
    };
    const moved = size();
    clock.turn((back ? -1 : 1) * (121 + dice.below(30_000)) * 1000);
    const second = back ? signIn(folder) : first;
    await search(second);
    second.end();
    const store = openLedgerFile(join(folder, LEDGER_FILE));
    const { intact, notes } = verifyAtOnce(store, ABOUT);
    store.close();
    const named = intact && notes.some(({ kind, seq }) => kind === 'clock-moved' && seq === moved);
    results.push(named ? null : `${back ? 'back' : 'on'} before ${moved}: ${intact} ${JSON.stringify(notes)}`);
  }
  return tally(17, 'set the clock on or back by more than two minutes', results);
};

/** Every case that can be told without a server, each many times. */
export const tamperAll = async (ledger: AppLedger, tries: number, auditEvery: number, seed: number): Promise<readonly Tampered[]> => [
  ...bySql(ledger, tries, auditEvery, seed),
  olderCopies(ledger),
  stalePages(ledger, tries * 4, chance(seed, 10)),
  withoutWal(ledger),
  await freshGenesis(ledger),
  await movedClocks(ledger, Math.min(tries, 10), chance(seed, 17)),
];
