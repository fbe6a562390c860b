import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';
import { sealBox } from '../keys/box.ts';
import { newUserKeys, sealBundle, type UserKeys } from '../keys/bundle.ts';
import { rawPublicKey } from '../keys/curve25519.ts';
import { deriveKey } from '../keys/derive.ts';
import { deviceSecretIn } from '../keys/device.ts';
import { calibrate, passwordBytes } from '../keys/kek.ts';
import { passwordFault } from '../keys/password.ts';
import { openWithRecovery, type RecoveryIdentity, readSheet, restoreIdentity, wipeSheets } from '../keys/recovery.ts';
import { newRecoveryCodes } from '../keys/recovery-codes.ts';
import { checkTotp } from '../keys/totp.ts';
import { wipe } from '../keys/wipe.ts';
import { AlertBook } from '../ledger/alert-book.ts';
import { openStore } from '../store/open.ts';
import type { Place } from './control.ts';
import { RECOVERY_DEVICE_FILE } from './founding.ts';
import { ledgerLog } from './ledger-log.ts';
import { openLedger } from './ledger-side.ts';
import type { MainLine } from './main-line.ts';
import { ownAccountEntry } from './own-account-entry.ts';
import { recordsNow, recoveryRecordsFile } from './records-file.ts';

export interface NewOwner {
  readonly name: string;
  readonly signInName: string;
  readonly password: string;
}

/** A recovery that has got as far as the kit being right; kept in memory only. */
export interface Recovery {
  readonly identity: RecoveryIdentity;
  readonly owner: NewOwner;
  readonly keys: UserKeys;
  /** The practice's name; null where nothing that could be opened says it. */
  readonly practice: string | null;
}

/** The identity that these sheets of the kit make. Failure `recovery-refused` for sheets that do not fit, or too few of them. */
export const readKit = async (typed: readonly string[], recipient?: string): Promise<RecoveryIdentity> => {
  const read = await Promise.all(typed.map((one) => readSheet(one, recipient)));
  const sheets = read.flatMap((one) => (one.state === 'read' ? [one.sheet] : []));
  try {
    if (sheets.length !== typed.length) throw new Failure('recovery-refused');
    const restored = await restoreIdentity(sheets, recipient);
    if (restored.state !== 'restored') throw new Failure('recovery-refused');
    return restored.identity;
  } finally {
    wipeSheets(sheets);
  }
};

/** Checks kit and password, and begins: nothing on the disk has changed yet. Sheets that do not fit are an entry before they are an answer. */
export const beginRecovery = async (line: MainLine, shares: readonly string[], owner: NewOwner): Promise<Recovery> => {
  const place = await line.askPlace();
  const names = [owner.name, owner.signInName, ...(place.practice === null ? [] : [place.practice])];
  if ((await passwordFault(owner.password, names)) !== undefined) throw new Failure('weak-password');
  try {
    const identity = await readKit(shares);
    wipe(await secretIn(place, 'device-keys', identity, 1));
    return { identity, owner, keys: newUserKeys(), practice: place.practice };
  } catch (error) {
    if (error instanceof Failure && error.code === 'recovery-refused') await line.sayKitRefused();
    throw error;
  }
};

/**
 * Puts the device's keys back where the keychain lost it, opens the records with the kit, and makes the new owner with keys of their own, in one transaction with
 * the entry that says the kit was used. Afterwards they sign in like anybody. Answers with the new owner's recovery codes.
 */
export const finishRecovery = async (line: MainLine, recovery: Recovery, code: string): Promise<string[]> => {
  const { identity, owner, keys } = recovery;
  const accepted = checkTotp(keys.totpSecret, code, Date.now(), -1);
  if (accepted.state !== 'accepted') throw new Failure('sign-in-failed');
  const place = await line.askPlace();
  const deviceKeys = await secretIn(place, 'device-keys', identity, 1);
  const { ledgerKey, place: opened } = await line.askRecover(deviceKeys);
  const ledger = openLedger(opened.folder, ledgerKey, 'existing');
  try {
    const { epoch, file } = recordsNow(ledger.roll);
    const recordsKey = await secretIn(opened, 'records-key', identity, epoch);
    proveRecordsKey(join(opened.folder, file), recordsKey);
    const ownerId = newId();
    const password = passwordBytes(Buffer.from(owner.password, 'utf8'));
    const share = deriveKey(deviceSecretIn(deviceKeys), 'share', ownerId);
    const params = await calibrate();
    const bundle = await sealBundle({ userId: ownerId, practiceId: opened.practiceId, version: 1, params }, keys, { password, share });
    const exchangePublic = rawPublicKey(keys.exchange);
    const box = await sealBox({ userId: ownerId, workstationId: opened.workstationId, epoch }, exchangePublic, recordsKey);
    wipe(password, share, recordsKey);
    const codes = newRecoveryCodes(ownerId);
    const now = Date.now();
    ledger.within(() => {
      ledger.roll.add({
        userId: ownerId,
        signInName: owner.signInName,
        name: owner.name,
        role: 'owner',
        state: 'active',
        endsOn: null,
        now,
      });
      const signingPublic = rawPublicKey(keys.signing);
      ledger.roll.setSlot({ userId: ownerId, exchangePublic, signingPublic, bundle, bundleVersion: 1, box, boxEpoch: epoch, now });
      ledger.roll.resetTotpStep(ownerId, accepted.step);
      ledger.roll.setRecoveryCodes(ownerId, codes.hashed);
      const used = ownAccountEntry('recovery.use', 'door.recover-code', ownerId);
      const log = ledgerLog(ledger, opened);
      log.appendWithin(used);
      log.appendWithin({ ...used, action: 'audit.alert', reason: 'recovery-used' });
      new AlertBook(ledger.roll).raise('recovery-used', ownerId, now, null);
    });
    ledger.store.close();
    await line.sayRecovered(ownerId);
    return codes.codes;
  } finally {
    if (ledger.store.open) ledger.store.close();
    wipe(deviceKeys, identity.scalar);
  }
};

/** One of the secrets the kit opens, from its file in the practice folder. Failure `recovery-refused`. */
const secretIn = async (place: Place, kind: 'device-keys' | 'records-key', identity: RecoveryIdentity, epoch: number): Promise<Buffer> => {
  let box: Buffer;
  try {
    box = readFileSync(join(place.folder, kind === 'device-keys' ? RECOVERY_DEVICE_FILE : recoveryRecordsFile(epoch)));
  } catch (cause) {
    throw new Failure('store-missing', { cause });
  }
  return openWithRecovery(identity, { practiceId: place.practiceId, workstationId: place.workstationId, kind, epoch }, box);
};

/** The key the kit gave must open the records before anything is promised with it. */
const proveRecordsKey = (file: string, bytes: Uint8Array): void => {
  openStore({ file, key: createSecretKey(bytes), mode: 'existing', cacheMiB: 8 }).close();
};
