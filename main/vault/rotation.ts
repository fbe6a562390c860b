import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { RotationStep } from '../../shared/door-terms.ts';
import type { EntryDraft, EntryTime } from '../../shared/entry.ts';
import { AuditLog } from '../audit/log.ts';
import { sealBox } from '../keys/box.ts';
import { sealForRecovery } from '../keys/recovery.ts';
import { syncFolder } from '../store/durable-file.ts';
import { doLongWork } from '../store/long-work.ts';
import { failureOf } from '../store/open.ts';
import { keepFile } from './founding.ts';
import { nextRecords, recordsNow, recoveryRecordsFile } from './records-file.ts';
import type { Entrant } from './sign-in.ts';

export interface RotationParts {
  readonly clock: () => EntryTime;
  /** The program of the store's worker thread. */
  readonly program: string;
  /**
   * What is about to be done: `sealing` is the new key to everybody who stays and to the recovery kit, `naming` the one commit in the ledger that makes it true, `sweeping` the removal of
   * what no current key opens.
   */
  readonly onStep?: (step: RotationStep) => void;
  /** Given up, the sign-in goes on under the old key and the rotation stays pending. */
  readonly signal?: AbortSignal;
}

/** Why a rotation did not come about although nothing failed. */
const POSTPONED = 'postponed';

/**
 * What has to happen before anybody is let in: a rotation that is pending. Answers with the entrant as they are afterwards.
 *
 * A rotation that fails (no room for the copy, say) or is put off is an entry, and stays pending: whoever was removed has no slot any more in either case, and the practice works.
 */
export const settleRecords = async (entrant: Entrant, parts: RotationParts): Promise<Entrant> => {
  const { ledger, grant, person } = entrant;
  if (!ledger.roll.isRotationPending()) return entrant;
  const { practiceId, workstationId, appVersion, policyHash } = grant.place;
  const log = new AuditLog(ledger.store, {
    practice: practiceId,
    workstation: workstationId,
    appVersion,
    policy: () => policyHash,
    clock: parts.clock,
  });
  const entry: Omit<EntryDraft, 'reason' | 'outcome'> = {
    // Before the session nobody's key vouches for an entry: the workstation speaks, and who was signing in stands as the object.
    user: null,
    session: null,
    operation: 'vault.rotation',
    action: 'key.rotate',
    patients: [],
    object: person.user_id,
    purpose: null,
    detail: null,
    rows: ledger.roll.slots().length,
  };
  const announce = (): void => {
    log.appendWithin({ ...entry, reason: 'staff-removed', outcome: 'committed' });
  };
  const rotated = await rotateRecordsKey(entrant, parts, announce).catch((error: unknown) => {
    log.append({ ...entry, reason: parts.signal?.aborted === true ? POSTPONED : failureOf(error).code, outcome: 'failed' });
    return null;
  });
  if (rotated === null) return entrant;
  // The commit stands. What the old key opens is removed by whoever opens the new store, and says nothing about the rotation.
  parts.onStep?.('sweeping');
  return { ...entrant, ...rotated };
};

/**
 * Rotates the records key after somebody was removed: a proven copy of the store gets a new key, the key is sealed anew to everybody who stays and to the recovery kit, and one commit in
 * the ledger makes all of it true. It runs while the vault has just been opened and answers nobody yet, so no change can fall between copy and switch. A kill before the commit leaves
 * everything as it was; the copy is swept away and the rotation begins again at the next sign-in.
 *
 * `announce` writes the audit entry inside that same commit.
 */
const rotateRecordsKey = async (
  entrant: Entrant,
  { program, onStep, signal }: RotationParts,
  announce: () => void,
): Promise<Pick<Entrant, 'recordsKey' | 'epoch'>> => {
  const { ledger, grant } = entrant;
  const { folder, practiceId, workstationId } = grant.place;
  const before = recordsNow(ledger.roll);
  const next = nextRecords(folder, before);
  const bytes = randomBytes(32);
  const recordsKey = createSecretKey(bytes);
  try {
    const copy = { file: join(folder, before.file), key: entrant.recordsKey, copy: join(folder, next.file), newKey: recordsKey };
    await doLongWork({
      program,
      work: { work: 'copy-under-new-key', copy },
      ...(onStep === undefined ? {} : { onStep }),
      ...(signal === undefined ? {} : { signal }),
    });
    onStep?.('sealing');
    const boxes = await Promise.all(
      ledger.roll.slots().map(async (slot) => ({
        userId: slot.user_id,
        box: await sealBox({ userId: slot.user_id, workstationId, epoch: next.epoch }, slot.exchange_public, bytes),
      })),
    );
    const { recipient } = z.object({ recipient: z.string() }).parse(ledger.roll.setting('recovery'));
    const about = { practiceId, workstationId, kind: 'records-key', epoch: next.epoch } as const;
    keepFile(folder, recoveryRecordsFile(next.epoch), await sealForRecovery(recipient, about, bytes));
    syncFolder(folder);
    onStep?.('naming');
    ledger.within(() => {
      for (const { userId, box } of boxes) ledger.roll.setBox(userId, box, next.epoch);
      ledger.roll.set('records', next);
      ledger.roll.set('rotation', null);
      announce();
    });
    return { recordsKey, epoch: next.epoch };
  } finally {
    bytes.fill(0);
  }
};
