import { decodeEntry, encodeEntry } from '../../shared/audit-bytes.ts';
import { toHex } from '../../shared/audit-fields.ts';
import type { AuditEntry, EntryDraft, EntryTime } from '../../shared/entry.ts';
import { Failure } from '../../shared/failure.ts';
import { leafHash, ZERO_HASH } from './digest.ts';
import { blob, columns, immediately, integer, type LedgerDatabase, type LedgerStatement } from './ledger-database.ts';

/** Entries written in one transaction at most, so that no other writer waits long and no head is overdue. */
export const GROUP_LIMIT = 64;

/**
 * Entries that may stand unsigned at most. Where nobody signs, the log stops, and with it every answer; so the tail a kill leaves behind is
 * short, and a longer one closed by the device alone is a forgery.
 */
export const TAIL_LIMIT = 256;

export interface AuditContext {
  readonly practice: string;
  readonly workstation: string;
  readonly appVersion: string;
  /** Hash of the policy in force, hex. */
  readonly policy: () => string;
  readonly clock: () => EntryTime;
}

/** What an append gives back. `id` is the leaf hash in hex: the entry's name anywhere outside the ledger. */
export interface Appended {
  readonly seq: number;
  readonly leaf: Uint8Array;
  readonly id: string;
}

export interface StoredEntry {
  readonly entry: AuditEntry;
  readonly id: string;
}

/**
 * The audit log of one workstation, over one connection to `ledger.db`. Any number of connections may append: each entry takes its number and
 * its link from the newest entry inside its own BEGIN IMMEDIATE. When `append` returns, the entry is durable (synchronous=FULL), and only then
 * may the answer go out. It has no way to change or remove an entry.
 */
export class AuditLog {
  readonly #db: LedgerDatabase;
  readonly #context: AuditContext;
  readonly #newest: LedgerStatement;
  readonly #insert: LedgerStatement;
  readonly #sealed: LedgerStatement;
  readonly #page: LedgerStatement;
  #sealedSize = 0;

  constructor(db: LedgerDatabase, context: AuditContext) {
    this.#db = db;
    this.#context = context;
    this.#newest = db.prepare('SELECT seq, leaf FROM audit_entry ORDER BY seq DESC LIMIT 1').raw();
    this.#insert = db.prepare('INSERT INTO audit_entry (seq, bytes, leaf) VALUES (?, ?, ?)');
    this.#sealed = db.prepare('SELECT coalesce(max(size), 0) FROM audit_head').raw();
    this.#page = db.prepare('SELECT bytes, leaf FROM audit_entry WHERE seq >= ? AND seq < ? ORDER BY seq').raw();
  }

  /** Durable when it returns. Throws `audit-unavailable` when it is not written; then nothing may be shown or changed. */
  append(draft: EntryDraft): Appended {
    const [appended] = this.appendMany([draft]);
    if (appended === undefined) throw new Failure('audit-unavailable');
    return appended;
  }

  /** A group in one transaction, with whatever `beside` writes: all of it or nothing. At most `GROUP_LIMIT` drafts. */
  appendMany(drafts: readonly EntryDraft[], beside: (made: readonly Appended[]) => void = () => undefined): Appended[] {
    if (drafts.length > GROUP_LIMIT) throw new Failure('too-large');
    return this.#orUnavailable(() =>
      immediately(this.#db, () => {
        const made = this.#write(drafts);
        beside(made);
        return made;
      }),
    );
  }

  /** Inside a transaction of the caller on the same connection, begun IMMEDIATE; durable when that commits. */
  appendWithin(draft: EntryDraft): Appended {
    if (!this.#db.inTransaction) throw new Failure('internal');
    const [appended] = this.#orUnavailable(() => this.#write([draft]));
    if (appended === undefined) throw new Failure('audit-unavailable');
    return appended;
  }

  /** Entries in the log. */
  get size(): number {
    const newest = this.#newest.get();
    return newest === undefined ? 0 : integer(columns(newest)[0]) + 1;
  }

  /** Entries `from` up to, not including, `to`, decoded. Throws `store-damaged` for bytes that are no entry. */
  read(from: number, to: number): StoredEntry[] {
    return this.#page.all(from, to).map((row) => {
      const [bytes, leaf] = columns(row);
      try {
        return { entry: decodeEntry(blob(bytes)), id: toHex(blob(leaf)) };
      } catch (cause) {
        throw new Failure('store-damaged', { cause });
      }
    });
  }

  /** Pages of at most `rows` entries from `from` to the end as it was at the start. */
  *pages(from = 0, rows = 5_000): Generator<StoredEntry[]> {
    const end = this.size;
    for (let at = from; at < end; at += rows) yield this.read(at, Math.min(at + rows, end));
  }

  #write(drafts: readonly EntryDraft[]): Appended[] {
    const newest = this.#newest.get();
    let [seq, previous]: [number, Uint8Array] = [0, ZERO_HASH];
    if (newest !== undefined) {
      const [newestSeq, leaf] = columns(newest);
      [seq, previous] = [integer(newestSeq) + 1, blob(leaf)];
    }
    this.#refuseUnsigned(seq + drafts.length);
    const { practice, workstation, appVersion, clock, policy } = this.#context;
    const time = clock();
    return drafts.map((draft) => {
      const bytes = encodeEntry({ ...draft, practice, workstation, seq, previous: toHex(previous), time, policy: policy(), appVersion });
      const leaf = leafHash(bytes);
      this.#insert.run(seq, bytes, leaf);
      previous = leaf;
      return { seq: seq++, leaf, id: toHex(leaf) };
    });
  }

  #refuseUnsigned(size: number): void {
    if (size - this.#sealedSize <= TAIL_LIMIT) return;
    this.#sealedSize = integer(columns(this.#sealed.get())[0]);
    if (size - this.#sealedSize > TAIL_LIMIT) throw new Failure('audit-unavailable');
  }

  #orUnavailable<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      throw cause instanceof Failure && cause.code === 'internal' ? cause : new Failure('audit-unavailable', { cause });
    }
  }
}
