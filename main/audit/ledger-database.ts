import { Failure } from '../../shared/failure.ts';

/** What the log needs of an opened SQLite connection; `store/open.ts` opens one, and a connection is used by one thread only. */
export interface LedgerDatabase {
  readonly inTransaction: boolean;
  prepare(sql: string): LedgerStatement;
  exec(sql: string): unknown;
}

export interface LedgerStatement {
  run(...parameters: unknown[]): unknown;
  get(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown[];
  raw(on?: boolean): LedgerStatement;
}

/** One row as the driver gives it in raw mode. Throws `store-damaged` for anything else. */
export const columns = (row: unknown): readonly unknown[] => {
  if (!Array.isArray(row)) throw new Failure('store-damaged');
  return row;
};

export const blob = (value: unknown): Uint8Array => {
  if (!(value instanceof Uint8Array)) throw new Failure('store-damaged');
  return value;
};

export const integer = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Failure('store-damaged');
  return value;
};

/** Longer than any transaction on the ledger; who has not had a turn by then is told so. */
const PATIENCE_MS = 5000;

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';

/**
 * BEGIN IMMEDIATE as soon as the other writer is done. SQLite's own waiting sleeps 1, 2, 5, 10 ms and longer between two looks, and whoever misses the end of a commit by a moment sleeps
 * it out; told to wait 1 ms at a time it looks every millisecond.
 */
const takeTurn = (db: LedgerDatabase): void => {
  const patientUntil = performance.now() + PATIENCE_MS;
  db.exec('PRAGMA busy_timeout = 1');
  try {
    for (;;) {
      try {
        db.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > patientUntil) throw error;
      }
    }
  } finally {
    db.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
  }
};

/** Runs `work` in BEGIN IMMEDIATE, so that what it reads is what it appends to, whoever else writes. */
export const immediately = <T>(db: LedgerDatabase, work: () => T): T => {
  if (db.inTransaction) throw new Failure('internal');
  takeTurn(db);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
};
