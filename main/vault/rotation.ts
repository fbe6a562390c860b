import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { EntryTime } from '../../shared/entry.ts';
import { Failure } from '../../shared/failure.ts';
import { AuditLog } from '../audit/log.ts';
import { sealBox } from '../keys/box.ts';
import { sealForRecovery } from '../keys/recovery.ts';
import { backUp } from '../store/backup.ts';
import { openStore, type Store } from '../store/open.ts';
import { rekeyCopy } from '../store/rekey.ts';
import { keepFile } from './founding.ts';
import { type CurrentRecords, nextRecords, recordsNow, recoveryRecordsFile, sweepOldRecords } from './records-file.ts';
import type { Entrant } from './sign-in.ts';

/** The roll knows that somebody with a box was removed, and the records key has not changed since. */
export const isRotationPending = (entrant: Entrant): boolean =>
  z.object({ since: z.number() }).safeParse(entrant.ledger.roll.setting('rotation')).success;

/**
 * What has to happen before anybody is let in: a rotation that is pending. Answers with the entrant as they are afterwards.
 */
export const settleRecords = async (entrant: Entrant, clock: () => EntryTime): Promise<Entrant> => {
  const { ledger, grant, person } = entrant;
  if (!isRotationPending(entrant)) return entrant;
  const { practiceId, workstationId, appVersion, policyHash } = grant.place;
  const log = new AuditLog(ledger.store, { practice: practiceId, workstation: workstationId, appVersion, policy: () => policyHash, clock });
  const { recordsKey, now } = await rotateRecordsKey(entrant, () => {
    log.appendWithin({
      user: person.user_id,
      session: null,
      operation: 'vault.rotation',
      action: 'key.rotate',
      patients: [],
      object: null,
      purpose: null,
      reason: 'staff-removed',
      detail: null,
      outcome: 'committed',
      rows: ledger.roll.slots().length,
    });
  });
  sweepOldRecords(grant.place.folder, now);
  return { ...entrant, recordsKey, epoch: now.epoch };
};

/**
 * Rotates the records key after somebody was removed: a proven copy of the store gets a new key, the key is sealed anew to everybody who stays and to the recovery kit, and one commit in
 * the ledger makes all of it true. It runs while the vault has just been opened and answers nobody yet, so no change can fall between copy and switch. A kill before the commit leaves
 * everything as it was; the copy is swept away and the rotation begins again at the next sign-in.
 *
 * `announce` writes the audit entry inside that same commit.
 */
export const rotateRecordsKey = async (entrant: Entrant, announce: () => void): Promise<{ recordsKey: KeyObject; now: CurrentRecords }> => {
  const { ledger, grant } = entrant;
  const { folder, practiceId, workstationId } = grant.place;
  const before = recordsNow(ledger.roll);
  const next = nextRecords(folder, before);
  const bytes = randomBytes(32);
  const recordsKey = createSecretKey(bytes);
  try {
    copyUnderNewKey(folder, before, next, entrant.recordsKey, recordsKey);
    const boxes = await Promise.all(
      ledger.roll.slots().map(async (slot) => ({
        userId: slot.user_id,
        box: await sealBox({ userId: slot.user_id, workstationId, epoch: next.epoch }, slot.exchange_public, bytes),
      })),
    );
    const { recipient } = z.object({ recipient: z.string() }).parse(ledger.roll.setting('recovery'));
    const about = { practiceId, workstationId, kind: 'records-key', epoch: next.epoch } as const;
    keepFile(folder, recoveryRecordsFile(next.epoch), await sealForRecovery(recipient, about, bytes));
    ledger.within(() => {
      for (const { userId, box } of boxes) ledger.roll.setBox(userId, box, next.epoch);
      ledger.roll.set('records', next);
      ledger.roll.set('rotation', null);
      announce();
    });
    return { recordsKey, now: next };
  } finally {
    bytes.fill(0);
  }
};

const copyUnderNewKey = (folder: string, before: CurrentRecords, next: CurrentRecords, from: KeyObject, to: KeyObject): void => {
  const open = (file: string): Store => openStore({ file, key: from, mode: 'existing', cacheMiB: 32 });
  const store = open(join(folder, before.file));
  try {
    const copy = backUp(store, join(folder, next.file), open);
    rekeyCopy(copy, from, to);
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('internal', { cause });
  } finally {
    store.close();
  }
};
