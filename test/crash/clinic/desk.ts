import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LogAbout } from '../../../main/audit/log-check.ts';
import { NO_LIMITS } from '../../../main/gate/pace.ts';
import { newUserKeys } from '../../../main/keys/bundle.ts';
import { privateKeyOf, rawPublicKey } from '../../../main/keys/curve25519.ts';
import { syncFolder } from '../../../main/store/durable-file.ts';
import { migrate } from '../../../main/store/migrate.ts';
import { LEDGER_PATH } from '../../../main/store/migrations/ledger/path.ts';
import { RECORDS } from '../../../main/store/migrations/records/path.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import { ledgerSide, openLedger } from '../../../main/vault/ledger-side.ts';
import { MainLine } from '../../../main/vault/main-line.ts';
import { FIRST_RECORDS } from '../../../main/vault/records-file.ts';
import { OpenSession } from '../../../main/vault/session.ts';
import type { Entrant } from '../../../main/vault/sign-in.ts';
import { LEDGER_FILE } from '../../../main/workstation/card.ts';

/** A practice whose every key is known beforehand: what is crashed is the application's own gate, log and stores, not the sign-in before them. */
export const PRACTICE = '01900000-0000-7000-8000-0000000000a0';
export const WORKSTATION = '01900000-0000-7000-8000-0000000000a1';
export const OWNER = '01900000-0000-7000-8000-0000000000a2';

const known = (byte: number): Buffer => Buffer.alloc(32, byte);
export const RECORDS_KEY: KeyObject = createSecretKey(known(0x11));
export const LEDGER_KEY: KeyObject = createSecretKey(known(0x22));
const DEVICE: KeyObject = privateKeyOf('ed25519', known(0x33));
const SIGNING: KeyObject = privateKeyOf('ed25519', known(0x44));
const EXCHANGE: KeyObject = privateKeyOf('x25519', known(0x55));

const opened = (key: KeyObject, mode: 'create' | 'existing') => (file: string) => openStore({ file, key, mode, cacheMiB: 8 });

/** What the check of this practice's log is made against. */
export const ABOUT: LogAbout = {
  practice: PRACTICE,
  workstation: WORKSTATION,
  keys: { device: createPublicKey(DEVICE), users: new Map([[OWNER, [createPublicKey(SIGNING)]]]) },
  signatures: true,
};

/** Makes both stores, as set-up does. */
export const foundStores = (folder: string): void => {
  const now = Date.now();
  const records = opened(RECORDS_KEY, 'create')(join(folder, FIRST_RECORDS.file));
  migrate({ store: records, path: RECORDS, reopen: opened(RECORDS_KEY, 'existing'), now });
  records.close();
  const ledger = opened(LEDGER_KEY, 'create')(join(folder, LEDGER_FILE));
  migrate({ store: ledger, path: LEDGER_PATH, reopen: opened(LEDGER_KEY, 'existing'), now });
  const { roll, within } = ledgerSide(ledger, LEDGER_KEY);
  within(() => {
    roll.set('practice', { id: PRACTICE, name: 'Juniper Family Clinic', synthetic: true, foundedAt: now });
    roll.set('workstation', { id: WORKSTATION, name: 'Front desk 1' });
    roll.set('records', FIRST_RECORDS);
    roll.add({ userId: OWNER, signInName: 'amara', name: 'Amara Whitfield', role: 'owner', state: 'active', endsOn: null, now });
    roll.setSlot({
      userId: OWNER,
      exchangePublic: rawPublicKey(EXCHANGE),
      signingPublic: rawPublicKey(SIGNING),
      bundle: known(0),
      bundleVersion: 1,
      box: known(0),
      boxEpoch: 1,
      now,
    });
  });
  ledger.close();
  syncFolder(folder);
};

export const isFounded = (folder: string): boolean => existsSync(join(folder, LEDGER_FILE)) && existsSync(join(folder, FIRST_RECORDS.file));

export const openBoth = (folder: string): { readonly ledger: Store; readonly records: Store } => ({
  ledger: opened(LEDGER_KEY, 'existing')(join(folder, LEDGER_FILE)),
  records: opened(RECORDS_KEY, 'existing')(join(folder, FIRST_RECORDS.file)),
});

/** Signs the owner in: the application's own session over the stores of this folder, from which it settles what a crash left open. */
export const signIn = (folder: string): OpenSession => {
  const line = new MainLine({ on: () => undefined, postMessage: () => undefined }, () => undefined);
  const session = new OpenSession(entrantOf(folder), line, NO_LIMITS);
  session.setDeadline({ wall: Number.MAX_SAFE_INTEGER, boot: Number.MAX_SAFE_INTEGER });
  return session;
};

/** The owner as somebody who has proven to be themselves. */
export const entrantOf = (folder: string): Entrant => {
  const ledger = openLedger(folder, LEDGER_KEY.export(), 'existing');
  const person = ledger.roll.find({ userId: OWNER });
  if (person === undefined) throw new Error('the owner is not on the roll');
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
    recordsKey: RECORDS_KEY,
    epoch: 1,
    ledger,
    share: known(0),
  };
};
