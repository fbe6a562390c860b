import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { HeadSigner } from '../main/audit/head.ts';
import type { AuditKeys } from '../main/audit/head-check.ts';
import { AUDIT_TABLES } from '../main/audit/ledger-tables.ts';
import { AuditLog } from '../main/audit/log.ts';
import type { LogAbout } from '../main/audit/log-check.ts';
import { type AuditSession, beginSession } from '../main/audit/session-key.ts';
import type { EntryDraft } from '../shared/entry.ts';
import { newId } from '../shared/ids.ts';

/** A clinic workstation's audit log on a real SQLCipher file, with the keys of the device and of two users, and a clock the test moves. */
export interface Clinic {
  readonly folder: string;
  readonly file: string;
  readonly databaseKey: Buffer;
  readonly practice: string;
  readonly workstation: string;
  readonly deviceKey: KeyObject;
  readonly users: readonly { readonly id: string; readonly key: KeyObject }[];
  readonly clock: { wall: number; boot: number; server: number | null };
  readonly about: LogAbout;
  remove(): void;
}

export interface Desk {
  readonly db: Database.Database;
  readonly log: AuditLog;
  readonly signer: HeadSigner;
  close(): void;
}

export const openCipher = (file: string, key: Buffer): Database.Database => {
  const db = new Database(file);
  db.pragma("cipher='sqlcipher'");
  db.pragma('legacy=4');
  db.key(Buffer.from(`x'${key.toString('hex')}'`));
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=FULL');
  return db;
};

export const newClinic = (): Clinic => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const users = [newId(), newId()].map((id) => ({ id, key: generateKeyPairSync('ed25519').privateKey }));
  const deviceKey = generateKeyPairSync('ed25519').privateKey;
  const [practice, workstation] = [newId(), newId()];
  const keys: AuditKeys = {
    device: createPublicKey(deviceKey),
    users: new Map(users.map(({ id, key }) => [id, [createPublicKey(key)]])),
  };
  const clinic: Clinic = {
    folder,
    file: join(folder, 'ledger.db'),
    databaseKey: randomBytes(32),
    practice,
    workstation,
    deviceKey,
    users,
    clock: { wall: Date.UTC(2026, 10, 23, 15), boot: 3_600_000, server: null },
    about: { practice, workstation, keys, signatures: true },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  const db = openCipher(clinic.file, clinic.databaseKey);
  db.exec(AUDIT_TABLES);
  db.close();
  return clinic;
};

/** A connection of its own, as each process has. */
export const sitDown = (clinic: Clinic, file = clinic.file): Desk => {
  const db = openCipher(file, clinic.databaseKey);
  const { practice, workstation, clock } = clinic;
  const log = new AuditLog(db, {
    practice,
    workstation,
    appVersion: '0.1.0',
    policy: () => 'a'.repeat(64),
    clock: () => ({ ...clock }),
  });
  const signer = new HeadSigner(db, { practice, workstation, deviceKey: clinic.deviceKey, now: () => clock.wall });
  return { db, log, signer, close: () => db.close() };
};

export const signIn = (clinic: Clinic, desk: Desk, person = 0): AuditSession & { readonly user: string } => {
  const user = clinic.users[person];
  if (user === undefined) throw new Error('no such user');
  const { practice, workstation, clock } = clinic;
  const session = beginSession(user.key, {
    practice,
    workstation,
    user: user.id,
    session: newId(),
    notBefore: clock.wall,
    notAfter: clock.wall + 12 * 3_600_000,
  });
  desk.signer.open(session);
  return { ...session, user: user.id };
};

export const draft = (
  session: { user: string; certificate: { session: string } } | null,
  change: Partial<EntryDraft> = {},
): EntryDraft => ({
  user: session?.user ?? null,
  session: session?.certificate.session ?? null,
  operation: session ? 'patient.open' : 'app.start',
  action: session ? 'patient.read' : 'store.check',
  patients: session ? ['00112233445566778899aabbccddeeff'] : [],
  object: null,
  purpose: session ? 'HOPERAT' : null,
  reason: null,
  detail: null,
  outcome: 'allowed',
  rows: session ? 1 : 0,
  ...change,
});

export const tick = (clinic: Clinic, milliseconds: number): void => {
  clinic.clock.wall += milliseconds;
  clinic.clock.boot += milliseconds;
};

/** Appends `count` entries 700 ms apart, signed as they fall due. */
export const work = (clinic: Clinic, desk: Desk, session: Parameters<typeof draft>[0], count: number): void => {
  for (let i = 0; i < count; i++) {
    tick(clinic, 700);
    desk.log.append(draft(session));
    desk.signer.appended();
  }
};
