import { createSecretKey, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AuditLog } from '../../../main/audit/log.ts';
import { verifyAtOnce } from '../../../main/audit/verify.ts';
import { openBox } from '../../../main/keys/box.ts';
import { openWithRecovery } from '../../../main/keys/recovery.ts';
import { checkStore } from '../../../main/store/check.ts';
import { failureOf, openStore } from '../../../main/store/open.ts';
import { Reader } from '../../../main/store/statements.ts';
import type { LedgerSide } from '../../../main/vault/ledger-side.ts';
import { recordsNow, recoveryRecordsFile } from '../../../main/vault/records-file.ts';
import { readKit } from '../../../main/vault/recovery-door.ts';
import type { Remains } from '../workload.ts';
import { type Acknowledged, acknowledged } from './notes.ts';
import { ABOUT, LEAVER, ledgerOf, ownerAtTheDoor, PRACTICE, signIn, WORKSTATION } from './practice.ts';

/**
 * Judges a folder after a crash in a rotation, as it lies there and after the next sign-in: it opens with the box and with the kit, no acknowledged patient is missing, exactly one key is
 * current, and after that sign-in nothing is left that another key opens.
 */
export const judgeRotation = async ({ dir, acked }: Remains): Promise<readonly string[]> => {
  const notes = acked.map((line) => acknowledged.parse(JSON.parse(line)));
  if (notes.length === 0) return [];
  const before = [...(await whole(dir, notes)), ...(await formerKeys(dir, notes, false))];
  const session = await signIn(dir);
  session.end();
  const after = [...(await whole(dir, notes)), ...(await formerKeys(dir, notes, true)), ...leftovers(dir)];
  return [...before, ...after.map((fault) => `after the next sign-in: ${fault}`)];
};

const whole = async (dir: string, notes: readonly Acknowledged[]): Promise<string[]> => {
  const { ledger, recordsKey, epoch } = await ownerAtTheDoor(dir);
  try {
    const now = recordsNow(ledger.roll);
    const others = ledger.roll.slots().filter((slot) => slot.box_epoch !== now.epoch);
    const { finding } = verifyAtOnce(ledger.store, ABOUT);
    return [
      ...(epoch === now.epoch && others.length === 0 ? [] : ['a box is of another epoch than the ledger names']),
      ...(finding === null ? [] : [`the log is not intact: ${JSON.stringify(finding)}`]),
      ...rotationsTold(ledger, now.epoch),
      ...missing(join(dir, now.file), recordsKey, notes),
      ...(await kitOpens(dir, now, notes)),
    ];
  } finally {
    ledger.store.close();
  }
};

/** How the rotations ended that the log tells of. */
export const rotationsIn = ({ store }: LedgerSide): readonly string[] => {
  const context = { practice: PRACTICE, workstation: WORKSTATION, appVersion: '0.1.0', policy: () => '00'.repeat(32) };
  const log = new AuditLog(store, { ...context, clock: () => ({ wall: 0, boot: 0, server: null }) });
  return log.read(0, log.size).flatMap(({ entry }) => (entry.action === 'key.rotate' ? [entry.outcome] : []));
};

const rotationsTold = (ledger: LedgerSide, epoch: number): string[] => {
  const told = rotationsIn(ledger).filter((outcome) => outcome === 'committed').length;
  // A rotation goes past what a killed one left: epochs may be skipped, never shared.
  const some = told > 0 === epoch > 1 && told <= epoch - 1;
  return some ? [] : [`the log tells of ${told} rotations, the epoch is ${epoch}`];
};

const missing = (file: string, key: KeyObject, notes: readonly Acknowledged[]): string[] => {
  const records = openStore({ file, key, mode: 'existing', cacheMiB: 8 });
  try {
    checkStore(records, 'full');
    const rows = new Reader(records).all(z.strictObject({ id: z.string() }), 'SELECT patient_id AS id FROM patient');
    const there = new Set(rows.map(({ id }) => id));
    return notes.flatMap((note) => (note.did === 'register' && !there.has(note.patientId) ? ['an acknowledged patient is lost'] : []));
  } finally {
    records.close();
  }
};

const kitOpens = async (dir: string, now: { epoch: number; file: string }, notes: readonly Acknowledged[]): Promise<string[]> => {
  const founded = notes.find((note) => note.did === 'found');
  const file = join(dir, recoveryRecordsFile(now.epoch));
  if (founded === undefined) return [];
  if (!existsSync(file)) return ['the recovery kit has no file for the current key'];
  const about = { practiceId: PRACTICE, workstationId: WORKSTATION, kind: 'records-key', epoch: now.epoch } as const;
  const bytes = await openWithRecovery(await readKit([founded.kit]), about, readFileSync(file));
  return opens(join(dir, now.file), createSecretKey(bytes)) ? [] : ['the recovery kit does not open the records'];
};

/** What somebody who left had copied opens nothing any more: at once where the rotation was committed, and surely after the next sign-in. */
const formerKeys = async (dir: string, notes: readonly Acknowledged[], signedIn: boolean): Promise<string[]> => {
  const ledger = ledgerOf(dir);
  const now = recordsNow(ledger.roll);
  ledger.store.close();
  const faults: string[] = [];
  for (const note of notes) {
    if (note.did !== 'remove' || (!signedIn && note.epoch === now.epoch)) continue;
    const header = { userId: note.userId, workstationId: WORKSTATION, epoch: note.epoch };
    const key = createSecretKey(await openBox(header, LEAVER, Buffer.from(note.box, 'hex')));
    const stores = signedIn ? readdirSync(dir).filter((name) => /records.*\.db(?!-)/.test(name)) : [now.file];
    for (const name of stores) if (opens(join(dir, name), key)) faults.push(`${name} opens with a key of somebody who left`);
  }
  return faults;
};

const opens = (file: string, key: KeyObject): boolean => {
  try {
    openStore({ file, key, mode: 'existing', cacheMiB: 2 }).close();
    return true;
  } catch (error) {
    if (failureOf(error).code === 'key-changed') return false;
    throw error;
  }
};

const leftovers = (dir: string): string[] => {
  const ledger = ledgerOf(dir);
  const now = recordsNow(ledger.roll);
  const pending = ledger.roll.isRotationPending();
  ledger.store.close();
  const expected = new Set(['ledger.db', now.file, recoveryRecordsFile(now.epoch)].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]));
  const left = readdirSync(dir).filter((name) => !expected.has(name));
  return [...(pending ? ['the rotation is still pending'] : []), ...(left.length === 0 ? [] : [`left behind: ${left.join(', ')}`])];
};
