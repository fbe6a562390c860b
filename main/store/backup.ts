import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { checkStore } from './check.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import { guarded, type Store } from './open.ts';
import { Reader } from './statements.ts';

/**
 * Copies a store into `file` under the same key and proves the copy: it opens, every page is whole, and every table has as many rows as the
 * store. The file gets its name only when all that is true and it is on the disk; a leftover of a kill is written anew. Answers `file`.
 *
 * `VACUUM INTO` is the one way that keeps the encryption: the driver's backup call fails on a keyed store and its serialize answers in clear.
 * Failure `disk-full`, `store-damaged`.
 */
export const backUp = (store: Store, file: string, reopen: (file: string) => Store): string => {
  const unproven = `${file}.unproven`;
  discardStore(unproven);
  try {
    guarded(() => store.prepare('VACUUM INTO ?').run(unproven));
    prove(store, unproven, reopen);
    renameStore(unproven, file);
    syncFolder(dirname(file));
    return file;
  } finally {
    discardStore(unproven);
  }
};

const prove = (store: Store, file: string, reopen: (file: string) => Store): void => {
  const copy = reopen(file);
  try {
    checkStore(copy, 'full');
    const want = rowCounts(store);
    const got = rowCounts(copy);
    if (want.size !== got.size || [...want].some(([table, rows]) => got.get(table) !== rows)) throw new Failure('store-damaged');
    if (schemaVersion(store) !== schemaVersion(copy)) throw new Failure('store-damaged');
  } finally {
    copy.close();
  }
};

/** Rows by table. The names come from the schema itself. */
export const rowCounts = (store: Store): ReadonlyMap<string, number> => {
  const reader = new Reader(store);
  const tables = reader.all(named, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return new Map(
    tables.map(({ name }) => [name, reader.one(counted, `SELECT count(*) AS rows FROM "${name.replaceAll('"', '""')}"`).rows]),
  );
};
const named = z.strictObject({ name: z.string() });
const counted = z.strictObject({ rows: z.int() });

export const schemaVersion = (store: Store): unknown => store.pragma('user_version', { simple: true });

/** The copy's own journal files go with it: closing the copy has emptied them. */
export const discardStore = (file: string): void => {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
};

/** Gives a closed store its name once its bytes are on the disk. */
export const renameStore = (from: string, to: string): void => {
  syncFile(from);
  renameSync(from, to);
};
