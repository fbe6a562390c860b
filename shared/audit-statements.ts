import {
  asciiField,
  asciiOf,
  bytesOf,
  hexField,
  hexOf,
  joinFields,
  MalformedBytes,
  orNull,
  splitFields,
  uintField,
  uintOf,
  uuidField,
  uuidOf,
} from './audit-fields.ts';

/**
 * The two things that are signed about a log: that a session may speak for a user, and how the log stood at a size. Canonical bytes like the
 * entries', each with a tag of its own, so that neither can pass for the other.
 */
export const SESSION_TAG = 'anteroom-session/v1';
export const HEAD_TAG = 'anteroom-head/v1';

/** At unlock the user's Ed25519 key says: until `notAfter`, this session key speaks for me here. */
export interface SessionCertificate {
  readonly practice: string;
  readonly workstation: string;
  readonly user: string;
  readonly session: string;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Raw Ed25519 public key (RFC 8032), 32 bytes. */
  readonly publicKey: Uint8Array;
}

/**
 * Who answers for a head: `session`, the session key and the device key; `device`, the device key while nobody is signed in;
 * `closed-by-device`, the device key alone for a tail whose session ended without a word (a kill or a power cut).
 */
export const HEAD_KINDS = ['session', 'device', 'closed-by-device'] as const;
export type HeadKind = (typeof HEAD_KINDS)[number];

/** How the log of one workstation stood when it had `size` entries (a signed tree head, RFC 9162 4.10). */
export interface TreeHead {
  readonly practice: string;
  readonly workstation: string;
  readonly size: number;
  /** Merkle tree root, hex. */
  readonly root: string;
  /** SHA-256 of the head before, hex; zeros for the first. */
  readonly previousHead: string;
  readonly kind: HeadKind;
  /** The session that signs, or the one whose tail is closed; null for `device`. */
  readonly session: string | null;
  readonly wall: number;
}

export const encodeSession = (c: SessionCertificate): Uint8Array =>
  joinFields(SESSION_TAG, [
    uuidField(c.practice),
    uuidField(c.workstation),
    uuidField(c.user),
    uuidField(c.session),
    uintField(c.notBefore),
    uintField(c.notAfter),
    bytesOf(c.publicKey, 32, 'public key'),
  ]);

/** Throws `MalformedBytes` for anything `encodeSession` would not have made. */
export const decodeSession = (bytes: Uint8Array): SessionCertificate => {
  const f = splitFields(SESSION_TAG, bytes, 7);
  return {
    practice: uuidOf(f[0], 'practice'),
    workstation: uuidOf(f[1], 'workstation'),
    user: uuidOf(f[2], 'user'),
    session: uuidOf(f[3], 'session'),
    notBefore: uintOf(f[4], 'not before'),
    notAfter: uintOf(f[5], 'not after'),
    publicKey: bytesOf(f[6], 32, 'public key').slice(),
  };
};

export const encodeHead = (h: TreeHead): Uint8Array =>
  joinFields(HEAD_TAG, [
    uuidField(h.practice),
    uuidField(h.workstation),
    uintField(h.size),
    bytesOf(hexField(h.root), 32, 'root'),
    bytesOf(hexField(h.previousHead), 32, 'previous head'),
    asciiField(h.kind),
    h.session === null ? null : uuidField(h.session),
    uintField(h.wall),
  ]);

/** Throws `MalformedBytes` for anything `encodeHead` would not have made. */
export const decodeHead = (bytes: Uint8Array): TreeHead => {
  const f = splitFields(HEAD_TAG, bytes, 8);
  const kind = HEAD_KINDS.find((known) => known === asciiOf(f[5], 'kind'));
  if (kind === undefined) throw new MalformedBytes('kind of head');
  const session = orNull(f[6], (field) => uuidOf(field, 'session'));
  if ((kind === 'device') !== (session === null)) throw new MalformedBytes('session of head');
  return {
    practice: uuidOf(f[0], 'practice'),
    workstation: uuidOf(f[1], 'workstation'),
    size: uintOf(f[2], 'size'),
    root: hexOf(f[3], 32, 'root'),
    previousHead: hexOf(f[4], 32, 'previous head'),
    kind,
    session,
    wall: uintOf(f[7], 'wall'),
  };
};
