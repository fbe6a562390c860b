import type { KeyObject } from 'node:crypto';
import { hexField } from '../../shared/audit-fields.ts';
import { decodeHead, decodeSession, encodeSession, type SessionCertificate, type TreeHead } from '../../shared/audit-statements.ts';
import { sameBytes, sha256, ZERO_HASH } from './digest.ts';
import { CLOCK_TOLERANCE, type Trouble } from './entry-check.ts';
import { TAIL_LIMIT } from './log.ts';
import { publicKeyFrom, signedBy } from './session-key.ts';

export interface HeadRow {
  readonly bytes: Uint8Array;
  readonly deviceSignature: Uint8Array;
  readonly sessionSignature: Uint8Array | null;
}

export interface SessionRow {
  readonly certificate: Uint8Array;
  readonly userSignature: Uint8Array;
}

/** Whose keys the log is checked with: every public key a user ever had, by user id, and the device's. */
export interface AuditKeys {
  readonly device: KeyObject;
  readonly users: ReadonlyMap<string, readonly KeyObject[]>;
}

/** What the entries since the last head say: for each session, its user, how many entries, which first, and the span of their clocks. */
export interface SegmentSession {
  readonly user: string;
  readonly first: number;
  entries: number;
  earliest: number;
  latest: number;
}

export interface HeadState {
  readonly size: number;
  readonly hash: Uint8Array;
}

/** Checks heads in order: root, order, both signatures, and that each session answers for its own entries only. */
export class HeadCheck {
  readonly #practice: string;
  readonly #workstation: string;
  readonly #keys: AuditKeys;
  readonly #signatures: boolean;
  readonly #sessions = new Map<string, { certificate: SessionCertificate; key: KeyObject }>();
  /** Sessions a certificate speaks of, good or not. */
  readonly #named = new Set<string>();
  readonly closed: Set<string>;
  state: HeadState;

  constructor(
    about: { practice: string; workstation: string; keys: AuditKeys; signatures: boolean },
    sessions: Iterable<SessionRow>,
    from: { state: HeadState; closed: readonly string[] } = { state: { size: 0, hash: ZERO_HASH }, closed: [] },
  ) {
    this.#practice = about.practice;
    this.#workstation = about.workstation;
    this.#keys = about.keys;
    this.#signatures = about.signatures;
    this.state = from.state;
    this.closed = new Set(from.closed);
    for (const row of sessions) this.#admit(row);
  }

  /** `root` is that of the entries themselves at the head's size. */
  check(row: HeadRow, root: Uint8Array, segment: ReadonlyMap<string, SegmentSession>): Trouble | TreeHead {
    const head = headOf(row.bytes);
    const [first, last] = [this.state.size, Math.max(this.state.size, (head?.size ?? 1) - 1)];
    const range = (kind: Trouble['kind'], seq = first): Trouble => ({ kind, seq, until: last });
    if (head === undefined || head.size <= this.state.size) return range('head-forged');
    const byDevice = !this.#signatures || signedBy(this.#keys.device, row.bytes, row.deviceSignature);
    if (!byDevice) return range('head-forged');
    if (head.practice !== this.#practice || head.workstation !== this.#workstation) return range('foreign');
    if (!sameBytes(hexField(head.previousHead), this.state.hash)) return range('head-removed');
    if (!sameBytes(hexField(head.root), root)) return range('rewritten');
    const stranger = this.#stranger(head, segment);
    if (stranger !== undefined) return range(head.kind === 'session' ? 'forged-user' : 'resigned', stranger);
    if (head.session !== null && this.closed.has(head.session)) return range('resigned');
    const { session } = head;
    if (head.kind === 'session' && session !== null && !this.#named.has(session)) return range('uncertified', segment.get(session)?.first);
    const forged = this.#forgedUser(segment);
    if (forged !== undefined) return range('forged-user', forged);
    if (head.kind === 'session' && !this.#signedBySession(head, row)) return range('resigned');
    if (head.kind !== 'session' && row.sessionSignature !== null) return range('head-forged');
    if (head.kind === 'closed-by-device') {
      if (head.size - first > TAIL_LIMIT) return range('resigned');
      if (head.session !== null) this.closed.add(head.session);
    }
    this.state = { size: head.size, hash: sha256(row.bytes) };
    return head;
  }

  /** Whom the certificate of a session names; undefined where there is none that counts, or signatures are not looked at. */
  userOf(session: string): string | undefined {
    return this.#sessions.get(session)?.certificate.user;
  }

  /** First entry of a session the head does not speak for. */
  #stranger(head: TreeHead, segment: ReadonlyMap<string, SegmentSession>): number | undefined {
    return firstOf([...segment].filter(([session]) => session !== head.session).map(([, { first }]) => first));
  }

  /** First entry of a session that its user did not certify, or not for that user, or not for that time. */
  #forgedUser(segment: ReadonlyMap<string, SegmentSession>): number | undefined {
    if (!this.#signatures) return undefined;
    const forged = [...segment].filter(([id, entries]) => {
      const certificate = this.#sessions.get(id)?.certificate;
      return (
        certificate === undefined ||
        certificate.user !== entries.user ||
        entries.earliest < certificate.notBefore - CLOCK_TOLERANCE ||
        entries.latest > certificate.notAfter + CLOCK_TOLERANCE
      );
    });
    return firstOf(forged.map(([, { first }]) => first));
  }

  #signedBySession(head: TreeHead, row: HeadRow): boolean {
    if (!this.#signatures) return row.sessionSignature !== null;
    const session = this.#sessions.get(head.session ?? '');
    return session !== undefined && row.sessionSignature !== null && signedBy(session.key, row.bytes, row.sessionSignature);
  }

  /** Only certificates which a key of the user named in them signed count; any other is as if it were not there. */
  #admit(row: SessionRow): void {
    const certificate = certified(row.certificate);
    if (certificate === undefined) return;
    this.#named.add(certificate.session);
    if (!this.#signatures) return;
    const here = certificate.practice === this.#practice && certificate.workstation === this.#workstation;
    const keys = this.#keys.users.get(certificate.user) ?? [];
    if (!here || !keys.some((key) => signedBy(key, encodeSession(certificate), row.userSignature))) return;
    if (!this.#sessions.has(certificate.session)) {
      this.#sessions.set(certificate.session, { certificate, key: publicKeyFrom(certificate.publicKey) });
    }
  }
}

const firstOf = (numbers: readonly number[]): number | undefined => (numbers.length === 0 ? undefined : Math.min(...numbers));

/** Undefined for bytes that are no head. */
export const headOf = (bytes: Uint8Array): TreeHead | undefined => {
  try {
    return decodeHead(bytes);
  } catch {
    return undefined;
  }
};

const certified = (bytes: Uint8Array): SessionCertificate | undefined => {
  try {
    return decodeSession(bytes);
  } catch {
    return undefined;
  }
};
