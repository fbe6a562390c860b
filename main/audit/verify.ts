import type { AuditFinding } from '../../shared/audit-findings.ts';
import { Failure } from '../../shared/failure.ts';
import { chainFieldsOf, type EntryRow, type Surroundings } from './entry-check.ts';
import { type HeadRow, headOf, type SessionRow } from './head-check.ts';
import { blob, columns, integer, type LedgerDatabase, type LedgerStatement } from './ledger-database.ts';
import { type Checkpoint, type LogAbout, LogCheck } from './log-check.ts';

export interface VerifyReport {
  readonly intact: boolean;
  /** What is wrong first; null when intact. */
  readonly finding: AuditFinding | null;
  /** Worth a look, but no tampering: moved clocks, tails closed by the device, a short tail not signed yet. At most 100. */
  readonly notes: readonly AuditFinding[];
  readonly entries: number;
  /** Root over all entries checked, hex. */
  readonly root: string;
  /** Hand it to the next check to go on from here; null when no head was reached. */
  readonly checkpoint: Checkpoint | null;
}

export interface VerifyProgress {
  readonly checked: number;
  readonly total: number;
  /** The last sound head so far. */
  readonly checkpoint: Checkpoint | null;
}

const PAGE = 5_000;
const BEFORE_ALL = Number.MIN_SAFE_INTEGER;

/**
 * Checks the log in the ledger: chain, tree and heads; with `from`, only what came after. It yields after each page of `size` entries, so that
 * the caller can show progress, pause or stop between two pages; it names the first trouble and ends there.
 */
export function* verifyLedger(
  db: LedgerDatabase,
  about: LogAbout,
  from?: Checkpoint,
  size = PAGE,
): Generator<VerifyProgress, VerifyReport> {
  const check = new LogCheck(about, sessionRows(db), from);
  try {
    yield* walk(db, check, size, from);
  } catch (error) {
    if (error instanceof Failure && error.code === 'internal') throw error;
    // The driver's own complaint (a page that fails its HMAC, a broken B-tree) is a finding like any other.
    check.damaged();
  }
  return {
    intact: check.trouble === undefined,
    finding: check.trouble ?? null,
    notes: check.notes,
    entries: check.size,
    root: check.root,
    checkpoint: check.checkpoint ?? null,
  };
}

/** `verifyLedger` in one go, for a thread that may be busy that long. */
export const verifyAtOnce = (db: LedgerDatabase, about: LogAbout, from?: Checkpoint): VerifyReport => {
  const run = verifyLedger(db, about, from);
  let step = run.next();
  while (!step.done) step = run.next();
  return step.value;
};

function* walk(db: LedgerDatabase, check: LogCheck, size: number, from?: Checkpoint): Generator<VerifyProgress, void> {
  const start = from?.size ?? BEFORE_ALL;
  const rows = db.prepare('SELECT seq, bytes, leaf FROM audit_entry WHERE seq >= ? ORDER BY seq LIMIT ?').raw();
  const [count, newest] = columns(
    db.prepare('SELECT (SELECT coalesce(max(seq) + 1, 0) FROM audit_entry), (SELECT coalesce(max(size), 0) FROM audit_head)').raw().get(),
  );
  const total = integer(count);
  const heads = headRows(db, from?.size ?? BEFORE_ALL - 1);
  let head = heads.next();
  for (let next = start; ; ) {
    const page = rows.all(next, size).map(entryRow);
    for (const row of page) {
      if (row.seq >= total) break;
      if (!check.entry(row, surroundings(db, row.seq))) return;
      while (!head.done && head.value.size <= check.size) {
        if (!check.head(head.value, surroundings(db, row.seq))) return;
        head = heads.next();
      }
    }
    const last = page.at(-1);
    if (last === undefined || last.seq + 1 >= total) break;
    next = last.seq + 1;
    yield { checked: check.size, total, checkpoint: check.checkpoint ?? null };
  }
  check.end(integer(newest), false);
}

const entryRow = (row: unknown): EntryRow & { seq: number } => {
  const [seq, bytes, leaf] = columns(row);
  return { seq: integer(seq), bytes: blob(bytes), leaf: blob(leaf) };
};

/** Heads in order of size, a page at a time, since no statement may stay open while another connection appends for long. */
function* headRows(db: LedgerDatabase, after: number): Generator<HeadRow & { size: number }, void> {
  const page = db
    .prepare('SELECT size, bytes, device_signature, session_signature FROM audit_head WHERE size > ? ORDER BY size LIMIT 500')
    .raw();
  for (let at = after; ; ) {
    const rows = page.all(at);
    for (const row of rows) {
      const [size, bytes, device, session] = columns(row);
      at = integer(size);
      yield {
        size: at,
        bytes: blob(bytes),
        deviceSignature: blob(device),
        sessionSignature: session === null ? null : blob(session),
      };
    }
    if (rows.length === 0) return;
  }
}

const sessionRows = (db: LedgerDatabase): SessionRow[] =>
  db
    .prepare('SELECT certificate, user_signature FROM audit_session ORDER BY id')
    .raw()
    .all()
    .map((row) => {
      const [certificate, signature] = columns(row);
      return { certificate: blob(certificate), userSignature: blob(signature) };
    });

/** Looks around the row stored under `seq`. */
const surroundings = (db: LedgerDatabase, seq: number): Surroundings => {
  const after = (): LedgerStatement => db.prepare('SELECT seq, bytes, leaf FROM audit_entry WHERE seq > ? ORDER BY seq LIMIT ?').raw();
  return {
    leafOf: (other) => {
      const row = db.prepare('SELECT leaf FROM audit_entry WHERE seq = ?').raw().get(other);
      return row === undefined ? undefined : blob(columns(row)[0]);
    },
    stretch: (from) => {
      const head = headRows(db, from).next();
      const said = head.done ? undefined : headOf(head.value.bytes);
      const rows = db.prepare('SELECT seq, bytes, leaf FROM audit_entry WHERE seq BETWEEN ? AND ? ORDER BY seq').raw();
      return { rows: rows.all(from, said?.size ?? from + PAGE).map(entryRow), head: said };
    },
    standsLater: (number) => {
      const page = after();
      let at = seq;
      for (let rows = page.all(at, PAGE); rows.length > 0; rows = page.all(at, PAGE)) {
        for (const row of rows.map(entryRow)) {
          if (chainFieldsOf(row.bytes)?.seq === number) return true;
          at = row.seq;
        }
      }
      return false;
    },
  };
};
