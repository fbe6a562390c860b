import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { encodeSession, type SessionCertificate } from '../../shared/audit-statements.ts';
import { Failure } from '../../shared/failure.ts';

/** A signed-in user's session as the log knows it: the key that signs heads, and the user's word for it. */
export interface AuditSession {
  readonly certificate: SessionCertificate;
  /** By the user's Ed25519 key over the canonical bytes of the certificate. */
  readonly userSignature: Uint8Array;
  readonly key: KeyObject;
}

/** At unlock: makes a session key and has the user's private key certify it. The session key is never stored. */
export const beginSession = (userKey: KeyObject, about: Omit<SessionCertificate, 'publicKey'>): AuditSession => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const certificate = { ...about, publicKey: rawPublicKey(publicKey) };
  return { certificate, userSignature: sign(null, encodeSession(certificate), userKey), key: privateKey };
};

/** The 32 bytes of an Ed25519 public key (RFC 8032 5.1.5). Throws `internal` for a key of another kind. */
export const rawPublicKey = (key: KeyObject): Uint8Array => {
  const { crv, x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new Failure('internal');
  return Uint8Array.from(Buffer.from(x, 'base64url'));
};

export const publicKeyFrom = (raw: Uint8Array): KeyObject =>
  createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') } });

/** Ed25519 (RFC 8032). */
export const signedBy = (key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean => verify(null, bytes, key, signature);
