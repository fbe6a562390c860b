import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Anchor, anchorOf, compareAnchor } from '../../main/audit/anchor.ts';
import { AUDIT_TABLES } from '../../main/audit/ledger-tables.ts';
import { LogTree } from '../../main/audit/log-tree.ts';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { type Clinic, type Desk, newClinic, openCipher, signIn, sitDown, work } from '../audit-ledger.ts';
import { auditor, exported } from './ledger-burglary.ts';

// What a thief of files can do, without any key: put copies, pages and parts of the ledger in each other's place.
let clinic: Clinic;
let desk: Desk;

beforeEach(() => {
  clinic = newClinic();
  desk = sitDown(clinic);
  // A page is written to the file only when a test says so.
  desk.db.pragma('wal_autocheckpoint=0');
  work(clinic, desk, null, 5);
});

afterEach(() => {
  desk.close();
  clinic.remove();
});

const aDay = (entries: number, at = desk) => {
  const session = signIn(clinic, at);
  work(clinic, at, session, entries);
  at.signer.close();
};

/** What main keeps in the keychain at lock. */
const anchored = (): Anchor => anchorOf(new LogTree(desk.db), clinic.clock.wall);

const checkpoint = () => desk.db.pragma('wal_checkpoint(TRUNCATE)');

const copyOf = (name: string, from = clinic.file): string => {
  const file = join(clinic.folder, `${name}.db`);
  copyFileSync(from, file);
  return file;
};

/** At start: the ledger at `file` against the keychain, by the app; and its export against the same head, by an auditor who holds it. */
const atStart = (file: string, anchor: Anchor) => {
  const db = openCipher(file, clinic.databaseKey);
  const found = sitDown(clinic, file);
  const verdict = compareAnchor(anchor, { ...clinic.about, size: found.log.size, tree: new LogTree(db) });
  const { finding } = verifyAtOnce(db, { ...clinic.about, known: anchor });
  const outside = auditor(exported(clinic, db, 'start'), '--head', `${anchor.size}:${anchor.root}:${anchor.first}`);
  db.close();
  found.close();
  expect(outside.report?.finding ?? null).toEqual(finding);
  expect(outside.exit).toBe(finding === null ? 0 : 1);
  return { verdict, finding };
};

describe('the ledger at start', () => {
  it('is accepted when it is the one that was left, or has grown since', () => {
    aDay(20);
    const anchor = anchored();
    checkpoint();
    expect(atStart(copyOf('same'), anchor)).toEqual({ verdict: 'equal', finding: null });
    aDay(20);
    checkpoint();
    expect(atStart(copyOf('grown'), anchor)).toEqual({ verdict: 'ledger-newer', finding: null });
  });

  it('is known for an older copy of the whole file', () => {
    aDay(20);
    checkpoint();
    const old = copyOf('yesterday');
    aDay(20);
    expect(atStart(old, anchored())).toEqual({ verdict: 'ledger-older', finding: { kind: 'rolled-back', seq: 25, until: 44 } });
  });

  it('is known for a file whose write-ahead log was taken away', () => {
    aDay(20);
    checkpoint();
    aDay(20);
    const anchor = anchored();
    expect(existsSync(`${clinic.file}-wal`)).toBe(true);
    expect(atStart(copyOf('no-wal'), anchor)).toEqual({ verdict: 'ledger-older', finding: { kind: 'rolled-back', seq: 25, until: 44 } });
  });

  it('is known for a log whose end was cut off together with its heads', () => {
    aDay(20);
    const anchor = anchored();
    checkpoint();
    const file = copyOf('cut');
    const db = openCipher(file, clinic.databaseKey);
    db.exec('DROP TRIGGER audit_entry_no_delete; DROP TRIGGER audit_head_no_delete');
    db.exec('DELETE FROM audit_head WHERE size > (SELECT max(size) FROM audit_head WHERE size < 15)');
    db.exec('DELETE FROM audit_entry WHERE seq >= (SELECT max(size) FROM audit_head)');
    const { left } = Object(db.prepare('SELECT max(size) AS left FROM audit_head').get());
    db.close();
    expect(atStart(file, anchor)).toEqual({ verdict: 'ledger-older', finding: { kind: 'rolled-back', seq: left, until: 24 } });
  });

  it('is known for an emptied log that was begun anew, shorter and longer', () => {
    aDay(20);
    const anchor = anchored();
    for (const entries of [2, 60]) {
      const file = join(clinic.folder, `anew-${entries}.db`);
      openCipher(file, clinic.databaseKey).exec(AUDIT_TABLES).close();
      const anew = sitDown(clinic, file);
      aDay(entries, anew);
      anew.db.pragma('wal_checkpoint(TRUNCATE)');
      anew.close();
      const verdict = entries < 25 ? 'ledger-older' : 'fork';
      expect(atStart(file, anchor)).toEqual({ verdict, finding: { kind: 'restarted', seq: 0, until: 0 } });
    }
  });

  it('is known for the other half of a cloned machine', () => {
    aDay(20);
    checkpoint();
    const file = copyOf('clone');
    const clone = sitDown(clinic, file);
    aDay(30, clone);
    clone.db.pragma('wal_checkpoint(TRUNCATE)');
    clone.close();
    aDay(10);
    const { verdict, finding } = atStart(file, anchored());
    expect(verdict).toBe('fork');
    expect(finding).toMatchObject({ kind: 'forked', until: 34 });
    expect(finding?.seq).toBeGreaterThanOrEqual(25);
  });
});

describe('an older page put back into the file', () => {
  const PAGE = 4_096;

  it('is never taken for the log it was, whichever page it is', () => {
    aDay(700);
    checkpoint();
    const old = readFileSync(clinic.file);
    aDay(700);
    const anchor = anchored();
    checkpoint();
    const now = readFileSync(clinic.file);
    const named = new Map<string, number>();
    for (let at = 0; at < old.length; at += PAGE) {
      if (old.subarray(at, at + PAGE).equals(now.subarray(at, at + PAGE))) continue;
      const file = join(clinic.folder, 'stale.db');
      writeFileSync(file, Buffer.concat([now.subarray(0, at), old.subarray(at, at + PAGE), now.subarray(at + PAGE)]));
      let kind: string;
      try {
        const db = openCipher(file, clinic.databaseKey);
        const report = verifyAtOnce(db, { ...clinic.about, known: anchor });
        db.close();
        // The first page holds no entry and no head, only the header of the file and the list of tables.
        kind = report.finding?.kind ?? (report.entries === 1_405 ? 'whole' : 'short');
      } catch {
        kind = 'unopened';
      }
      rmSync(file, { force: true });
      named.set(kind, (named.get(kind) ?? 0) + 1);
      if (at > 0) expect(['removed', 'head-removed', 'truncated', 'rolled-back', 'uncertified', 'damaged']).toContain(kind);
    }
    expect(named.size).toBeGreaterThan(1);
  });
});

describe('someone who edits the export instead', () => {
  const edited = (edit: (lines: string[]) => string[], ...options: string[]) => {
    const file = exported(clinic, desk.db, 'edited');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    writeFileSync(file, `${edit(lines).join('\n')}\n`);
    return auditor(file, ...options);
  };
  const entryLines = (lines: string[]) => lines.flatMap((line, at) => (line.startsWith('{"entry"') ? [at] : []));
  const without = (lines: string[], at: number | undefined) => lines.toSpliced(at ?? -1, 1);

  beforeEach(() => aDay(60));

  it('removes, repeats, swaps and garbles lines', () => {
    const cases: [string, (lines: string[], at: number) => string[]][] = [
      ['removed', (lines, at) => without(lines, at)],
      [
        'replayed',
        (lines, at) => lines.toSpliced(at, 0, lines[at - 1]?.startsWith('{"entry"') ? (lines[at - 1] ?? '') : (lines[at - 2] ?? '')),
      ],
      ['edited', (lines, at) => lines.with(at, lines[at]?.replace(/"leaf":"../, '"leaf":"zz') ?? '')],
      ['edited', (lines, at) => lines.with(at, lines[at]?.replace(/"entry":"(.{40})./, '"entry":"$1!') ?? '')],
      ['malformed', (lines, at) => lines.with(at, '{')],
      ['malformed', (lines, at) => lines.with(at, '{"remark":"nothing to see"}')],
    ];
    for (const [kind, edit] of cases) {
      const { exit, report } = edited((lines) => edit(lines, entryLines(lines)[30] ?? -1));
      expect({ exit, finding: report?.finding }).toEqual({ exit: 1, finding: { kind, seq: 30, until: 30 } });
    }
  });

  it('cuts the file, with and without its last line', () => {
    const cut = (lines: string[]) => lines.slice(0, entryLines(lines)[30]);
    expect(edited(cut).report?.finding).toEqual({ kind: 'truncated', seq: 30, until: 64 });
    expect(edited((lines) => [...cut(lines), lines.at(-1) ?? '']).report?.finding).toEqual({ kind: 'truncated', seq: 30, until: 64 });
  });

  it('removes all signatures', () => {
    const { report } = edited((lines) =>
      lines.filter((line) => !line.startsWith('{"head"')).map((line) => line.replace(/"heads":\d+/, '"heads":0')),
    );
    expect(report?.finding).toEqual({ kind: 'unsigned', seq: 0, until: 64 });
  });

  it('puts in keys of their own, which an auditor who knows the true ones does not accept', () => {
    const other = newClinic();
    const swap = (lines: string[], kind: string, key: string) => lines.map((line) => (line.startsWith(`{"key":"${kind}"`) ? key : line));
    const device = JSON.stringify({ key: 'device', public: 'ab'.repeat(32) });
    expect(edited((lines) => swap(lines, 'device', device)).report?.finding).toMatchObject({ kind: 'head-forged', seq: 0 });
    expect(edited((lines) => lines, '--key', 'ab'.repeat(32)).report?.finding).toMatchObject({ kind: 'head-forged', seq: 0 });
    expect(edited((lines) => lines.filter((line) => !line.startsWith('{"key":"user"'))).report?.finding).toMatchObject({
      kind: 'forged-user',
      seq: 5,
    });
    other.remove();
  });

  it('gives something that is no export, or calls it wrongly', () => {
    expect(edited(() => ['hello'])).toMatchObject({ exit: 3, report: null });
    expect(auditor(join(clinic.folder, 'nowhere'))).toMatchObject({ exit: 3, report: null });
    expect(auditor(clinic.file, '--head', '12')).toMatchObject({ exit: 2, report: null });
    expect(auditor(clinic.file, '--wrong')).toMatchObject({ exit: 2, report: null });
  });
});
