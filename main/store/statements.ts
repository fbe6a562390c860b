import type Database from 'better-sqlite3-multiple-ciphers';
import type * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { guarded, type Store } from './open.ts';

export type SqlValue = string | number | bigint | Buffer | Uint8Array | null;
type Prepared = Database.Statement<SqlValue[]>;

/**
 * The end of a statement whose LIMIT is given at each call. SQLite plans a statement anew whenever a bare `LIMIT ?` is given a value, which costs three times
 * the search for twenty rows; a sum it does not look into.
 */
export const LIMITED = 'LIMIT ? + 0';

/**
 * Reads from a store. A Reader can't write: a statement that would is refused when it is prepared. Statements are prepared once and kept.
 * Rows are parsed by the schema given, so that what leaves a store has a shape somebody wrote down.
 */
export class Reader {
  #store: Store | null;
  readonly #prepared: Map<string, Prepared>;
  constructor(store: Store, prepared: Map<string, Prepared> = new Map()) {
    this.#store = store;
    this.#prepared = prepared;
  }

  /** The same reader for one call: it shares the prepared statements, and whoever keeps it after `die` holds nothing. */
  lend(): Reader {
    return new Reader(this.live, this.#prepared);
  }

  die(): void {
    this.#store = null;
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

  /** Throws Failure `locked` when the call it was lent for is over. */
  protected get live(): Store {
    if (this.#store === null) throw new Failure('locked');
    return this.#store;
  }

  protected get prepared(): Map<string, Prepared> {
    return this.#prepared;
  }

  protected prepare(sql: string): Prepared {
    const store = this.live;
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const made = store.prepare<SqlValue[]>(sql);
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
  override lend(): Writer {
    return new Writer(this.live, this.prepared);
  }

  run(sql: string, ...values: SqlValue[]): { changes: number; lastInsertRowid: number | bigint } {
    return guarded(() => this.prepare(sql).run(...values));
  }

  protected override mayWrite(): boolean {
    return true;
  }
}
