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
