import { type ChainFields, readChainFields } from '../../shared/audit-bytes.ts';
import { asciiOf, orNull, uuidField, uuidOf } from '../../shared/audit-fields.ts';
import type { AuditFindingKind } from '../../shared/audit-findings.ts';
import { leafHash, sameBytes, ZERO_HASH } from './digest.ts';

/** How far the clock may wander from the time since boot before an entry is marked. */
export const CLOCK_TOLERANCE = 120_000;

/** A row of the log as it is stored. */
export interface EntryRow {
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
}

/** The rows from one entry on, up to the next head and one more, and what that head says, where there is one. */
export interface RowsToHead {
  readonly rows: readonly EntryRow[];
  readonly head: { readonly size: number; readonly root: string } | undefined;
}

/** Lets the check look around once something is wrong; never called while all is well. */
export interface Surroundings {
  /** Leaf of an entry already checked. */
  leafOf(seq: number): Uint8Array | undefined;
  /** What stands from entry `from` on. */
  stretch(from: number): RowsToHead;
  /** Whether an entry numbered `seq` stands anywhere behind the row at hand. */
  standsLater(seq: number): boolean;
}

export interface Trouble {
  readonly kind: AuditFindingKind;
  readonly seq: number;
  readonly until: number;
}

/** An entry found sound, with what the heads are checked against. */
export interface SoundEntry {
  readonly fields: ChainFields;
  readonly clockMoved: boolean;
}

/** Where the chain stands: everything the next entry is held against. */
export interface ChainState {
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly wall: number;
  readonly boot: number;
}

export const CHAIN_START: ChainState = { size: 0, leaf: ZERO_HASH, wall: 0, boot: 0 };

export class EntryCheck {
  readonly #practice: Uint8Array;
  readonly #workstation: Uint8Array;
  state: ChainState;

  constructor(practice: string, workstation: string, state = CHAIN_START) {
    this.#practice = uuidField(practice);
    this.#workstation = uuidField(workstation);
    this.state = state;
  }

  /** Holds one row against the chain: `SoundEntry` and the chain is one longer, or what is wrong with it; `rewritten` for a broken link, to be looked into. */
  check(row: EntryRow, around: Surroundings): SoundEntry | Trouble {
    const seq = this.state.size;
    const leaf = leafHash(row.bytes);
    const genuine = sameBytes(leaf, row.leaf);
    const fields = chainFieldsOf(row.bytes);
    if (fields === undefined) return at(genuine ? 'malformed' : 'edited', seq);
    if (!sameBytes(fields.practice, this.#practice) || !sameBytes(fields.workstation, this.#workstation)) {
      return at(genuine ? 'foreign' : 'edited', seq);
    }
    if (!genuine) return at('edited', seq);
    const linked = sameBytes(fields.previous, this.state.leaf);
    if (fields.seq > seq) {
      if (linked) return at('skipped', seq);
      return around.standsLater(seq) ? at('swapped', seq) : { kind: 'removed', seq, until: fields.seq - 1 };
    }
    if (fields.seq < seq) {
      const known = around.leafOf(fields.seq);
      return known !== undefined && sameBytes(known, leaf) ? at('replayed', seq) : at('inserted', fields.seq);
    }
    if (!linked) return at('rewritten', seq);
    if (isUnattributed(fields)) return at('forged-user', seq);
    const clockMoved = this.#clockMoved(fields);
    this.state = { size: seq + 1, leaf, wall: fields.wall, boot: fields.boot };
    return { fields, clockMoved };
  }

  /**
   * Time since boot can't be set and is never more than what really passed, so a wall clock that fell behind it was set back. That it ran ahead
   * shows only while the app ran on: across a start the computer may have been off. A wall clock behind the server's word was set back too.
   */
  #clockMoved(fields: ChainFields): boolean {
    if (fields.server !== null && fields.wall < fields.server - CLOCK_TOLERANCE) return true;
    if (this.state.size === 0) return false;
    const wall = fields.wall - this.state.wall;
    const rebooted = fields.boot < this.state.boot;
    const ahead = wall - (rebooted ? 0 : fields.boot - this.state.boot);
    const started = rebooted || asciiOf(fields.action, 'action') === 'store.open';
    return ahead < -CLOCK_TOLERANCE || (!started && ahead > CLOCK_TOLERANCE);
  }
}

export const isTrouble = (result: SoundEntry | Trouble): result is Trouble => 'kind' in result;

const at = (kind: AuditFindingKind, seq: number): Trouble => ({ kind, seq, until: seq });

/** Undefined for bytes that are no entry. */
export const chainFieldsOf = (bytes: Uint8Array): ChainFields | undefined => {
  try {
    return readChainFields(bytes);
  } catch {
    return undefined;
  }
};

/** Only what happens around a sign-in may name a user outside a session; nothing in a session is nobody's. */
const isUnattributed = (fields: ChainFields): boolean => {
  if ((fields.user === null) === (fields.session === null)) return false;
  if (fields.user === null) return true;
  return !/^(?:session\.|recovery\.|staff\.|audit\.review$)/.test(orNull(fields.action, (field) => asciiOf(field, 'action')) ?? '');
};

/** Only the words of an owner or privacy officer who goes on with an older copy carry this action. */
export const isRollbackDecision = (fields: ChainFields): boolean => asciiOf(fields.action, 'action') === 'audit.rollback-decision';

export const userOf = (fields: ChainFields): string | null => orNull(fields.user, (field) => uuidOf(field, 'user'));
export const sessionOf = (fields: ChainFields): string | null => orNull(fields.session, (field) => uuidOf(field, 'session'));
