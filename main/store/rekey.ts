import type { KeyObject } from 'node:crypto';
import { dirname } from 'node:path';
import { Failure } from '../../shared/failure.ts';
import { discardStore, renameStore, rowCounts, schemaVersion } from './backup.ts';
import { checkStore } from './check.ts';
import { syncFolder } from './durable-file.ts';
import { guarded, openStore, type Store } from './open.ts';

/** Copying and rekeying pass over each page once; the proof looks up each row of each index, and decrypts again what is not in its cache. */
const COPY_CACHE_MIB = 32;
const PROOF_CACHE_MIB = 256;

/** What is about to be done to the copy. */
export type CopyStep = 'copying' | 'rekeying' | 'proving';

export interface CopyUnderNewKey {
  readonly file: string;
  readonly key: KeyObject;
  readonly copy: string;
  readonly newKey: KeyObject;
}

/**
 * Copies a store into `copy` under another key, step by step, and says before each step which it is. The copy gets its name only when it opens with the new key, every page, tree and index
 * of it is whole, every table has as many rows as the store, and all of it is on the disk. Left early, or with a failure, it leaves nothing.
 *
 * The copy gets its new key before it has a name, never a file in use: killed half way, a rekeyed file may open with neither key (9 of 49 kills, measured in rollback-journal mode).
 * Failure `disk-full`, `store-damaged`, `store-read-only`.
 */
export function* copyUnderNewKey({ file, key, copy, newKey }: CopyUnderNewKey): Generator<CopyStep, void, undefined> {
  const unproven = `${copy}.unproven`;
  discardStore(unproven);
  const open = (at: string, under: KeyObject, cacheMiB = COPY_CACHE_MIB): Store =>
    openStore({ file: at, key: under, mode: 'existing', cacheMiB });
  try {
    const store = open(file, key);
    const { rows, version } = yield* copied(store, unproven);
    yield 'rekeying';
    giveKey(open(unproven, key), newKey);
    yield 'proving';
    const proven = open(unproven, newKey, PROOF_CACHE_MIB);
    try {
      checkStore(proven, 'full');
      const got = rowCounts(proven);
      if (rows.size !== got.size || [...rows].some(([table, count]) => got.get(table) !== count)) throw new Failure('store-damaged');
      if (schemaVersion(proven) !== version) throw new Failure('store-damaged');
      proven.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      proven.close();
    }
    renameStore(unproven, copy);
    syncFolder(dirname(copy));
  } finally {
    discardStore(unproven);
  }
}

/** Nobody may write to the store while it is copied; a copy that missed a row is seen by the counts. */
function* copied(store: Store, into: string): Generator<CopyStep, { rows: ReadonlyMap<string, number>; version: unknown }, undefined> {
  try {
    yield 'copying';
    guarded(() => store.prepare('VACUUM INTO ?').run(into));
    return { rows: rowCounts(store), version: schemaVersion(store) };
  } finally {
    store.close();
  }
}

/** Gives a copy that nobody uses another key, and closes it. */
export const giveKey = (copy: Store, to: KeyObject): void => {
  const bytes = to.export();
  const prefixed = Buffer.concat([Buffer.from('raw:'), bytes]);
  try {
    if (bytes.length !== 32) throw new Failure('key-weak');
    guarded(() => copy.pragma('journal_mode = DELETE'));
    guarded(() => copy.rekey(prefixed));
  } finally {
    bytes.fill(0);
    prefixed.fill(0);
    copy.close();
  }
};
