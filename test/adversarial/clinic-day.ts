import type Database from 'better-sqlite3-multiple-ciphers';
import { expect } from 'vitest';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { type Clinic, draft, newClinic, signIn, sitDown, work } from '../audit-ledger.ts';
import { auditor, exported, stolenCopy } from './ledger-burglary.ts';

const ENTRIES = [200, 150];

export const SIZE = 355;
export const MIDDLE = 100;
/** What the head over `MIDDLE` covers: heads stand at 4, 5, 8, 11, ... */
export const SEGMENT = { seq: 98, until: 100 };

/** One day: the log is opened by nobody, then person 0 works and locks, then person 1 works and locks. All in the file, nothing in its WAL. */
export const clinicDay = (): Clinic => {
  const clinic = newClinic();
  const desk = sitDown(clinic);
  desk.log.append(draft(null, { action: 'store.create' }));
  work(clinic, desk, null, 4);
  for (const [person, entries] of ENTRIES.entries()) {
    const session = signIn(clinic, desk, person);
    work(clinic, desk, session, entries - 1);
    desk.log.append(draft(session, { action: 'session.lock', patients: [] }));
    desk.signer.close();
  }
  desk.db.pragma('wal_checkpoint(TRUNCATE)');
  desk.close();
  return clinic;
};

interface Named {
  readonly kind: string;
  readonly seq: number;
  readonly until?: number;
}

/** Both checks, the one in the app and the auditor's, must give the same name to what was done. */
export const namedByBoth = (clinic: Clinic, name: string, tamper: (db: Database.Database) => void, expected: Named): void => {
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
