import type { KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { Failure } from '../../shared/failure.ts';
import { checkStore } from './check.ts';
import { guarded, openStore } from './open.ts';

/** The cache of a store that is only copied and checked. */
const CACHE_MIB = 32;

/**
 * Gives a COPY of a store another key and proves that it then opens with the new one and is whole. Never for a file in use: killed half way, a rekeyed file may open with neither key
 * (9 of 49 kills, measured in rollback-journal mode), and in WAL mode one can't tell which. A copy that fails is thrown away and made again.
 */
export const rekeyCopy = (file: string, from: KeyObject, to: KeyObject): void => {
  const copy = openStore({ file, key: from, mode: 'existing', cacheMiB: CACHE_MIB });
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
  const proven = openStore({ file, key: to, mode: 'existing', cacheMiB: CACHE_MIB });
  try {
    checkStore(proven, 'full');
    proven.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    proven.close();
  }
  const handle = openSync(file, 'r');
  fsyncSync(handle);
  closeSync(handle);
};
