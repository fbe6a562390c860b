import type { KeyObject } from 'node:crypto';
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { Failure } from '../../shared/failure.ts';
import { rawPrivateKey } from './curve25519.ts';
import { frame, unframe } from './frame.ts';
import { wipe } from './wipe.ts';

/**
 * Sealing to a person: HPKE base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. Anyone may seal, only the holder of the private
 * key opens; it does not say who sealed. The X25519 of the library is used, not the runtime's, because the runtimes differ in what they offer.
 */
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const ENVELOPE = 'anteroom/sealed-to/v1';
const INFO = Buffer.from(ENVELOPE, 'utf8');

/** Seals `plaintext` to a raw X25519 public key; `header` travels in clear and is bound as associated data. */
export const sealTo = async (publicKey: Uint8Array, header: Uint8Array, plaintext: Uint8Array): Promise<Buffer> => {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: INFO }, plaintext, header);
  return frame(ENVELOPE, [header, new Uint8Array(enc), new Uint8Array(ct)]);
};

/** The plaintext, which the caller wipes. Failure `key-altered` unless the envelope is whole, its header is exactly `header`, and it was sealed to this key. */
export const openWith = async (privateKey: KeyObject, header: Uint8Array, sealed: Uint8Array): Promise<Buffer> => {
  const [found, enc, ct] = unframe(ENVELOPE, 3, sealed) ?? [];
  if (found === undefined || enc === undefined || ct === undefined || !found.equals(header)) throw new Failure('key-altered');
  const raw = rawPrivateKey(privateKey);
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(raw);
    return Buffer.from(await suite.open({ recipientKey, enc, info: INFO }, ct, found));
  } catch (cause) {
    throw new Failure('key-altered', { cause });
  } finally {
    wipe(raw);
  }
};
