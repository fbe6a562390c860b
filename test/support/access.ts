import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, bear, type CallFacts, type ChangeAccess, type PhiAccess } from '../../main/gate/access.ts';
import { migrate } from '../../main/store/migrate.ts';
import { RECORDS } from '../../main/store/migrations/records/path.ts';
import { openStore, type Store } from '../../main/store/open.ts';
import { Reader, Writer } from '../../main/store/statements.ts';
import { beginRecords } from '../../main/vault/records-meta.ts';
import { newId } from '../../shared/ids.ts';

/** A real records store in a folder of its own, with a practice begun in it, and calls made the way the gate makes them. */
export interface TestRecords {
  readonly store: Store;
  readonly file: string;
  readonly folder: string;
  readonly key: KeyObject;
  readonly facts: CallFacts;
  /** As the gate: one access, dead afterwards. */
  read<T>(work: (access: PhiAccess) => T, facts?: Partial<CallFacts>): T;
  /** As the gate: BEGIN IMMEDIATE, one access with the next entry number, commit, dead afterwards; a throw rolls back. */
  change<T>(work: (access: ChangeAccess) => T, facts?: Partial<CallFacts>): T;
  close(): void;
}

export const anActor = (role: Actor['role'] = 'owner', name = 'Olivia Owner'): Actor => ({
  userId: newId(),
  name,
  role,
  sessionId: newId(),
});

/** A fresh folder under the system's temporary one; `remove` takes it away. */
export const freshFolder = (): { readonly folder: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

export const freshKey = (): KeyObject => createSecretKey(randomBytes(32));

export const openTestRecords = (cacheMiB = 16): TestRecords => {
  const { folder, remove } = freshFolder();
  const records = recordsIn(folder, freshKey(), 'create', cacheMiB);
  return {
    ...records,
    close() {
      records.close();
      remove();
    },
  };
};

/** The records of a folder that is somebody else's to remove; `existing` opens what another process left there. */
export const recordsIn = (folder: string, key: KeyObject, mode: 'create' | 'existing', cacheMiB = 16): TestRecords => {
  const file = join(folder, 'records.db');
  const store = openStore({ file, key, mode, cacheMiB });
  const reopen = (copy: string) => openStore({ file: copy, key, mode: 'existing', cacheMiB: 4 });
  const facts: CallFacts = {
    actor: anActor(),
    practiceId: newId(),
    workstationId: newId(),
    workstationName: 'front desk 1',
    now: Date.UTC(2031, 4, 12, 15),
    today: '2031-05-12',
  };
  migrate({ store, path: RECORDS, reopen, now: facts.now });
  let entrySeq = 0;
  let now = facts.now;
  const reader = new Reader(store);
  const writer = new Writer(store);
  if (mode === 'create') store.transaction(() => beginRecords(writer, { mrnPrefix: 'A', practiceSecret: randomBytes(32) })).immediate();
  return {
    store,
    file,
    folder,
    key,
    facts,
    read(work, special) {
      const access = bear.read({ ...facts, now, ...special }, reader);
      try {
        return work(access);
      } finally {
        access.die();
      }
    },
    change(work, special) {
      now += 1000;
      entrySeq += 1;
      const access = bear.change({ ...facts, now, ...special }, writer, entrySeq);
      try {
        return store.transaction(() => work(access)).immediate();
      } finally {
        access.die();
      }
    },
    close() {
      store.close();
    },
  };
};
