import { hexField, toHex } from '../../shared/audit-fields.ts';
import type { AuditFinding } from '../../shared/audit-findings.ts';
import { diagnose } from './diagnosis.ts';
import { sameBytes } from './digest.ts';
import {
  CHAIN_START,
  EntryCheck,
  type EntryRow,
  isRollbackDecision,
  isTrouble,
  type SoundEntry,
  type Surroundings,
  sessionOf,
  type Trouble,
  userOf,
} from './entry-check.ts';
import { type AuditKeys, HeadCheck, type HeadRow, type SegmentSession, type SessionRow } from './head-check.ts';
import { TAIL_LIMIT } from './log.ts';
import { Frontier } from './tree.ts';

/** A head kept elsewhere: in the keychain, on paper, at a server. `first` is the leaf hash of entry 0. All hex. */
export interface KnownHead {
  readonly size: number;
  readonly root: string;
  readonly first?: string | undefined;
}

export interface LogAbout {
  readonly practice: string;
  readonly workstation: string;
  readonly keys: AuditKeys;
  /** False skips the signatures and checks chain and tree alone. */
  readonly signatures: boolean;
  readonly known?: KnownHead | undefined;
}

/** Where a check ended well, to go on from there; plain data. */
export interface Checkpoint {
  readonly size: number;
  readonly frontier: string;
  readonly leaf: string;
  readonly wall: number;
  readonly boot: number;
  readonly head: string;
  readonly closed: readonly string[];
}

const NOTES_KEPT = 100;

/** The whole check as one walk: entries in order, and each head as soon as the tree has its size. The first trouble ends it. */
export class LogCheck {
  readonly #about: LogAbout;
  readonly #entries: EntryCheck;
  readonly #heads: HeadCheck;
  readonly #frontier: Frontier;
  /** The tree at the last sound head. */
  #base: Frontier;
  readonly notes: AuditFinding[] = [];
  trouble: Trouble | undefined;
  checkpoint: Checkpoint | undefined;
  #segment = new Map<string, SegmentSession>();

  constructor(about: LogAbout, sessions: Iterable<SessionRow>, from?: Checkpoint) {
    this.#about = about;
    this.#frontier = from ? Frontier.restore(from.size, hexField(from.frontier)) : new Frontier();
    this.#base = this.#frontier.copy();
    const chain = from ? { size: from.size, leaf: hexField(from.leaf), wall: from.wall, boot: from.boot } : CHAIN_START;
    this.#entries = new EntryCheck(about.practice, about.workstation, chain);
    const heads = from && { state: { size: from.size, hash: hexField(from.head) }, closed: from.closed };
    this.#heads = new HeadCheck(about, sessions, heads);
    this.checkpoint = from;
  }

  get size(): number {
    return this.#entries.state.size;
  }

  get root(): string {
    return toHex(this.#frontier.root());
  }

  /** False once something is wrong. */
  entry(row: EntryRow, around: Surroundings): boolean {
    const { known } = this.#about;
    const result = this.#entries.check(row, around);
    if (isTrouble(result)) return this.#stop(result, around);
    const { seq } = result.fields;
    this.#frontier.append(this.#entries.state.leaf);
    if (seq === 0 && known?.first !== undefined && toHex(this.#entries.state.leaf) !== known.first) {
      return this.#stop({ kind: 'restarted', seq: 0, until: 0 });
    }
    if (known?.size === this.size && !sameBytes(this.#frontier.root(), hexField(known.root))) {
      return this.#stop({ kind: 'forked', seq: this.#heads.state.size, until: seq });
    }
    if (isRollbackDecision(result.fields)) this.#note({ kind: 'rollback-decided', seq, until: seq });
    if (result.clockMoved) this.#note({ kind: 'clock-moved', seq, until: seq });
    this.#remember(result);
    return true;
  }

  /** For the head whose size is reached. False once something is wrong. */
  head(row: HeadRow, around: Surroundings): boolean {
    const first = this.#heads.state.size;
    const result = this.#heads.check(row, this.#frontier.root(), this.#segment);
    if ('until' in result) return this.#stop(result, around);
    if (result.kind === 'closed-by-device') this.#note({ kind: 'closed-by-device', seq: first, until: result.size - 1 });
    this.#segment = new Map();
    this.#base = this.#frontier.copy();
    const { size, leaf, wall, boot } = this.#entries.state;
    const closed = [...this.#heads.closed];
    const frontier = toHex(this.#frontier.toBytes());
    this.checkpoint = { size, frontier, leaf: toHex(leaf), wall, boot, head: toHex(this.#heads.state.hash), closed };
    return true;
  }

  /** After the last entry. `newestHead` is the largest size any head speaks of; `complete` asks that nothing stands unsigned. */
  end(newestHead: number, complete: boolean): void {
    if (this.trouble) return;
    const { known } = this.#about;
    const { size } = this;
    const signed = this.#heads.state.size;
    const unsigned = size - signed;
    if (newestHead > size) this.#stop({ kind: 'truncated', seq: size, until: newestHead - 1 });
    else if (known && known.size > size) this.#stop({ kind: 'rolled-back', seq: size, until: known.size - 1 });
    else if (known && known.size > signed) this.#stop({ kind: 'head-removed', seq: signed, until: known.size - 1 });
    else if (unsigned > (complete ? 0 : TAIL_LIMIT)) this.#stop({ kind: 'unsigned', seq: signed, until: size - 1 });
    else if (unsigned > 0) this.#note({ kind: 'unsigned', seq: signed, until: size - 1 });
  }

  damaged(): void {
    this.#stop({ kind: 'damaged', seq: this.size, until: this.size });
  }

  #remember({ fields }: SoundEntry): void {
    const session = sessionOf(fields);
    if (session === null) return;
    // A session is one person's: an entry that names another is the forged one, and not the honest one after it.
    const certified = this.#heads.userOf(session);
    if (certified !== undefined && certified !== userOf(fields)) {
      this.#stop({ kind: 'forged-user', seq: fields.seq, until: fields.seq });
      return;
    }
    const known = this.#segment.get(session);
    if (known === undefined) {
      this.#segment.set(session, { user: userOf(fields) ?? '', first: fields.seq, entries: 1, earliest: fields.wall, latest: fields.wall });
      return;
    }
    if (known.user !== userOf(fields)) {
      this.#stop({ kind: 'forged-user', seq: fields.seq, until: fields.seq });
      return;
    }
    known.entries += 1;
    known.earliest = Math.min(known.earliest, fields.wall);
    known.latest = Math.max(known.latest, fields.wall);
  }

  #note(finding: AuditFinding): void {
    if (this.notes.length < NOTES_KEPT) this.notes.push(finding);
  }

  #stop(trouble: Trouble, around?: Surroundings): boolean {
    this.trouble ??= trouble.kind === 'rewritten' && around ? diagnose({ base: this.#base, ...around.stretch(this.#base.size) }) : trouble;
    return false;
  }
}
