import { sign } from 'node:crypto';
import type Database from 'better-sqlite3-multiple-ciphers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginSession } from '../../main/audit/session-key.ts';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { encodeEntry } from '../../shared/audit-bytes.ts';
import { encodeHead, encodeSession } from '../../shared/audit-statements.ts';
import { newId } from '../../shared/ids.ts';
import { type Clinic, newClinic, signIn, sitDown, work } from '../audit-ledger.ts';
import { clinicDay, MIDDLE, namedByBoth, SEGMENT, SIZE } from './clinic-day.ts';
import { auditor, entryAt, exported, put, relink, signAgain, stolenCopy, take } from './ledger-burglary.ts';

let clinic: Clinic;

beforeAll(() => {
  clinic = clinicDay();
});

afterAll(() => clinic.remove());

describe('someone who stole the key of the workstation too', () => {
  it('signs a rewritten history again', () => {
    namedByBoth(
      clinic,
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
      clinic,
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
      clinic,
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
    // Only the new head changes by this: the same bytes get the same signature.
    signAgain(db, clinic.deviceKey);
  };

  it('lets a user do what the user never did, in a session nobody certified', () => {
    namedByBoth(clinic, 'forged-user', (db) => append(db, clinic.users[1]?.id ?? '', newId()), { kind: 'forged-user', seq: SIZE });
  });

  it('certifies the session with the key of the workstation', () => {
    namedByBoth(
      clinic,
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
    namedByBoth(clinic, 'borrowed-session', (db) => append(db, clinic.users[0]?.id ?? '', entryAt(db, SIZE - 1).session ?? ''), {
      kind: 'forged-user',
      seq: SIZE,
    });
  });

  it('names a user outside any session', () => {
    namedByBoth(
      clinic,
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
