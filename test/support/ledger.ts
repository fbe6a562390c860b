import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { HeadSigner } from '../../main/audit/head.ts';
import { AuditLog } from '../../main/audit/log.ts';
import type { LogAbout } from '../../main/audit/log-check.ts';
import { type AuditSession, beginSession, rawPublicKey } from '../../main/audit/session-key.ts';
import type { LedgerOpening } from '../../main/ledger/desk.ts';
import { readClocks } from '../../main/session/clocks.ts';
import { migrate } from '../../main/store/migrate.ts';
import { LEDGER_PATH } from '../../main/store/migrations/ledger/path.ts';
import { openStore, type Store } from '../../main/store/open.ts';
import { type LedgerSide, ledgerSide } from '../../main/vault/ledger-side.ts';
import { LEDGER_FILE } from '../../main/workstation/card.ts';
import type { EntryDraft } from '../../shared/entry.ts';
import { newId } from '../../shared/ids.ts';
import { freshFolder, freshKey } from './access.ts';

/** A real ledger.db of a practice with two people, and connections to it as main and the vault have them. */
export interface TestLedger {
  readonly opening: LedgerOpening;
  readonly about: LogAbout;
  readonly people: readonly { readonly id: string; readonly key: KeyObject }[];
  /** Another connection. */
  connect(): VaultSide;
  remove(): void;
}

export interface VaultSide {
  readonly ledger: LedgerSide;
  readonly store: Store;
  readonly log: AuditLog;
  readonly signer: HeadSigner;
  /** Opens a session for a person; answers with what their entries say. */
  signIn(person: number): { readonly user: string; readonly session: string; readonly certificate: AuditSession['certificate'] };
  /** As a kill leaves it: nothing more is signed. */
  drop(): void;
}

export const said = (who: { readonly user: string; readonly session: string } | null, change: Partial<EntryDraft> = {}): EntryDraft => ({
  user: who?.user ?? null,
  session: who?.session ?? null,
  operation: 'test',
  action: who === null ? 'store.check' : 'patient.read',
  patients: [],
  object: null,
  purpose: null,
  reason: null,
  detail: null,
  outcome: 'allowed',
  rows: 0,
  ...change,
});

/** `clock` is what the vault's side reads; main's desk reads the machine's own. */
export const newTestLedger = (clock: () => { wall: number; boot: number } = readClocks()): TestLedger => {
  const { folder, remove } = freshFolder();
  const [key, practice, workstation] = [freshKey(), newId(), newId()];
  const deviceKey = generateKeyPairSync('ed25519').privateKey;
  const people = [newId(), newId()].map((id) => ({ id, key: generateKeyPairSync('ed25519').privateKey }));
  const file = join(folder, LEDGER_FILE);
  const open = (name: string): Store => openStore({ file: name, key, mode: 'existing', cacheMiB: 4 });
  const made = openStore({ file, key, mode: 'create', cacheMiB: 4 });
  migrate({ store: made, path: LEDGER_PATH, reopen: open, now: 0 });
  const { roll } = ledgerSide(made, key);
  roll.set('practice', { id: practice, name: 'Juniper Family Clinic', synthetic: true, foundedAt: 0 });
  roll.set('workstation', { id: workstation, name: 'Front desk 1' });
  const none = new Uint8Array(32);
  for (const [index, { id, key: own }] of people.entries()) {
    roll.add({ userId: id, signInName: `p${index}`, name: `Person ${index}`, role: 'front-desk', state: 'active', endsOn: null, now: 0 });
    const signingPublic = rawPublicKey(own);
    roll.setSlot({ userId: id, exchangePublic: none, signingPublic, bundle: none, bundleVersion: 1, box: none, boxEpoch: 1, now: 0 });
  }
  made.close();
  const users = new Map(people.map(({ id, key: own }) => [id, [createPublicKey(own)]]));
  const about: LogAbout = { practice, workstation, keys: { device: createPublicKey(deviceKey), users }, signatures: true };
  return {
    about,
    people,
    opening: {
      folder,
      key,
      deviceKey,
      practiceId: practice,
      workstationId: workstation,
      appVersion: '0.1.0',
      policyHash: 'a'.repeat(64),
    },
    connect: () => {
      const ledger = ledgerSide(open(file), key);
      const time = () => ({ wall: clock().wall, boot: clock().boot, server: null });
      const log = new AuditLog(ledger.store, { practice, workstation, appVersion: '0.1.0', policy: () => 'a'.repeat(64), clock: time });
      const signer = new HeadSigner(ledger.store, { practice, workstation, deviceKey, now: () => clock().wall });
      return {
        ledger,
        store: ledger.store,
        log,
        signer,
        signIn: (person) => {
          const { id, key: own } = people[person] ?? { id: '', key: deviceKey };
          const now = clock().wall;
          const session = beginSession(own, {
            practice,
            workstation,
            user: id,
            session: newId(),
            notBefore: now,
            notAfter: now + 3_600_000,
          });
          signer.open(session);
          return { user: id, session: session.certificate.session, certificate: session.certificate };
        },
        drop: () => ledger.store.close(),
      };
    },
    remove,
  };
};
