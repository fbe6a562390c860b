import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { openStore, type Store } from '../../main/store/open.ts';
import { SETTINGS } from '../../main/store/pragmas.ts';
import { applySchema } from '../support/patient-store.ts';

export const CACHE_MIB = 256;

/** The same tables, indexes and settings without a cipher: what the figures are compared with. */
export const openPlain = (file: string, cacheMiB = CACHE_MIB): Store => {
  const store = new Database(file);
  for (const pragma of SETTINGS) store.pragma(pragma.set);
  store.pragma(`cache_size = ${-1024 * cacheMiB}`);
  return store;
};

/** A new encrypted store and its plain twin, both empty, in a folder. */
export const newTwins = (
  folder: string,
  name: string,
): { readonly key: Buffer; readonly files: readonly [string, string]; readonly sealed: Store; readonly plain: Store } => {
  const key = randomBytes(32);
  const files = [join(folder, `${name}.db`), join(folder, `${name}-plain.db`)] as const;
  const sealed = openStore({ file: files[0], key: createSecretKey(key), mode: 'create', cacheMiB: CACHE_MIB });
  const plain = openPlain(files[1]);
  applySchema(sealed);
  applySchema(plain);
  return { key, files, sealed, plain };
};
