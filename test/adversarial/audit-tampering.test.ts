import { generateKeyPairSync, sign } from 'node:crypto';
import type Database from 'better-sqlite3-multiple-ciphers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafHash } from '../../main/audit/digest.ts';
import { beginSession } from '../../main/audit/session-key.ts';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { encodeEntry } from '../../shared/audit-bytes.ts';
import { toHex } from '../../shared/audit-fields.ts';
import { encodeHead, encodeSession } from '../../shared/audit-statements.ts';
import { newId } from '../../shared/ids.ts';
import { type Clinic, draft, newClinic, signIn, sitDown, work } from '../audit-ledger.ts';
import { auditor, entryAt, exported, put, relink, shift, signAgain, stolenCopy, take, unshift } from './ledger-burglary.ts';

// One day: opened by nobody, then person 0 works, locks, then person 1 works and locks. Heads stand every two or three entries.
let clinic: Clinic;
const [FIRST_DAY, SECOND] = [200, 150];
const SIZE = 5 + FIRST_DAY + SECOND;

beforeAll(() => {
  clinic = newClinic();
  const desk = sitDown(clinic);
  desk.log.append(draft(null, { action: 'store.create' }));
  work(clinic, desk, null, 4);
  for (const [person, entries] of [FIRST_DAY, SECOND].entries()) {
    const session = signIn(clinic, desk, person);
    work(clinic, desk, session, entries - 1);
    desk.log.append(draft(session, { action: 'session.lock', patients: [] }));
    desk.signer.close();
  }
  desk.db.pragma('wal_checkpoint(TRUNCATE)');
  desk.close();
});

afterAll(() => clinic.remove());

interface Named {
  readonly kind: string;
  readonly seq: number;
  readonly until?: number;
}

/** Both checks, the one in the app and the auditor's, must give the same name to what was done. */
const namedByBoth = (name: string, tamper: (db: Database.Database) => void, expected: Named) => {
  const db = stolenCopy(clinic, name);
  try {
    tamper(db);
    const finding = { ...expected, until: expected.until ?? expected.seq };
    expect(verifyAtOnce(db, clinic.about)).toMatchObject({ intact: false, finding });
    expect(auditor(exported(clinic, db, name))).toMatchObject({ exit: 1, report: { intact: false, finding } });
  } finally {
    db.close();
  }
};

const MIDDLE = 100;
/** The head segment that covers `MIDDLE`: heads stand at 5, 8, 11, ... */
const SEGMENT = { seq: 98, until: 100 };

describe('an untouched log', () => {
  it('is intact for the app and for the auditor, who agree on its root', () => {
    const db = stolenCopy(clinic, 'untouched');
    const own = verifyAtOnce(db, clinic.about);
    expect(own).toMatchObject({ intact: true, entries: SIZE, notes: [] });
    expect(auditor(exported(clinic, db, 'untouched'))).toMatchObject({ exit: 0, report: { entries: SIZE, root: own.root } });
    db.close();
  });
});

describe('someone with the key of the ledger and an SQL tool', () => {
  it('flips one bit of an entry', () => {
    for (const at of [0, 40, 100, 200]) {
      namedByBoth(
        `bit-${at}`,
        (db) => {
          const { bytes, leaf } = take(db, MIDDLE);
          bytes[at] = (bytes[at] ?? 0) ^ 1;
          put(db, MIDDLE, bytes, leaf);
        },
        { kind: 'edited', seq: MIDDLE },
      );
    }
  });

  it('edits one field and gives the entry its new hash', () => {
    namedByBoth('field', (db) => put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), rows: 0 })), { kind: 'edited', seq: MIDDLE });
  });

  it('edits one field and links every later entry anew', () => {
    namedByBoth(
      'relinked',
      (db) => {
        put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), patients: [] }));
        relink(db);
      },
      { kind: 'rewritten', ...SEGMENT },
    );
  });

  it('rewrites two neighbours so that only the entry after them disagrees', () => {
    namedByBoth(
      'pair',
      (db) => {
        const one = encodeEntry({ ...entryAt(db, 98), rows: 9 });
        put(db, 98, one);
        put(db, 99, encodeEntry({ ...entryAt(db, 99), previous: toHex(leafHash(one)) }));
      },
      { kind: 'rewritten', ...SEGMENT },
    );
  });

  it('edits the link of an entry to the one before', () => {
    namedByBoth('link', (db) => put(db, 99, encodeEntry({ ...entryAt(db, 99), previous: 'f'.repeat(64) })), { kind: 'edited', seq: 99 });
  });

  it('edits the very last entry, which no other follows', () => {
    namedByBoth('last', (db) => put(db, SIZE - 1, encodeEntry({ ...entryAt(db, SIZE - 1), rows: 7 })), {
      kind: 'rewritten',
      seq: SIZE - 3,
      until: SIZE - 1,
    });
  });

  it('deletes entries from the middle', () => {
    namedByBoth('deleted', (db) => db.exec(`DELETE FROM audit_entry WHERE seq BETWEEN 100 AND 102`), {
      kind: 'removed',
      seq: 100,
      until: 102,
    });
  });

  it('deletes the first entry', () => {
    namedByBoth('beheaded', (db) => db.exec('DELETE FROM audit_entry WHERE seq = 0'), { kind: 'removed', seq: 0 });
  });

  it('deletes an entry and moves the rest up', () => {
    namedByBoth(
      'moved-up',
      (db) => {
        db.exec('DELETE FROM audit_entry WHERE seq = 100');
        unshift(db, 100);
      },
      { kind: 'removed', seq: 100 },
    );
  });

  it('deletes an entry and writes numbers and links anew', () => {
    namedByBoth(
      'renumbered',
      (db) => {
        db.exec('DELETE FROM audit_entry WHERE seq = 100');
        relink(db);
      },
      { kind: 'rewritten', ...SEGMENT },
    );
  });

  it('inserts an entry that fits the one before it', () => {
    namedByBoth(
      'inserted',
      (db) => {
        const forged = encodeEntry({ ...entryAt(db, MIDDLE), outcome: 'refused' });
        shift(db, MIDDLE);
        put(db, MIDDLE, forged);
      },
      { kind: 'inserted', seq: MIDDLE },
    );
  });

  it('swaps two neighbours, and two entries far apart', () => {
    for (const other of [101, 300]) {
      namedByBoth(
        `swapped-${other}`,
        (db) => {
          const [one, two] = [take(db, MIDDLE), take(db, other)];
          put(db, MIDDLE, two.bytes);
          put(db, other, one.bytes);
        },
        { kind: 'swapped', seq: MIDDLE },
      );
    }
  });

  it('repeats an entry at once, and replays an old one later', () => {
    for (const old of [99, 10]) {
      namedByBoth(
        `replayed-${old}`,
        (db) => {
          const copy = take(db, old);
          shift(db, MIDDLE);
          put(db, MIDDLE, copy.bytes);
        },
        { kind: 'replayed', seq: MIDDLE },
      );
    }
  });

  it('cuts off the end and leaves the heads', () => {
    const db = stolenCopy(clinic, 'cut');
    db.exec('DELETE FROM audit_entry WHERE seq >= 300');
    const finding = { kind: 'truncated', seq: 300, until: SIZE - 1 };
    expect(verifyAtOnce(db, clinic.about)).toMatchObject({ finding });
    expect(auditor(exported(clinic, db, 'cut'))).toMatchObject({ exit: 1, report: { finding } });
    db.close();
  });

  it('skips a number, with all links right', () => {
    namedByBoth('skipped', (db) => put(db, SIZE - 1, encodeEntry({ ...entryAt(db, SIZE - 1), seq: SIZE })), {
      kind: 'skipped',
      seq: SIZE - 1,
    });
  });

  it('uses a number twice, with all links right', () => {
    namedByBoth('reused', (db) => put(db, 101, encodeEntry({ ...entryAt(db, 101), seq: MIDDLE })), { kind: 'inserted', seq: MIDDLE });
  });

  it('shifts a letter from one field into the next', () => {
    const shifted = (bytes: Buffer): Buffer => {
      const at = bytes.indexOf('patient.open');
      bytes.writeUInt32BE(11, at - 4);
      const [letter, next] = [bytes.subarray(at + 11, at + 12), at + 16];
      const length = bytes.readUInt32BE(at + 12);
      const grown = Buffer.alloc(4);
      grown.writeUInt32BE(length + 1);
      return Buffer.concat([bytes.subarray(0, at + 11), grown, letter, bytes.subarray(next)]);
    };
    for (const keepLeaf of [true, false]) {
      namedByBoth(
        `field-shift-${keepLeaf}`,
        (db) => {
          const { bytes, leaf } = take(db, MIDDLE);
          const moved = shifted(bytes);
          expect(moved.length).toBe(take(db, MIDDLE).bytes.length);
          if (keepLeaf) put(db, MIDDLE, moved, leaf);
          else put(db, MIDDLE, moved, leafHash(moved));
        },
        { kind: 'edited', seq: MIDDLE },
      );
    }
  });

  it('moves in an entry of another workstation, and of another practice', () => {
    for (const change of [{ workstation: newId() }, { practice: newId() }]) {
      namedByBoth(`foreign-${Object.keys(change)}`, (db) => put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), ...change })), {
        kind: 'foreign',
        seq: MIDDLE,
      });
    }
  });

  it('removes a head, forges one, and puts one in place of another', () => {
    namedByBoth('head-gone', (db) => db.exec('DELETE FROM audit_head WHERE size = 98'), { kind: 'head-removed', seq: 95, until: 100 });
    const { privateKey } = generateKeyPairSync('ed25519');
    namedByBoth('head-forged', (db) => signAgain(db, privateKey), { kind: 'head-forged', seq: 0, until: 3 });
    namedByBoth(
      'head-copied',
      (db) =>
        db.exec(
          'UPDATE audit_head SET (bytes, device_signature, session_signature) = (SELECT bytes, device_signature, session_signature FROM audit_head WHERE size = 95) WHERE size = 98',
        ),
      { kind: 'head-forged', seq: 95, until: 95 },
    );
  });
});

describe('someone who stole the key of the workstation too', () => {
  it('signs a rewritten history again', () => {
    namedByBoth(
      'resigned',
      (db) => {
        put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), patients: [] }));
        relink(db);
        signAgain(db, clinic.deviceKey);
      },
      { kind: 'resigned', ...SEGMENT },
    );
  });

  it('signs it again as if nobody had been signed in', () => {
    namedByBoth(
      'resigned-device',
      (db) => {
        put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), patients: [] }));
        relink(db);
        signAgain(db, clinic.deviceKey, (head) => (head.size >= 100 ? { ...head, kind: 'device', session: null } : head));
      },
      { kind: 'resigned', ...SEGMENT },
    );
  });

  it('signs it again as tails of sessions that were killed, once for each head', () => {
    namedByBoth(
      'resigned-closed',
      (db) => {
        put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), patients: [] }));
        relink(db);
        signAgain(db, clinic.deviceKey, (head) =>
          head.kind === 'session' && head.size >= 100 ? { ...head, kind: 'closed-by-device' } : head,
        );
      },
      { kind: 'resigned', seq: 101, until: 103 },
    );
  });

  it('signs it again as one long tail of a killed session', () => {
    const folder = newClinic();
    const desk = sitDown(folder);
    const session = signIn(folder, desk);
    work(folder, desk, session, 300);
    desk.signer.close();
    desk.db.pragma('wal_checkpoint(TRUNCATE)');
    desk.close();
    const db = stolenCopy(folder, 'long-tail');
    put(db, MIDDLE, encodeEntry({ ...entryAt(db, MIDDLE), patients: [] }));
    relink(db);
    signAgain(db, folder.deviceKey, (head) => (head.size === 300 ? { ...head, kind: 'closed-by-device' } : null));
    const finding = { kind: 'resigned', seq: 0, until: 299 };
    expect(verifyAtOnce(db, folder.about)).toMatchObject({ finding });
    expect(auditor(exported(folder, db, 'long-tail'))).toMatchObject({ exit: 1, report: { finding } });
    db.close();
    folder.remove();
  });

  const append = (db: Database.Database, user: string, session: string, action: 'patient.read' | 'print' = 'patient.read') => {
    const { seq, time, ...rest } = entryAt(db, SIZE - 1);
    const bytes = encodeEntry({
      ...rest,
      seq: seq + 1,
      previous: Buffer.from(take(db, seq).leaf).toString('hex'),
      time,
      user,
      session,
      action,
    });
    put(db, SIZE, bytes);
    const head = { practice: clinic.practice, workstation: clinic.workstation, size: SIZE + 1, wall: time.wall } as const;
    const signed = encodeHead({ ...head, root: '0'.repeat(64), previousHead: '0'.repeat(64), kind: 'closed-by-device', session });
    db.prepare('INSERT INTO audit_head (size, bytes, device_signature) VALUES (?, ?, ?)').run(
      SIZE + 1,
      signed,
      sign(null, signed, clinic.deviceKey),
    );
    signAgainLast(db);
  };

  /** Only the new head: the others keep the signatures of their sessions, which signing the same bytes again does not change. */
  const signAgainLast = (db: Database.Database) => signAgain(db, clinic.deviceKey);

  it('lets a user do what the user never did, in a session nobody certified', () => {
    namedByBoth('forged-user', (db) => append(db, clinic.users[1]?.id ?? '', newId()), { kind: 'forged-user', seq: SIZE });
  });

  it('certifies the session with the key of the workstation', () => {
    namedByBoth(
      'self-certified',
      (db) => {
        const [user, session] = [clinic.users[1]?.id ?? '', newId()];
        const { practice, workstation, clock } = clinic;
        const made = beginSession(clinic.deviceKey, { practice, workstation, user, session, notBefore: 0, notAfter: clock.wall * 2 });
        db.prepare('INSERT INTO audit_session (certificate, user_signature) VALUES (?, ?)').run(
          encodeSession(made.certificate),
          made.userSignature,
        );
        append(db, user, session);
      },
      { kind: 'forged-user', seq: SIZE },
    );
  });

  it('writes an entry of one user into the session of another', () => {
    namedByBoth('borrowed-session', (db) => append(db, clinic.users[0]?.id ?? '', entryAt(db, SIZE - 1).session ?? ''), {
      kind: 'forged-user',
      seq: SIZE,
    });
  });

  it('names a user outside any session', () => {
    namedByBoth(
      'no-session',
      (db) => {
        const { seq, ...rest } = entryAt(db, 4);
        put(db, 4, encodeEntry({ ...rest, seq, user: clinic.users[0]?.id ?? null, action: 'patient.read' }));
        relink(db);
        signAgain(db, clinic.deviceKey);
      },
      { kind: 'forged-user', seq: 4 },
    );
  });
});

describe('a clock that is moved by more than two minutes', () => {
  /** Three entries, the clock set by `change`, and a fourth. */
  const day = (change: (clock: Clinic['clock']) => void, action?: 'store.open') => {
    const own = newClinic();
    const desk = sitDown(own);
    work(own, desk, null, 3);
    change(own.clock);
    desk.log.append(draft(null, action ? { action } : {}));
    desk.signer.seal();
    const report = verifyAtOnce(desk.db, own.about);
    const outside = auditor(exported(own, desk.db, 'clock'));
    desk.close();
    own.remove();
    expect(outside.report?.notes).toEqual(report.notes);
    expect(outside.exit).toBe(report.notes.length > 0 ? 4 : 0);
    return report.notes;
  };
  const moved = (seq: number) => [{ kind: 'clock-moved', seq, until: seq }];

  const wall = (milliseconds: number) => (clock: Clinic['clock']) => {
    clock.wall += milliseconds;
  };
  const restart = (milliseconds: number) => (clock: Clinic['clock']) => {
    clock.boot = 5;
    clock.wall += milliseconds;
  };
  const sleep = (clock: Clinic['clock']) => {
    clock.boot += 40_000_000;
    clock.wall += 40_000_000;
  };
  const serverSays = (clock: Clinic['clock']) => {
    clock.server = clock.wall + 200_000;
  };

  it('is noted where it was set back or forward, and where it is behind the word of the server', () => {
    for (const change of [wall(-121_000), wall(121_000), serverSays]) expect(day(change)).toEqual(moved(3));
  });

  it('is noted where it was set back while the computer was off', () => {
    expect(day(restart(-300_000), 'store.open')).toEqual(moved(3));
  });

  it('is not suspected after a night with the computer off, a sleep, or a small correction', () => {
    expect(day(restart(40_000_000), 'store.open')).toEqual([]);
    for (const change of [sleep, wall(-100_000)]) expect(day(change)).toEqual([]);
  });
});
