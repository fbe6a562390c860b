import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { guarded, openStore, type Store } from './open.ts';
import { Reader } from './statements.ts';

/**
 * Reads every page of a store: each page's HMAC, each tree, each index against its table (`full`) or all but the indexes (`quick`).
 * `cipher_integrity_check` is no alternative: this driver takes it and does nothing. A stale page that is whole in itself passes the HMAC;
 * only what the trees or the signed heads of the audit log say can tell on it.
 *
 * Failure `store-damaged`.
 */
export const checkStore = (store: Store, how: 'full' | 'quick'): void => {
  const answer = guarded(() => store.pragma(how === 'full' ? 'integrity_check(1)' : 'quick_check(1)', { simple: true }));
  if (answer !== 'ok') throw new Failure('store-damaged');
  if (how === 'full' && z.array(z.unknown()).parse(guarded(() => store.pragma('foreign_key_check'))).length > 0) {
    throw new Failure('store-damaged');
  }
};

/** The cache of a store that is only read through. */
const READING_CACHE_MIB = 8;

/**
 * Reads a store through one table with its indexes at a time, over a connection of its own that can't write, and yields after each, so that no reading transaction of it holds up the tidying of
 * the journal for long. What no table uses is not read: there is nothing in it.
 *
 * Failure `store-damaged` and what opening says.
 */
export function* checkInSlices(file: string, key: KeyObject): Generator<string, void, undefined> {
  const store = openStore({ file, key, mode: 'existing', cacheMiB: READING_CACHE_MIB });
  try {
    store.pragma('query_only = ON');
    const tables = new Reader(store).all(named, "SELECT name FROM sqlite_schema WHERE type = 'table' UNION ALL SELECT 'sqlite_schema'");
    for (const { name } of tables) {
      const answer = guarded(() => store.pragma(`quick_check("${name.replaceAll('"', '""')}")`, { simple: true }));
      if (answer !== 'ok') throw new Failure('store-damaged');
      yield name;
    }
  } finally {
    store.close();
  }
}
const named = z.strictObject({ name: z.string() });

/** What is read through in well under a tenth of a second on a slow disk, and so at every opening. */
const AT_OPENING_BYTES = 8 * 1024 * 1024;

/** Whether a store is too large to be read through before somebody is let in. */
export const isLarge = (store: Store): boolean => {
  const pages = z.int().parse(guarded(() => store.pragma('page_count', { simple: true })));
  return pages * z.int().parse(store.pragma('page_size', { simple: true })) > AT_OPENING_BYTES;
};

/**
 * The check at opening: a store small enough is read through before anything is shown from it. A larger one would hold up the sign-in; there each page is checked by its HMAC when it is
 * read, so damage is a failure of that call and never wrong data, and the whole is read through in the background once somebody is in.
 *
 * Failure `store-damaged`.
 */
export const checkAtOpening = (store: Store): void => {
  if (!isLarge(store)) checkStore(store, 'quick');
};
