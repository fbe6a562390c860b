import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { backUp } from './backup.ts';
import { guarded, type Store } from './open.ts';
import { Reader, Writer } from './statements.ts';

/**
 * One step of a store's schema, in a file of its own. Its SQL is never edited once it has been released: the hash of the text is kept in every
 * store it ran on. `fill` moves what SQL alone can't (derived keys); it runs in the same transaction, after the SQL.
 */
export interface Migration<From extends number = number, To extends number = number> {
  readonly from: From;
  readonly to: To;
  readonly name: string;
  readonly sql: string;
  readonly fill?: (writer: Writer) => void;
}

type Next<N extends number, Counted extends unknown[] = []> = Counted['length'] extends N
  ? [...Counted, unknown]['length'] & number
  : Next<N, [...Counted, unknown]>;

/** Declares a step from one number to the next; anything else does not compile. */
export const migration = <const From extends number>(declared: Migration<From, Next<From>>): Migration<From, Next<From>> => declared;

/** The steps from an empty file to version `To`. A step can only follow the one it starts from, so a gap or a swap does not compile. */
export class MigrationPath<To extends number> {
  readonly steps: readonly Migration[];
  private constructor(steps: readonly Migration[]) {
    this.steps = steps;
  }

  static fromEmpty(): MigrationPath<0> {
    return new MigrationPath<0>([]);
  }

  with<After extends number>(step: Migration<To, After>): MigrationPath<After> {
    return new MigrationPath<After>([...this.steps, step]);
  }
}

export interface MigrateOptions {
  readonly store: Store;
  readonly path: { readonly steps: readonly Migration[] };
  /** Opens a copy of this store with this store's key; used to verify the backups. */
  readonly reopen: (file: string) => Store;
  /** Epoch ms, kept beside each step. */
  readonly now: number;
}

export interface Migrated {
  readonly from: number;
  readonly to: number;
  /** The verified backups made on the way, oldest first; they open with the store's key and are part of a key rotation. */
  readonly backups: readonly string[];
}

/**
 * Brings a store to the end of the path: before each step on a store that holds anything a verified encrypted backup beside it, then the step,
 * its hash and the new `user_version` in one transaction. A kill at any moment leaves the version before or the version after.
 *
 * Failure `store-newer`: the store has steps this program doesn't know. `store-damaged`: a step that ran here isn't the one in the path, or the
 * store's version and its list of steps disagree.
 */
export const migrate = ({ store, path, reopen, now }: MigrateOptions): Migrated => {
  const from = verifyPast(store, path.steps);
  const backups: string[] = [];
  for (const step of path.steps.slice(from)) {
    if (step.from > 0) backups.push(backUp(store, `${store.name}.before-${String(step.to).padStart(4, '0')}`, reopen));
    guarded(() => store.transaction(() => take(store, step, now)).immediate());
  }
  return { from, to: path.steps.length, backups };
};

const LEDGER =
  'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, at INTEGER NOT NULL) STRICT';

const take = (store: Store, step: Migration, now: number): void => {
  if (versionOf(store) !== step.from) throw new Failure('store-locked');
  const writer = new Writer(store);
  store.exec(LEDGER);
  store.exec(step.sql);
  step.fill?.(writer);
  writer.run('INSERT INTO migration (number, name, sha256, at) VALUES (?, ?, ?, ?)', step.to, step.name, digest(step), now);
  store.pragma(`user_version = ${step.to}`);
};

/** The store's version, after proving that the steps it went through are the first ones of this path. */
const verifyPast = (store: Store, steps: readonly Migration[]): number => {
  const version = versionOf(store);
  if (version > steps.length) throw new Failure('store-newer');
  const reader = new Reader(store);
  const listed = reader.get(z.unknown(), "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'") !== undefined;
  const taken = listed ? reader.all(takenRow, 'SELECT number, name, sha256 FROM migration ORDER BY number') : [];
  if (taken.length !== version || taken.some((row, index) => row.number !== index + 1)) throw new Failure('store-damaged');
  for (const [index, row] of taken.entries()) {
    const step = steps[index];
    if (step === undefined || step.name !== row.name || digest(step) !== row.sha256) throw new Failure('store-damaged');
  }
  return version;
};

const takenRow = z.strictObject({ number: z.int(), name: z.string(), sha256: z.string() });

const versionOf = (store: Store): number => guarded(() => z.int().parse(store.pragma('user_version', { simple: true })));

const digest = (step: Migration): string => createHash('sha256').update(step.sql, 'utf8').digest('hex');
