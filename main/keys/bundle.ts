import { type KeyObject, randomBytes } from 'node:crypto';
import { Failure } from '../../shared/failure.ts';
import { newPrivateKey, privateKeyOf, rawPrivateKey } from './curve25519.ts';
import { frame, frameNumber, frameText, unframe } from './frame.ts';
import { checkKdfParams, deriveKek, type KdfParams } from './kek.ts';
import { open, peekHeader, seal } from './seal.ts';
import { wipe } from './wipe.ts';

/** What a user can prove and open: private keys, and the secret of their authenticator (160 bits). */
export type UserKeys = {
  /** X25519: boxes are sealed to its public half. */
  readonly exchange: KeyObject;
  /** Ed25519: certifies the session keys that sign the audit log. */
  readonly signing: KeyObject;
  readonly totpSecret: Buffer;
};

/** Whose bundle, and which state of it; bound to the ciphertext. A new password or authenticator raises `version` by one. */
export type BundleHeader = { readonly userId: string; readonly practiceId: string; readonly version: number; readonly params: KdfParams };

/** What unlocks a bundle: the password's bytes and this device's share; the caller wipes both. */
export type Unlocking = { readonly password: Buffer; readonly share: Buffer };

const HEADER = 'anteroom/bundle/v1';
const KEYS = 'anteroom/bundle-keys/v1';
const TOTP_BYTES = 20;

/** Fresh keys for a new user, or after a reset. */
export const newUserKeys = (): UserKeys => ({
  exchange: newPrivateKey('x25519'),
  signing: newPrivateKey('ed25519'),
  totpSecret: randomBytes(TOTP_BYTES),
});

const headerBytes = ({ userId, practiceId, version, params }: BundleHeader): Buffer =>
  frame(HEADER, [userId, practiceId, version, params.memoryKiB, params.passes, params.lanes, params.salt]);

/** The header of a bundle, not yet authenticated. Failure `key-altered` if it isn't one, `key-floor` if its parameters are out of bounds. */
export const readBundleHeader = (bundle: Uint8Array): BundleHeader => {
  const fields = unframe(HEADER, 7, peekHeader(bundle));
  const userId = frameText(fields?.[0]);
  const practiceId = frameText(fields?.[1]);
  const version = frameNumber(fields?.[2]);
  const memoryKiB = frameNumber(fields?.[3]);
  const passes = frameNumber(fields?.[4]);
  const lanes = frameNumber(fields?.[5]);
  const salt = fields?.[6];
  if (
    userId === undefined ||
    practiceId === undefined ||
    version === undefined ||
    memoryKiB === undefined ||
    passes === undefined ||
    lanes === undefined ||
    salt === undefined
  ) {
    throw new Failure('key-altered');
  }
  const params = { memoryKiB, passes, lanes, salt: Buffer.from(salt) };
  checkKdfParams(params);
  return { userId, practiceId, version, params };
};

/** Seals a user's keys. For a first bundle `version` is 1; for a new password or authenticator, one more than the last. Failure `key-floor` on parameters out of bounds. */
export const sealBundle = async (header: BundleHeader, keys: UserKeys, unlocking: Unlocking): Promise<Buffer> => {
  if (keys.totpSecret.length !== TOTP_BYTES) throw new RangeError('a TOTP secret has 20 bytes');
  const kek = await deriveKek({ ...unlocking, params: header.params, userId: header.userId });
  const exchange = rawPrivateKey(keys.exchange);
  const signing = rawPrivateKey(keys.signing);
  const plaintext = frame(KEYS, [exchange, signing, keys.totpSecret]);
  try {
    return seal(kek, headerBytes(header), plaintext);
  } finally {
    wipe(exchange, signing, plaintext);
  }
};

/** Which bundle is expected: whose, and the newest version this workstation has seen of it. */
export type Expected = { readonly userId: string; readonly practiceId: string; readonly newestSeen: number };

/**
 * Opens a bundle. Failures: `key-altered` (no bundle, or another user's or practice's), `key-older` (older than the newest seen), `key-floor` (weak
 * parameters), all before the password is used; `sign-in-failed` when password, share or any bit of the bundle is not the one it was sealed with.
 */
export const openBundle = async (
  bundle: Uint8Array,
  expected: Expected,
  unlocking: Unlocking,
): Promise<{ header: BundleHeader; keys: UserKeys }> => {
  const header = readBundleHeader(bundle);
  if (header.userId !== expected.userId || header.practiceId !== expected.practiceId) throw new Failure('key-altered');
  if (header.version < expected.newestSeen) throw new Failure('key-older');
  const kek = await deriveKek({ ...unlocking, params: header.params, userId: header.userId });
  const plaintext = openedWith(kek, bundle);
  try {
    const [exchange, signing, totpSecret] = unframe(KEYS, 3, plaintext) ?? [];
    if (exchange === undefined || signing === undefined || totpSecret?.length !== TOTP_BYTES) throw new Failure('key-altered');
    return {
      header,
      keys: { exchange: privateKeyOf('x25519', exchange), signing: privateKeyOf('ed25519', signing), totpSecret: Buffer.from(totpSecret) },
    };
  } finally {
    wipe(plaintext);
  }
};

const openedWith = (kek: KeyObject, bundle: Uint8Array): Buffer => {
  try {
    return open(kek, bundle).plaintext;
  } catch (cause) {
    throw new Failure('sign-in-failed', { cause });
  }
};

/** The same keys under another password, share or cost: the version goes up by one, so the old bundle is refused from then on. */
export const rewrapBundle = async (
  previous: BundleHeader,
  keys: UserKeys,
  unlocking: Unlocking,
  params: KdfParams,
): Promise<{ bundle: Buffer; header: BundleHeader }> => {
  const header = { ...previous, version: previous.version + 1, params };
  return { bundle: await sealBundle(header, keys, unlocking), header };
};
