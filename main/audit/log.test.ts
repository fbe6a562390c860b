import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeEntry } from '../../shared/audit-bytes.ts';
import { type Clinic, type Desk, draft, newClinic, signIn, sitDown, tick, work } from '../../test/audit-ledger.ts';
import { anchorOf, compareAnchor, formatAnchor, parseAnchor } from './anchor.ts';
import { leafHash } from './digest.ts';
import { HEAD_ENTRIES } from './head.ts';
import { GROUP_LIMIT, TAIL_LIMIT } from './log.ts';
import { LogTree } from './log-tree.ts';
import { verifyAtOnce, verifyLedger } from './verify.ts';

let clinic: Clinic;
let desk: Desk;

beforeEach(() => {
  clinic = newClinic();
  desk = sitDown(clinic);
});

afterEach(() => {
  desk.close();
  clinic.remove();
});

describe('the audit log', () => {
  it('numbers from 0, links each entry to the one before, and reads back what was said', () => {
    const first = desk.log.append(draft(null));
    const second = desk.log.append(draft(null, { object: 'x', outcome: 'refused' }));
    expect([first.seq, second.seq, desk.log.size]).toEqual([0, 1, 2]);
    const [a, b] = desk.log.read(0, 10);
    expect(a?.entry.previous).toBe('0'.repeat(64));
    expect(b?.entry.previous).toBe(first.id);
    expect(b?.id).toBe(second.id);
    expect(b?.entry).toMatchObject({ object: 'x', outcome: 'refused', practice: clinic.practice, workstation: clinic.workstation, seq: 1 });
    expect([...desk.log.pages(0, 1)].map((page) => page.length)).toEqual([1, 1]);
  });

  it('is one chain although two connections append by turns', () => {
    const vault = sitDown(clinic);
    for (let i = 0; i < 40; i++) {
      (i % 3 === 0 ? vault : desk).log.append(draft(null));
      desk.signer.appended();
    }
    vault.signer.seal();
    desk.log.append(draft(null));
    desk.signer.seal();
    vault.close();
    expect(verifyAtOnce(desk.db, clinic.about)).toMatchObject({ intact: true, entries: 41, notes: [] });
  });

  it('writes a group whole or not at all', () => {
    expect(desk.log.appendMany([]).length).toBe(0);
    expect(() => desk.log.appendMany([draft(null), draft(null, { rows: -1 })])).toThrow('audit-unavailable');
    expect(desk.log.size).toBe(0);
    expect(desk.log.appendMany([draft(null), draft(null)]).map(({ seq }) => seq)).toEqual([0, 1]);
    expect(() => desk.log.appendMany(Array.from({ length: GROUP_LIMIT + 1 }, () => draft(null)))).toThrow('too-large');
  });

  it('goes and comes with the transaction of the caller', () => {
    expect(() => desk.log.appendWithin(draft(null))).toThrow('internal');
    desk.db.exec('BEGIN IMMEDIATE');
    expect(desk.log.appendWithin(draft(null)).seq).toBe(0);
    desk.db.exec('ROLLBACK');
    expect(desk.log.append(draft(null)).seq).toBe(0);
    desk.db.exec('BEGIN IMMEDIATE');
    expect(() => desk.log.append(draft(null))).toThrow('internal');
    desk.log.appendWithin(draft(null));
    desk.db.exec('COMMIT');
    expect(desk.log.size).toBe(2);
  });

  it('refuses to change or remove an entry, a head or a certificate', () => {
    signIn(clinic, desk);
    work(clinic, desk, null, 2);
    desk.signer.seal();
    for (const table of ['audit_entry', 'audit_head', 'audit_session']) {
      expect(() => desk.db.exec(`DELETE FROM ${table}`)).toThrow('only grows');
      expect(() => desk.db.exec(`UPDATE ${table} SET rowid = rowid + 1`)).toThrow('only grows');
    }
  });

  it('stops, and every answer with it, when nobody signs', () => {
    for (let i = 0; i < TAIL_LIMIT; i++) desk.log.append(draft(null));
    expect(() => desk.log.append(draft(null))).toThrow('audit-unavailable');
    desk.signer.seal();
    expect(desk.log.append(draft(null)).seq).toBe(TAIL_LIMIT);
  });

  it('fails as unavailable when the ledger can not be written', () => {
    desk.db.exec("CREATE TRIGGER full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END");
    expect(() => desk.log.append(draft(null))).toThrow('audit-unavailable');
    expect(desk.db.inTransaction).toBe(false);
  });
});

describe('signed heads', () => {
  it('fall due at 64 entries or one second after the first unsigned one, also when the clock is set back', () => {
    expect(desk.signer.millisecondsUntilDue()).toBe(null);
    desk.log.append(draft(null));
    expect(desk.signer.appended()).toBe(undefined);
    expect(desk.signer.millisecondsUntilDue()).toBe(1_000);
    tick(clinic, 999);
    expect(desk.signer.tick()).toBe(undefined);
    tick(clinic, 1);
    expect(desk.signer.tick()?.size).toBe(1);
    expect(desk.signer.tick()).toBe(undefined);
    for (let i = 1; i < HEAD_ENTRIES; i++) {
      desk.log.append(draft(null));
      expect(desk.signer.appended()).toBe(undefined);
    }
    desk.log.append(draft(null));
    expect(desk.signer.appended()?.size).toBe(1 + HEAD_ENTRIES);
    desk.log.append(draft(null));
    desk.signer.appended();
    clinic.clock.wall -= 10_000;
    expect(desk.signer.tick()?.size).toBe(2 + HEAD_ENTRIES);
  });

  it('are signed by session and device while someone is signed in, and by the device while nobody is', () => {
    work(clinic, desk, null, 1);
    const session = signIn(clinic, desk);
    work(clinic, desk, session, 4);
    expect(desk.signer.close()).toMatchObject({ kind: 'session', session: session.certificate.session, size: 5 });
    work(clinic, desk, null, 1);
    expect(desk.signer.seal()).toMatchObject({ kind: 'device', session: null, size: 6 });
    expect(verifyAtOnce(desk.db, clinic.about)).toMatchObject({ intact: true, notes: [] });
  });

  it('say that the device closed a tail which a kill left, and the check notes it', () => {
    const session = signIn(clinic, desk);
    work(clinic, desk, session, 10);
    desk.signer.seal();
    desk.log.append(draft(session));
    desk.log.append(draft(session));
    desk.close();
    desk = sitDown(clinic);
    expect(desk.signer.closeTail()).toMatchObject({ kind: 'closed-by-device', session: session.certificate.session, size: 12 });
    expect(desk.signer.closeTail()).toBe(undefined);
    expect(verifyAtOnce(desk.db, clinic.about)).toMatchObject({ intact: true, notes: [{ kind: 'closed-by-device', seq: 10, until: 11 }] });
  });

  it('never mix the entries of two sessions', () => {
    const [one, two] = [signIn(clinic, desk, 0), signIn(clinic, desk, 1)];
    for (const session of [two, two, null, one, two]) desk.log.append(draft(session));
    desk.signer.seal();
    const report = verifyAtOnce(desk.db, clinic.about);
    expect(report).toMatchObject({ intact: true, entries: 5, notes: [{ kind: 'closed-by-device', seq: 3, until: 3 }] });
  });

  it('are not given for a tail that does not add up', () => {
    work(clinic, desk, null, 1);
    desk.db.exec('DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET leaf = zeroblob(32)');
    expect(() => desk.signer.seal()).toThrow('store-damaged');
  });

  it('let a new start go on from a stored frontier', () => {
    const session = signIn(clinic, desk);
    work(clinic, desk, session, 1_100);
    desk.signer.close();
    desk.close();
    desk = sitDown(clinic);
    work(clinic, desk, null, 3);
    desk.signer.seal();
    expect(verifyAtOnce(desk.db, clinic.about)).toMatchObject({ intact: true, entries: 1_103 });
    const stored = desk.db.prepare('SELECT count(*) AS heads, count(frontier) AS frontiers FROM audit_head').get();
    expect(stored).toMatchObject({ frontiers: 1 });
    desk.db.exec(
      'DROP TRIGGER audit_head_no_update; UPDATE audit_head SET frontier = zeroblob(length(frontier)) WHERE frontier IS NOT NULL',
    );
    expect(() => new LogTree(desk.db).at(1_103)).toThrow('store-damaged');
  });
});

describe('the check of the log', () => {
  it('goes on from where it ended, shows its progress, and finds trouble behind that place', () => {
    const session = signIn(clinic, desk);
    work(clinic, desk, session, 70);
    desk.signer.seal();
    const first = verifyAtOnce(desk.db, clinic.about);
    expect(first.checkpoint).toMatchObject({ size: 70 });
    work(clinic, desk, session, 30);
    desk.signer.seal();
    if (first.checkpoint === null) throw new Error('no checkpoint');
    const second = verifyAtOnce(desk.db, clinic.about, first.checkpoint);
    expect(second).toMatchObject({ intact: true, entries: 100, root: verifyAtOnce(desk.db, clinic.about).root });
    desk.db.exec("DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET bytes = CAST(bytes || x'00' AS BLOB) WHERE seq = 80");
    const third = verifyAtOnce(desk.db, clinic.about, first.checkpoint);
    expect(third.finding).toEqual({ kind: 'edited', seq: 80, until: 80 });
  });

  it('holds the entries which no head covers yet against their links', () => {
    work(clinic, desk, null, 3);
    for (let i = 0; i < 4; i++) desk.log.append(draft(null));
    const [{ entry } = { entry: null }] = desk.log.read(5, 6);
    if (entry === null) throw new Error('no entry');
    const bytes = encodeEntry({ ...entry, rows: 9 });
    desk.db.exec('DROP TRIGGER audit_entry_no_update');
    desk.db.prepare('UPDATE audit_entry SET bytes = ?, leaf = ? WHERE seq = 5').run(bytes, leafHash(bytes));
    expect(verifyAtOnce(desk.db, clinic.about).finding).toMatchObject({ kind: 'edited', seq: 5 });
  });

  it('yields between pages, so that nothing else waits for it', () => {
    for (let i = 0; i < 82; i++) {
      desk.log.appendMany(Array.from({ length: 64 }, () => draft(null)));
      desk.signer.seal();
    }
    const run = verifyLedger(desk.db, { ...clinic.about, signatures: false });
    expect(run.next()).toMatchObject({ done: false, value: { checked: 5_000, total: 5_248 } });
    expect(run.next()).toMatchObject({ done: true, value: { intact: true, entries: 5_248 } });
  });
});

describe('the anchor in the keychain', () => {
  const standing = () => ({ ...clinic.about, size: desk.log.size, tree: new LogTree(desk.db) });

  it('is one short line that reads back, and any other text is refused', () => {
    work(clinic, desk, null, 3);
    const anchor = anchorOf(new LogTree(desk.db), 5);
    const text = formatAnchor(anchor);
    expect(text.length).toBeLessThan(300);
    expect(parseAnchor(text)).toEqual(anchor);
    for (const bad of ['', `${text} `, text.replace('/1', '/2'), text.slice(0, -1).slice(0, 100)]) {
      expect(() => parseAnchor(bad)).toThrow('key-unreadable');
    }
  });

  it('knows the same, a newer, an older and another log', () => {
    work(clinic, desk, null, 3);
    const anchor = anchorOf(new LogTree(desk.db), 5);
    expect(compareAnchor(anchor, standing())).toBe('equal');
    work(clinic, desk, null, 1);
    expect(compareAnchor(anchor, standing())).toBe('ledger-newer');
    expect(compareAnchor({ ...anchor, size: 9 }, standing())).toBe('ledger-older');
    expect(compareAnchor({ ...anchor, root: '0'.repeat(64) }, standing())).toBe('fork');
    expect(compareAnchor({ ...anchor, first: '0'.repeat(64) }, standing())).toBe('fork');
    expect(compareAnchor({ ...anchor, workstation: clinic.practice }, standing())).toBe('fork');
  });
});
