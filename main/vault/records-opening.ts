import { type KeyObject, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { checkAtOpening } from '../store/check.ts';
import { migrate } from '../store/migrate.ts';
import { RECORDS } from '../store/migrations/records/path.ts';
import { openStore, type Store } from '../store/open.ts';
import { Writer } from '../store/statements.ts';
import { ensureIndexes } from './patients/search-index.ts';
import { type CurrentRecords, sweepOldRecords } from './records-file.ts';
import { beginRecords } from './records-meta.ts';

/** Holds name, pair, birth date and phone indexes of a million patients decrypted; measured at about 150 MB. */
const RECORDS_CACHE_MIB = 256;

/**
 * Opens the records of this workstation: checked, brought to this version's schema, begun if they never were; and sweeps away what this store has replaced, which nobody does before it has been
 * opened. Failure `store-missing` where the ledger names a file that is not there: nothing is made or removed then. `onLeft` hears how many old files could not be removed.
 */
export const openRecords = (folder: string, now: CurrentRecords, key: KeyObject, onLeft?: (count: number) => void): Store => {
  const open = (path: string): Store => openStore({ file: path, key, mode: 'existing', cacheMiB: RECORDS_CACHE_MIB });
  const store = open(join(folder, now.file));
  try {
    checkAtOpening(store);
    migrate({ store, path: RECORDS, reopen: open, now: Date.now() });
    const writer = new Writer(store);
    // A first load that was killed between dropping and making the search indexes is made whole here.
    store.transaction(() => ensureIndexes(writer)).immediate();
    const begun = store.prepare("SELECT 1 FROM records_meta WHERE name = 'practice-secret'").get() !== undefined;
    if (!begun) store.transaction(() => beginRecords(writer, { mrnPrefix: 'A', practiceSecret: randomBytes(32) })).immediate();
    const left = sweepOldRecords(folder, now);
    if (left > 0) onLeft?.(left);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
};
