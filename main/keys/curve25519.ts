import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { wipe } from './wipe.ts';

/**
 * Ed25519 and X25519 keys between their 32 raw bytes and KeyObjects, by the fixed DER prefixes of RFC 8410 (section 7 for private, section 4 for public
 * keys), which every OpenSSL and BoringSSL reads; the JWK and raw forms of newer runtimes are not needed.
 */
export type Curve = 'ed25519' | 'x25519';

const RAW_BYTES = 32;
const PRIVATE_PREFIX = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
} as const;
const PUBLIC_PREFIX = {
  ed25519: Buffer.from('302a300506032b6570032100', 'hex'),
  x25519: Buffer.from('302a300506032b656e032100', 'hex'),
} as const;

const ofThirtyTwo = (raw: Uint8Array): void => {
  if (raw.byteLength !== RAW_BYTES) throw new RangeError('a Curve25519 key has 32 bytes');
};

/** A fresh private key. */
export const newPrivateKey = (curve: Curve): KeyObject =>
  curve === 'ed25519' ? generateKeyPairSync('ed25519').privateKey : generateKeyPairSync('x25519').privateKey;

/** The private key of 32 raw bytes; the given bytes stay the caller's to wipe. */
export const privateKeyOf = (curve: Curve, raw: Uint8Array): KeyObject => {
  ofThirtyTwo(raw);
  const der = Buffer.alloc(PRIVATE_PREFIX[curve].length + RAW_BYTES);
  try {
    der.set(PRIVATE_PREFIX[curve]);
    der.set(raw, PRIVATE_PREFIX[curve].length);
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    wipe(der);
  }
};

/** The 32 raw bytes of a private key, in a buffer the caller wipes. */
export const rawPrivateKey = (key: KeyObject): Buffer => {
  const der = key.export({ format: 'der', type: 'pkcs8' });
  try {
    const raw = Buffer.alloc(RAW_BYTES);
    der.copy(raw, 0, der.length - RAW_BYTES);
    return raw;
  } finally {
    wipe(der);
  }
};

/** The public key of 32 raw bytes. */
export const publicKeyOf = (curve: Curve, raw: Uint8Array): KeyObject => {
  ofThirtyTwo(raw);
  return createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX[curve], raw]), format: 'der', type: 'spki' });
};

/** The 32 raw bytes of the public half of a private or public key. */
export const rawPublicKey = (key: KeyObject): Buffer => {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  const der = half.export({ format: 'der', type: 'spki' });
  return Buffer.from(der.subarray(der.length - RAW_BYTES));
};
