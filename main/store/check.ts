import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { guarded, type Store } from './open.ts';

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

/** What is read through in well under a tenth of a second on a slow disk, and so at every opening. */
const AT_OPENING_BYTES = 8 * 1024 * 1024;

/**
 * The check at opening: a store small enough is read through before anything is shown from it. A larger one would hold up the sign-in; there each page is checked by its HMAC when it is
 * read, so damage is a failure of that call and never wrong data.
 *
 * Failure `store-damaged`.
 */
export const checkAtOpening = (store: Store): void => {
  const pages = z.int().parse(guarded(() => store.pragma('page_count', { simple: true })));
  const bytes = pages * z.int().parse(store.pragma('page_size', { simple: true }));
  if (bytes <= AT_OPENING_BYTES) checkStore(store, 'quick');
};
