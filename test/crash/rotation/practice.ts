import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { LogAbout } from '../../../main/audit/log-check.ts';
import { NO_LIMITS } from '../../../main/gate/pace.ts';
import { openBox, sealBox } from '../../../main/keys/box.ts';
import { newUserKeys } from '../../../main/keys/bundle.ts';
import { privateKeyOf, rawPublicKey } from '../../../main/keys/curve25519.ts';
import { newRecoveryKit, sealForRecovery } from '../../../main/keys/recovery.ts';
import type { Person } from '../../../main/ledger/roll.ts';
import { syncFolder } from '../../../main/store/durable-file.ts';
import { migrate } from '../../../main/store/migrate.ts';
import { LEDGER_PATH } from '../../../main/store/migrations/ledger/path.ts';
import { RECORDS } from '../../../main/store/migrations/records/path.ts';
import { openStore } from '../../../main/store/open.ts';
import { keepFile } from '../../../main/vault/founding.ts';
import { type LedgerSide, ledgerSide, openLedger } from '../../../main/vault/ledger-side.ts';
import { MainLine } from '../../../main/vault/main-line.ts';
import { FIRST_RECORDS, recoveryRecordsFile } from '../../../main/vault/records-file.ts';
import { type RotationParts, settleRecords } from '../../../main/vault/rotation.ts';
import { OpenSession } from '../../../main/vault/session.ts';
import type { Entrant } from '../../../main/vault/sign-in.ts';
import { LEDGER_FILE } from '../../../main/workstation/card.ts';
import { newId } from '../../../shared/ids.ts';

/** A practice whose people's keys are known beforehand and whose boxes, recovery file and stores are real: what is crashed is the sign-in from the opened box on. */
export const PRACTICE = '01900000-0000-7000-8000-0000000000b0';
export const WORKSTATION = '01900000-0000-7000-8000-0000000000b1';
export const OWNER = '01900000-0000-7000-8000-0000000000b2';

const known = (byte: number): Buffer => Buffer.alloc(32, byte);
const FIRST_KEY = known(0x11);
export const LEDGER_KEY: KeyObject = createSecretKey(known(0x22));
const DEVICE = privateKeyOf('ed25519', known(0x33));
const SIGNING = privateKeyOf('ed25519', known(0x44));
const EXCHANGE = privateKeyOf('x25519', known(0x55));
/** Whoever leaves; each of them has the same keys. */
export const LEAVER = privateKeyOf('x25519', known(0x66));

export const ABOUT: LogAbout = {
  practice: PRACTICE,
  workstation: WORKSTATION,
  keys: { device: createPublicKey(DEVICE), users: new Map([[OWNER, [createPublicKey(SIGNING)]]]) },
  signatures: true,
};

export const ledgerOf = (folder: string): LedgerSide => openLedger(folder, LEDGER_KEY.export(), 'existing');

const slotOf = (userId: string, exchange: KeyObject, box: Uint8Array, boxEpoch: number) => ({
  userId,
  exchangePublic: rawPublicKey(exchange),
  signingPublic: rawPublicKey(SIGNING),
  bundle: known(0),
  bundleVersion: 1,
  box,
  boxEpoch,
  now: Date.now(),
});

/** Makes both stores and the kit's file as set-up does. Answers with the single sheet of the kit. */
export const foundPractice = async (folder: string): Promise<string> => {
  const now = Date.now();
  const made = (name: string, key: KeyObject) => openStore({ file: join(folder, name), key, mode: 'create', cacheMiB: 8 });
  const recordsKey = createSecretKey(FIRST_KEY);
  const reopen = (key: KeyObject) => (file: string) => openStore({ file, key, mode: 'existing', cacheMiB: 8 });
  const records = made(FIRST_RECORDS.file, recordsKey);
  migrate({ store: records, path: RECORDS, reopen: reopen(recordsKey), now });
  records.close();
  const { recipient, sheets } = await newRecoveryKit('solo');
  const about = { practiceId: PRACTICE, workstationId: WORKSTATION, kind: 'records-key', epoch: 1 } as const;
  keepFile(folder, recoveryRecordsFile(1), await sealForRecovery(recipient, about, FIRST_KEY));
  const box = await sealBox({ userId: OWNER, workstationId: WORKSTATION, epoch: 1 }, rawPublicKey(EXCHANGE), FIRST_KEY);
  const ledger = made(LEDGER_FILE, LEDGER_KEY);
  migrate({ store: ledger, path: LEDGER_PATH, reopen: reopen(LEDGER_KEY), now });
  const { roll, within } = ledgerSide(ledger, LEDGER_KEY);
  within(() => {
    roll.set('practice', { id: PRACTICE, name: 'Juniper Family Clinic', synthetic: true, foundedAt: now });
    roll.set('workstation', { id: WORKSTATION, name: 'Front desk 1' });
    roll.set('recovery', { recipient, createdAt: now });
    roll.set('records', FIRST_RECORDS);
    roll.add({ userId: OWNER, signInName: 'amara', name: 'Amara Whitfield', role: 'owner', state: 'active', endsOn: null, now });
    roll.setSlot(slotOf(OWNER, EXCHANGE, box, 1));
  });
  ledger.close();
  syncFolder(folder);
  return sheets[0]?.qr ?? '';
};

/** The owner as the door lets them in: the box of the ledger, opened with their own key. */
export const ownerAtTheDoor = async (folder: string): Promise<Entrant> => {
  const ledger = ledgerOf(folder);
  const person: Person | undefined = ledger.roll.find({ userId: OWNER });
  const slot = ledger.roll.slot(OWNER);
  if (person === undefined || slot === undefined) throw new Error('the owner is not on the roll');
  const recordsKey = await openBox({ userId: OWNER, workstationId: WORKSTATION, epoch: slot.box_epoch }, EXCHANGE, slot.box);
  return {
    grant: {
      place: { folder, practiceId: PRACTICE, workstationId: WORKSTATION, appVersion: '0.1.0', policyHash: '00'.repeat(32) },
      userId: OWNER,
      factors: 'password-and-code',
      share: known(0),
      ledgerKey: LEDGER_KEY.export(),
      deviceSigning: known(0x33),
      sessionHours: 12,
    },
    person,
    header: {
      userId: OWNER,
      practiceId: PRACTICE,
      version: 1,
      params: { memoryKiB: 65_536, passes: 3, lanes: 4, salt: known(0).subarray(16) },
    },
    keys: { ...newUserKeys(), exchange: EXCHANGE, signing: SIGNING },
    recordsKey: createSecretKey(recordsKey),
    epoch: slot.box_epoch,
    ledger,
    share: known(0),
  };
};

const PARTS: RotationParts = {
  clock: () => ({ wall: Date.now(), boot: Math.round(performance.now()) + 1_000_000, server: null }),
  program: join(import.meta.dirname, '..', '..', '..', 'main', 'store', 'worker.ts'),
};

/** Signs the owner in with the application's own code from the opened box on: a pending rotation, the sweeping, the session. */
export const signIn = async (folder: string, how: Pick<RotationParts, 'onStep' | 'signal'> = {}): Promise<OpenSession> => {
  const entrant = await settleRecords(await ownerAtTheDoor(folder), { ...PARTS, ...how });
  const session = new OpenSession(entrant, new MainLine({ on: () => undefined, postMessage: () => undefined }, () => undefined), NO_LIMITS);
  session.setDeadline({ wall: Number.MAX_SAFE_INTEGER, boot: Number.MAX_SAFE_INTEGER });
  return session;
};

/** What somebody who left may have copied before: their box, which their own key opens. */
export interface Departure {
  readonly userId: string;
  readonly epoch: number;
  readonly box: string;
}

/** A colleague comes, copies their box, and is removed. */
export const hireAndRemove = async (folder: string): Promise<Departure> => {
  const { ledger, epoch, recordsKey } = await ownerAtTheDoor(folder);
  const userId = newId();
  const box = await sealBox({ userId, workstationId: WORKSTATION, epoch }, rawPublicKey(LEAVER), recordsKey.export());
  ledger.within(() => {
    ledger.roll.add({
      userId,
      signInName: userId.slice(-12),
      name: 'Leaver',
      role: 'front-desk',
      state: 'active',
      endsOn: null,
      now: Date.now(),
    });
    ledger.roll.setSlot(slotOf(userId, LEAVER, box, epoch));
  });
  ledger.within(() => ledger.roll.remove(userId, Date.now()));
  ledger.store.close();
  return { userId, epoch, box: box.toString('hex') };
};
