import { createSecretKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { immediately } from '../audit/ledger-database.ts';
import { RollBook } from '../ledger/roll.ts';
import { guarded, openStore, type Store } from '../store/open.ts';
import { Writer } from '../store/statements.ts';
import { LEDGER_FILE } from '../workstation/card.ts';

/** The ledger needs little room: the roll and the end of the log. */
const LEDGER_CACHE_MIB = 8;

/** A connection to ledger.db with the staff roll on it. Main has one of its own; the two take turns by BEGIN IMMEDIATE. */
export interface LedgerSide {
  readonly store: Store;
  readonly key: KeyObject;
  readonly roll: RollBook;
  /** All of it or nothing. */
  readonly within: <T>(work: () => T) => T;
}

/** Opens the ledger of a folder. `key` is wiped. */
export const openLedger = (folder: string, key: Uint8Array, mode: 'create' | 'existing'): LedgerSide => {
  const secret: KeyObject = createSecretKey(key);
  key.fill(0);
  const store = openStore({ file: join(folder, LEDGER_FILE), key: secret, mode, cacheMiB: LEDGER_CACHE_MIB });
  return ledgerSide(store, secret);
};

export const ledgerSide = (store: Store, key: KeyObject): LedgerSide => ({
  store,
  key,
  roll: new RollBook(new Writer(store)),
  within: (work) => guarded(() => immediately(store, work)),
});
