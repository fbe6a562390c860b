import { type ChainFields, readChainFields } from '../../shared/audit-bytes.ts';
import { hexField, orNull, uuidOf } from '../../shared/audit-fields.ts';
import { decodeHead, type TreeHead } from '../../shared/audit-statements.ts';
import { Failure } from '../../shared/failure.ts';
import { leafHash, sameBytes, ZERO_HASH } from './digest.ts';
import { blob, columns, integer, type LedgerDatabase, type LedgerStatement } from './ledger-database.ts';
import { Frontier } from './tree.ts';

/** A head keeps the frontier with it each time the log has grown by so many entries: enough to start again quickly, little enough to store. */
export const FRONTIER_EVERY = 1_024;

const PAGE = 1_024;

export interface StoredHead {
  readonly head: TreeHead;
  readonly bytes: Uint8Array;
  readonly deviceSignature: Uint8Array;
  readonly sessionSignature: Uint8Array | null;
}

/** An entry of the tail, checked: its bytes give its leaf, and it continues the entry before. */
export interface TailEntry {
  readonly seq: number;
  readonly leaf: Uint8Array;
  /** Session id, null where nobody was signed in. */
  readonly session: string | null;
}

/** The Merkle tree as the ledger has it. Reads only; a root of any size costs at most `FRONTIER_EVERY` entries more than its nearest head. */
export class LogTree {
  readonly #newestHead: LedgerStatement;
  readonly #headAt: LedgerStatement;
  readonly #frontier: LedgerStatement;
  readonly #leaves: LedgerStatement;
  readonly #entries: LedgerStatement;

  constructor(db: LedgerDatabase) {
    const head = 'SELECT bytes, device_signature, session_signature FROM audit_head';
    this.#newestHead = db.prepare(`${head} ORDER BY size DESC LIMIT 1`).raw();
    this.#headAt = db.prepare(`${head} WHERE size = ?`).raw();
    this.#frontier = db
      .prepare('SELECT size, bytes, frontier FROM audit_head WHERE size <= ? AND frontier IS NOT NULL ORDER BY size DESC LIMIT 1')
      .raw();
    this.#leaves = db.prepare('SELECT seq, leaf FROM audit_entry WHERE seq >= ? AND seq < ? ORDER BY seq').raw();
    this.#entries = db.prepare('SELECT seq, bytes, leaf FROM audit_entry WHERE seq >= ? ORDER BY seq').raw();
  }

  newestHead(): StoredHead | undefined {
    return storedHead(this.#newestHead.get());
  }

  headAt(size: number): StoredHead | undefined {
    return storedHead(this.#headAt.get(size));
  }

  /** The tree over the first `size` entries. Throws `store-damaged` where leaves are missing or a stored frontier is not its head's. */
  at(size: number): Frontier {
    const frontier = this.#nearest(size);
    for (let from = frontier.size; from < size; from += PAGE) {
      for (const row of this.#leaves.all(from, Math.min(from + PAGE, size))) {
        const [seq, leaf] = columns(row);
        if (seq !== frontier.size) throw new Failure('store-damaged');
        frontier.append(blob(leaf));
      }
    }
    if (frontier.size !== size) throw new Failure('store-damaged');
    return frontier;
  }

  /** Leaf hash of one entry. */
  leafAt(seq: number): Uint8Array | undefined {
    const row = this.#leaves.get(seq, seq + 1);
    return row === undefined ? undefined : blob(columns(row)[1]);
  }

  /** What stands after `size`, each entry hashed again and held against its link: nobody signs what does not add up. Throws `store-damaged`. */
  tail(size: number): TailEntry[] {
    let previous = size === 0 ? ZERO_HASH : this.leafAt(size - 1);
    let expected = size;
    return this.#entries.all(size).map((row) => {
      const [seq, stored, storedLeaf] = columns(row);
      const [bytes, leaf] = [blob(stored), blob(storedLeaf)];
      const fields = chainFields(bytes);
      const holds = integer(seq) === expected && fields.seq === expected && previous !== undefined && sameBytes(fields.previous, previous);
      if (!holds || !sameBytes(leafHash(bytes), leaf)) throw new Failure('store-damaged');
      previous = leaf;
      return { seq: expected++, leaf, session: orNull(fields.session, (field) => uuidOf(field, 'session')) };
    });
  }

  #nearest(size: number): Frontier {
    const row = this.#frontier.get(size);
    if (row === undefined) return new Frontier();
    const [at, bytes, stored] = columns(row);
    const frontier = Frontier.restore(integer(at), blob(stored));
    const head = decodeHead(blob(bytes));
    if (head.size !== frontier.size || !sameBytes(frontier.root(), hexField(head.root))) throw new Failure('store-damaged');
    return frontier;
  }
}

const chainFields = (bytes: Uint8Array): ChainFields => {
  try {
    return readChainFields(bytes);
  } catch (cause) {
    throw new Failure('store-damaged', { cause });
  }
};

const storedHead = (row: unknown): StoredHead | undefined => {
  if (row === undefined) return undefined;
  const [bytes, device, session] = columns(row);
  return {
    head: decodeHead(blob(bytes)),
    bytes: blob(bytes),
    deviceSignature: blob(device),
    sessionSignature: session === null ? null : blob(session),
  };
};
