import type { KeyObject } from 'node:crypto';
import { accessSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import { CIPHER, type Pragma, SETTINGS } from './pragmas.ts';

/** An open store. This file is the only one that imports the driver; everybody else receives this type. */
export type Store = Database.Database;

export interface OpenOptions {
  readonly file: string;
  /** 32 raw bytes. Never a string: the driver gets a buffer that is wiped before this function returns. */
  readonly key: KeyObject;
  /** `create`: the file must not exist yet. `existing`: it must. A store is never made because one could not be found. */
  readonly mode: 'create' | 'existing';
  /** Pages held decrypted, in MiB. SQLCipher's price is the page that is not in this cache. */
  readonly cacheMiB: number;
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a SQLCipher store with a raw 256-bit key and the settings of pragmas.ts, reads each setting back, and reads one page so that a wrong
 * key is known here and not later.
 *
 * Throws Failure: `store-missing`, `already-exists`, `key-changed` (the key does not open the file), `store-damaged`, `store-locked`, `disk-full`, `disk-failing`, `store-read-only` (the
 * file, its journal or its folder may not be written).
 */
export const openStore = (options: OpenOptions): Store => {
  folder = dirname(options.file);
  const there = isThere(options.file);
  if (options.mode === 'existing' && !there) throw new Failure('store-missing');
  if (options.mode === 'create' && there) throw new Failure('already-exists');
  const binding = process.env['ANTEROOM_SQLITE_BINDING'];
  const store = guarded(
    () =>
      new Database(options.file, {
        fileMustExist: options.mode === 'existing',
        timeout: options.busyTimeoutMs ?? 5000,
        ...(binding === undefined || binding === '' ? {} : { nativeBinding: binding }),
      }),
  );
  try {
    for (const pragma of CIPHER) applyPragma(store, pragma);
    unlock(store, options.key);
    guarded(() => store.prepare('SELECT count(*) FROM sqlite_schema').get());
    for (const pragma of SETTINGS) applyPragma(store, pragma);
    const pages = -1024 * options.cacheMiB;
    applyPragma(store, { name: 'cache_size', set: `cache_size = ${pages}`, expect: pages, because: 'holds the hot indexes decrypted' });
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
};

/** A folder that may not be looked into says nothing about what is in it. */
const isThere = (file: string): boolean => {
  try {
    accessSync(file);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return false;
    throw new Failure('store-read-only', { cause });
  }
};

/** The driver takes `raw:` and 32 bytes for a key that needs no derivation; anything else would go through PBKDF2. */
const unlock = (store: Store, key: KeyObject): void => {
  const bytes = key.export();
  const prefixed = Buffer.concat([Buffer.from('raw:'), bytes]);
  try {
    if (bytes.length !== 32) throw new Failure('key-weak');
    store.key(prefixed);
  } finally {
    bytes.fill(0);
    prefixed.fill(0);
  }
};

/** Sets a pragma and reads it back. Failure `store-damaged` when it did not hold. */
export const applyPragma = (store: Store, pragma: Pragma): void => {
  guarded(() => store.pragma(pragma.set));
  if (pragma.expect === null) return;
  const got = store.pragma(pragma.name, { simple: true });
  if (got !== pragma.expect) throw new Failure('store-damaged', { cause: new Error(`pragma ${pragma.name} did not hold`) });
};

/** Runs one act on a store and turns what SQLite says into our own failures; no driver text goes further than this. */
export const guarded = <T>(act: () => T): T => {
  try {
    return act();
  } catch (error) {
    throw failureOf(error);
  }
};

/**
 * The first prefix that fits counts. A store is known to be there before it is opened, so CANTOPEN means that the file or its journal may not be opened or made (sqlite.org/rescode.html);
 * READONLY is a file or folder without the right to write, and never a lack of room. `unwritten` stands for what the disk would not take, which is not the same as a store that came back damaged.
 */
const CODES: readonly (readonly [prefix: string, code: FailureCode | 'unwritten'])[] = [
  ['SQLITE_NOTADB', 'key-changed'],
  ['SQLITE_CORRUPT', 'store-damaged'],
  ['SQLITE_IOERR_WRITE', 'unwritten'],
  ['SQLITE_IOERR_FSYNC', 'unwritten'],
  ['SQLITE_IOERR_DIR_FSYNC', 'unwritten'],
  ['SQLITE_IOERR_TRUNCATE', 'unwritten'],
  ['SQLITE_IOERR_SHMSIZE', 'unwritten'],
  ['SQLITE_IOERR_SHM', 'store-read-only'],
  ['SQLITE_IOERR', 'store-damaged'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_BUSY', 'store-locked'],
  ['SQLITE_LOCKED', 'store-locked'],
  ['SQLITE_CANTOPEN', 'store-read-only'],
  ['SQLITE_READONLY', 'store-read-only'],
];

/** The failure a driver's error stands for; a Failure passes through. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = CODES.find(([prefix]) => code.startsWith(prefix));
  return new Failure(known === undefined ? 'internal' : told(known[1]), { cause: error });
};

/** Where the stores of this process lie; all of them lie together. */
let folder: string | undefined;

/** Less than this is no room: the write-ahead log of one large change may need as much. */
const ROOM_BYTES = 1024 * 1024;

/** SQLite says SQLITE_FULL only where the write itself met the end of the disk; met elsewhere, the disk must be asked. */
const told = (code: FailureCode | 'unwritten'): FailureCode => {
  if (code === 'unwritten') return hasRoom() ? 'disk-failing' : 'disk-full';
  return code === 'store-read-only' && !hasRoom() ? 'disk-full' : code;
};

const hasRoom = (): boolean => {
  if (folder === undefined) return true;
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return true;
  }
};
