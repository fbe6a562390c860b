import type Database from 'better-sqlite3-multiple-ciphers';
import type * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { guarded, type Store } from './open.ts';

export type SqlValue = string | number | bigint | Buffer | Uint8Array | null;
type Prepared = Database.Statement<SqlValue[]>;

/**
 * Reads from a store. A Reader can't write: a statement that would is refused when it is prepared. Statements are prepared once and kept.
 * Rows are parsed by the schema given, so that what leaves a store has a shape somebody wrote down.
 */
export class Reader {
  readonly #store: Store;
  readonly #prepared = new Map<string, Prepared>();
  constructor(store: Store) {
    this.#store = store;
  }

  all<S extends z.ZodType>(row: S, sql: string, ...values: SqlValue[]): z.output<S>[] {
    return guarded(() => this.prepare(sql).all(...values)).map((found) => row.parse(found));
  }

  get<S extends z.ZodType>(row: S, sql: string, ...values: SqlValue[]): z.output<S> | undefined {
    const found = guarded(() => this.prepare(sql).get(...values));
    return found === undefined ? undefined : row.parse(found);
  }

  /** As `get`, for what must be there. Throws Failure `not-found`. */
  one<S extends z.ZodType>(row: S, sql: string, ...values: SqlValue[]): z.output<S> {
    const found = this.get(row, sql, ...values);
    if (found === undefined) throw new Failure('not-found');
    return found;
  }

  protected prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const made = this.#store.prepare<SqlValue[]>(sql);
    if (!made.readonly && !this.mayWrite()) throw new Failure('not-permitted');
    this.#prepared.set(sql, made);
    return made;
  }

  protected mayWrite(): boolean {
    return false;
  }
}

/** Reads and writes. Only a change operation is handed one, inside the transaction the gate has opened. */
export class Writer extends Reader {
  run(sql: string, ...values: SqlValue[]): { changes: number; lastInsertRowid: number | bigint } {
    return guarded(() => this.prepare(sql).run(...values));
  }

  protected override mayWrite(): boolean {
    return true;
  }
}
