import { createSecretKey, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../shared/failure.ts';
import { sealBox } from '../keys/box.ts';
import { sealBundle, type UserKeys } from '../keys/bundle.ts';
import { rawPublicKey } from '../keys/curve25519.ts';
import { deriveKey } from '../keys/derive.ts';
import { deviceSecretIn } from '../keys/device.ts';
import { calibrate, passwordBytes } from '../keys/kek.ts';
import { sealForRecovery } from '../keys/recovery.ts';
import type { HashedCode } from '../keys/recovery-codes.ts';
import { wipe } from '../keys/wipe.ts';
import { syncFolder } from '../store/durable-file.ts';
import { migrate } from '../store/migrate.ts';
import { LEDGER_PATH } from '../store/migrations/ledger/path.ts';
import { RECORDS } from '../store/migrations/records/path.ts';
import { openStore } from '../store/open.ts';
import { LEDGER_FILE } from '../workstation/card.ts';
import type { Making } from './control.ts';
import { ledgerSide } from './ledger-side.ts';
import { FIRST_RECORDS, recoveryRecordsFile } from './records-file.ts';

/** What was typed and proven in the first run, waiting for the recovery kit to be opened once. */
export interface Founding {
  readonly ownerId: string;
  readonly practice: string;
  readonly workstation: string;
  readonly ownerName: string;
  readonly signInName: string;
  readonly password: string;
  readonly keys: UserKeys;
  readonly totpStep: number;
  readonly codes: readonly HashedCode[];
  readonly recipient: string;
}

/** The device's keys for the recovery kit, in a format other tools open too (age). The records key has a file of its own for each epoch. */
export const RECOVERY_DEVICE_FILE = 'recovery-device.age';

/**
 * Makes both stores of a new practice in its making folder, with the owner's slot in the ledger and the records key sealed to owner and recovery kit. Main moves the folder's
 * files into place afterwards; until then a kill leaves nothing that could be taken for a practice.
 */
export const found = async (founding: Founding, making: Making, now: number): Promise<void> => {
  const { place } = making;
  const { ownerId } = founding;
  const recordsKey = randomBytes(32);
  try {
    makeRecords(place.folder, recordsKey, now);
    const params = await calibrate();
    const password = passwordBytes(Buffer.from(founding.password, 'utf8'));
    const share = deriveKey(deviceSecretIn(making.deviceKeys), 'share', ownerId);
    const header = { userId: ownerId, practiceId: place.practiceId, version: 1, params };
    const bundle = await sealBundle(header, founding.keys, { password, share });
    wipe(password, share);
    const exchangePublic = rawPublicKey(founding.keys.exchange);
    const box = await sealBox({ userId: ownerId, workstationId: place.workstationId, epoch: 1 }, exchangePublic, recordsKey);
    const about = { practiceId: place.practiceId, workstationId: place.workstationId, epoch: 1 };
    keepFile(
      place.folder,
      recoveryRecordsFile(FIRST_RECORDS.epoch),
      await sealForRecovery(founding.recipient, { ...about, kind: 'records-key' }, recordsKey),
    );
    keepFile(
      place.folder,
      RECOVERY_DEVICE_FILE,
      await sealForRecovery(founding.recipient, { ...about, kind: 'device-keys' }, making.deviceKeys),
    );
    makeLedger(founding, making, now, { ownerId, bundle, box, exchangePublic });
    syncFolder(place.folder);
  } finally {
    wipe(recordsKey, making.deviceKeys, making.ledgerKey, making.deviceSigning);
  }
};

const makeRecords = (folder: string, key: Uint8Array, now: number): void => {
  const secret = createSecretKey(key);
  const file = join(folder, FIRST_RECORDS.file);
  const store = openStore({ file, key: secret, mode: 'create', cacheMiB: 8 });
  migrate({ store, path: RECORDS, reopen: reopenWith(secret), now });
  store.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
};

const reopenWith = (key: ReturnType<typeof createSecretKey>) => (file: string) => openStore({ file, key, mode: 'existing', cacheMiB: 8 });

const makeLedger = (
  founding: Founding,
  making: Making,
  now: number,
  owner: { ownerId: string; bundle: Uint8Array; box: Uint8Array; exchangePublic: Uint8Array },
): void => {
  const { place } = making;
  const key = createSecretKey(making.ledgerKey);
  const store = openStore({ file: join(place.folder, LEDGER_FILE), key, mode: 'create', cacheMiB: 8 });
  migrate({ store, path: LEDGER_PATH, reopen: reopenWith(key), now });
  const { roll, within } = ledgerSide(store, key);
  within(() => {
    roll.set('practice', { id: place.practiceId, name: founding.practice, synthetic: making.synthetic, foundedAt: now });
    roll.set('workstation', { id: place.workstationId, name: founding.workstation });
    roll.set('recovery', { recipient: founding.recipient, createdAt: now });
    roll.set('records', FIRST_RECORDS);
    roll.add({
      userId: owner.ownerId,
      signInName: founding.signInName,
      name: founding.ownerName,
      role: 'owner',
      state: 'active',
      endsOn: null,
      now,
    });
    roll.setSlot({
      userId: owner.ownerId,
      exchangePublic: owner.exchangePublic,
      signingPublic: rawPublicKey(founding.keys.signing),
      bundle: owner.bundle,
      bundleVersion: 1,
      box: owner.box,
      boxEpoch: 1,
      now,
    });
    roll.setRecoveryCodes(owner.ownerId, founding.codes);
    if (founding.totpStep >= 0) roll.spendTotpStep(owner.ownerId, founding.totpStep);
  });
  store.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
};

/** Writes a new file whole and durably; a file of that name that is there already is a leftover of a kill and is replaced. */
export const keepFile = (folder: string, name: string, bytes: Uint8Array): void => {
  const handle = openSync(join(folder, name), 'w', 0o600);
  try {
    if (writeSync(handle, bytes) !== bytes.length) throw new Failure('disk-full');
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
