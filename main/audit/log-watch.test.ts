import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeEntry, encodeEntry } from '../../shared/audit-bytes.ts';
import { newTestLedger, said, type TestLedger } from '../../test/support/ledger.ts';
import { LedgerDesk } from '../ledger/desk.ts';
import { leafHash } from './digest.ts';
import { blob, columns } from './ledger-database.ts';
import type { WatchReport } from './log-watch.ts';

let ledger: TestLedger;
let desk: LedgerDesk;

const sitDown = (anew: boolean): LedgerDesk => {
  const next = new LedgerDesk();
  next.open(ledger.opening);
  next.begin();
  next.beginWatch(anew);
  return next;
};
const startAgain = (anew: boolean): void => {
  desk.close();
  desk = sitDown(anew);
};

/** A session that writes so many entries and ends with its head. */
const work = (entries: number): void => {
  const vault = ledger.connect();
  const who = vault.signIn(0);
  for (let left = entries; left > 0; left -= 60) {
    const group = Array.from({ length: Math.min(60, left) }, () => said(who));
    vault.log.appendMany(group);
    vault.signer.appended(group.length);
  }
  vault.signer.close();
  vault.drop();
};

/** Looks in small slices until there is nothing left to look at. */
const watched = (): WatchReport => {
  for (let looks = 0; looks < 10_000; looks += 1) {
    const report = desk.look(1);
    if (report.state !== 'checking') return report;
  }
  throw new Error('the check never ends');
};

/** Somebody with the ledger's key and any SQL tool. */
const tamper = (sql: (run: (text: string, ...values: unknown[]) => void, entry: (seq: number) => Uint8Array) => void): void => {
  const { store, drop } = ledger.connect();
  for (const table of ['entry', 'session', 'head'])
    store.exec(`DROP TRIGGER IF EXISTS audit_${table}_no_update; DROP TRIGGER IF EXISTS audit_${table}_no_delete`);
  sql(
    (text, ...values) => store.prepare(text).run(...values),
    (seq) => blob(columns(store.prepare('SELECT bytes FROM audit_entry WHERE seq = ?').raw().get(seq))[0]),
  );
  drop();
};
const edit = (seq: number): void =>
  tamper((run, entry) => {
    const bytes = encodeEntry({ ...decodeEntry(entry(seq)), rows: 999 });
    run('UPDATE audit_entry SET bytes = ?, leaf = ? WHERE seq = ?', bytes, leafHash(bytes), seq);
  });

beforeEach(() => {
  ledger = newTestLedger();
  desk = sitDown(true);
});
afterEach(() => {
  desk.close();
  ledger.remove();
});

describe('the check nobody asks for', () => {
  test('comes to the end in slices, and goes on from there with what came since', () => {
    work(900);
    expect(watched()).toMatchObject({ state: 'intact', finding: null, total: 901 });
    work(300);
    startAgain(false);
    const report = watched();
    expect(report).toMatchObject({ state: 'intact', finding: null });
    expect(report.done).toBe(desk.size());
  });

  test('names an edited entry in the middle at the next start, though it was checked well before', () => {
    work(900);
    expect(watched().state).toBe('intact');
    edit(400);
    startAgain(true);
    const found = watched();
    expect(found).toMatchObject({ state: 'broken', finding: { kind: 'edited', seq: 400 }, fresh: true });
    startAgain(false);
    expect(desk.look(1)).toMatchObject({ state: 'broken', finding: { seq: 400 }, fresh: false });
  });

  test('names what was edited since the last checkpoint before it looks at anything else', () => {
    work(900);
    expect(watched().state).toBe('intact');
    work(100);
    edit(950);
    startAgain(false);
    expect(watched()).toMatchObject({ state: 'broken', finding: { kind: 'edited', seq: 950 } });
  });

  test('a session that begins while it is under way is no finding', () => {
    work(600);
    desk.look(0);
    work(600);
    desk.look(0);
    work(5);
    expect(watched()).toMatchObject({ state: 'intact', finding: null });
  });

  test('a word that all was checked, without the signature of the workstation, counts for nothing', () => {
    work(900);
    expect(watched().state).toBe('intact');
    edit(400);
    tamper((run) =>
      run(`UPDATE setting SET value = replace(value, '"wholeDone":false', '"wholeDone":true') || ' ' WHERE name = 'log-watch'`),
    );
    tamper((run) => run(`UPDATE setting SET value = json_set(value, '$.signature', 'AAAA') WHERE name = 'log-watch'`));
    startAgain(false);
    expect(watched()).toMatchObject({ state: 'broken', finding: { kind: 'edited', seq: 400 } });
  });

  test('a person goes on in spite of a finding: what is before is left, what comes is checked', () => {
    work(900);
    edit(400);
    expect(watched().state).toBe('broken');
    expect(() => desk.acceptFinding(401, 'seen', ledger.people[0]?.id ?? '')).toThrow('changed-meanwhile');
    const vault = ledger.connect();
    const who = vault.signIn(0);
    vault.log.append(said(who));
    desk.acceptFinding(400, 'seen', who.user);
    vault.signer.close();
    vault.drop();
    expect(watched()).toMatchObject({ state: 'intact', finding: null });
    work(300);
    startAgain(true);
    expect(watched()).toMatchObject({ state: 'intact', finding: null });
    work(10);
    edit(1_000);
    startAgain(true);
    expect(watched()).toMatchObject({ state: 'broken', finding: { kind: 'edited', seq: 1_000 } });
  });

  test.each([
    ['an entry taken out', (): void => tamper((run) => run('DELETE FROM audit_entry WHERE seq = 300')), 'removed'],
    ['a head taken out', (): void => tamper((run) => run('DELETE FROM audit_head WHERE size > 200 AND size < 300')), 'head-removed'],
    [
      'two entries exchanged',
      (): void =>
        tamper((run) => {
          for (const [from, to] of [
            [300, -1],
            [500, 300],
            [-1, 500],
          ])
            run('UPDATE audit_entry SET seq = ? WHERE seq = ?', to, from);
        }),
      'swapped',
    ],
  ])('%s is named', (_what, act, kind) => {
    work(2_300);
    act();
    startAgain(true);
    expect(watched()).toMatchObject({ state: 'broken', finding: { kind } });
  });
});
