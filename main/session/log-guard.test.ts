import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeEntry, encodeEntry } from '../../shared/audit-bytes.ts';
import { newTestLedger, said, type TestLedger } from '../../test/support/ledger.ts';
import { leafHash } from '../audit/digest.ts';
import { blob, columns } from '../audit/ledger-database.ts';
import type { LedgerClient } from '../ledger/client.ts';
import { LedgerDesk } from '../ledger/desk.ts';
import { LogGuard } from './log-guard.ts';

let ledger: TestLedger;
let desk: LedgerDesk;
let told: (string | null)[];
let timers: (() => void)[];
let faults: number;

/** The desk as its client answers for it, without the thread between. */
const client = (): Pick<LedgerClient, 'ask'> => ({
  ask: ((method: string, ...args: unknown[]) =>
    new Promise((resolve) => resolve(Reflect.apply(Reflect.get(desk, method), desk, args)))) as LedgerClient['ask'],
});
const sitDown = (): LogGuard => {
  desk = new LedgerDesk();
  desk.open(ledger.opening);
  desk.begin();
  return new LogGuard({
    ledger: client,
    log: {
      heard: async () => {
        desk.seal();
      },
    },
    after: (_ms, then) => {
      timers = [then];
      return () => undefined;
    },
    onChange: (finding) => told.push(finding?.kind ?? null),
    onFault: () => {
      faults += 1;
    },
  });
};
/** Every timer that is due now, and what it began, to its end. */
const pass = async (): Promise<void> => {
  for (const then of timers.splice(0)) then();
  await new Promise((resolve) => setImmediate(resolve));
};
const passUntil = async (done: () => boolean): Promise<void> => {
  for (let turns = 0; turns < 10_000 && !done(); turns += 1) await pass();
};
const run = (...sql: string[]): void => {
  const { store, drop } = ledger.connect();
  for (const text of sql) store.exec(text);
  drop();
};
const fillDisk = (): void => run("CREATE TRIGGER disk_full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'full'); END");
const clearDisk = (): void => run('DROP TRIGGER disk_full');
const edit = (seq: number): void => {
  const { store, drop } = ledger.connect();
  store.exec('DROP TRIGGER audit_entry_no_update');
  const bytes = encodeEntry({
    ...decodeEntry(blob(columns(store.prepare('SELECT bytes FROM audit_entry WHERE seq = ?').raw().get(seq))[0])),
    rows: 999,
  });
  store.prepare('UPDATE audit_entry SET bytes = ?, leaf = ? WHERE seq = ?').run(bytes, leafHash(bytes), seq);
  drop();
};
const written = (): string[] => {
  const { log, drop } = ledger.connect();
  const all = log.read(0, log.size).map(({ entry }) => entry.action);
  drop();
  return all.filter((action) => action.startsWith('audit.'));
};

beforeEach(() => {
  [told, timers, faults] = [[], [], 0];
  ledger = newTestLedger();
});
afterEach(() => {
  desk.close();
  ledger.remove();
});

test('meddling found while nothing can be written is told at once, and stands in the log once it can be', async () => {
  const guard = sitDown();
  desk.record(Array.from({ length: 20 }, () => said(null)));
  desk.seal();
  edit(5);
  fillDisk();
  await guard.begin(true);
  await passUntil(() => guard.report.state === 'broken');
  expect([told, written()]).toEqual([['edited'], []]);
  expect(faults).toBeGreaterThan(0);
  clearDisk();
  await pass();
  expect([told, written()]).toEqual([['edited'], ['audit.alert']]);
  await pass();
  expect(written()).toEqual(['audit.alert']);
});

test('a main that took the place of one that could not write the alert writes it', async () => {
  const first = sitDown();
  desk.record(Array.from({ length: 20 }, () => said(null)));
  desk.seal();
  edit(5);
  fillDisk();
  await first.begin(true);
  await passUntil(() => first.report.state === 'broken');
  first.end();
  desk.close();
  clearDisk();
  timers = [];
  const second = sitDown();
  await second.begin(false);
  await passUntil(() => second.report.state === 'broken');
  expect([told, written()]).toEqual([['edited', 'edited'], ['audit.alert']]);
});

test('a decision about a finding stands only together with its entry', async () => {
  const guard = sitDown();
  desk.record(Array.from({ length: 20 }, () => said(null)));
  desk.seal();
  edit(5);
  await guard.begin(true);
  await passUntil(() => guard.report.state === 'broken');
  const user = ledger.people[0]?.id ?? '';
  fillDisk();
  await expect(guard.accept(5, 'restored', user)).rejects.toBeDefined();
  expect([guard.report.state, desk.look(1).state, told]).toEqual(['broken', 'broken', ['edited']]);
  clearDisk();
  await guard.accept(5, 'restored', user);
  expect([written(), told]).toEqual([
    ['audit.alert', 'audit.review'],
    ['edited', null],
  ]);
});
