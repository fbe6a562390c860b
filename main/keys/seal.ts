import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { Failure } from '../../shared/failure.ts';

/**
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D 8.2.2; at most 2^32 seals under one key). The header travels in clear before the ciphertext and is
 * bound to it as associated data, so whoever opens an envelope reads the ids, versions and parameters it was sealed with, or nothing.
 *
 * Envelope: "ANT1" | header length (4 bytes, big endian) | header | nonce (12) | ciphertext | tag (16). Associated data: everything before the nonce.
 */
const MAGIC = Buffer.from('ANT1', 'latin1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX_BYTES = MAGIC.length + 4;
const HEADER_LIMIT = 64 * 1024;

type Envelope = { header: Buffer; bound: Buffer; nonce: Buffer; ciphertext: Buffer; tag: Buffer };

const altered = (cause?: unknown): Failure => new Failure('key-altered', cause === undefined ? {} : { cause });

const parse = (envelope: Uint8Array): Envelope => {
  const all = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  if (all.length < PREFIX_BYTES + NONCE_BYTES + TAG_BYTES || !all.subarray(0, MAGIC.length).equals(MAGIC)) throw altered();
  const headerLength = all.readUInt32BE(MAGIC.length);
  const nonceAt = PREFIX_BYTES + headerLength;
  if (headerLength > HEADER_LIMIT || nonceAt + NONCE_BYTES + TAG_BYTES > all.length) throw altered();
  return {
    header: all.subarray(PREFIX_BYTES, nonceAt),
    bound: all.subarray(0, nonceAt),
    nonce: all.subarray(nonceAt, nonceAt + NONCE_BYTES),
    ciphertext: all.subarray(nonceAt + NONCE_BYTES, all.length - TAG_BYTES),
    tag: all.subarray(all.length - TAG_BYTES),
  };
};

/** A sealing key from 32 bytes; the given bytes are copied and stay the caller's to wipe. */
export const sealingKey = (bytes: Uint8Array): KeyObject => {
  if (bytes.byteLength !== 32) throw new RangeError('a sealing key has 32 bytes');
  return createSecretKey(bytes);
};

/** Seals `plaintext` under `key`, with `header` readable and bound. RangeError if the header is over 64 KiB. */
export const seal = (key: KeyObject, header: Uint8Array, plaintext: Uint8Array): Buffer => {
  if (header.byteLength > HEADER_LIMIT) throw new RangeError('the header of an envelope has at most 64 KiB');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.byteLength);
  const bound = Buffer.concat([MAGIC, length, header]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound);
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([bound, nonce, ciphertext, cipher.getAuthTag()]);
};

/** The header of an envelope, not yet authenticated: for choosing a key or checking a floor before `open` proves it. Failure `key-altered` if the bytes are no envelope. */
export const peekHeader = (envelope: Uint8Array): Buffer => parse(envelope).header;

/** The plaintext, which the caller wipes, and the header, now authenticated. Failure `key-altered` if any bit of either was changed or the key is another one. */
export const open = (key: KeyObject, envelope: Uint8Array): { header: Buffer; plaintext: Buffer } => {
  const { header, bound, nonce, ciphertext, tag } = parse(envelope);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(bound);
  decipher.setAuthTag(tag);
  const plaintext = decipher.update(ciphertext);
  try {
    decipher.final();
  } catch (cause) {
    plaintext.fill(0);
    throw altered(cause);
  }
  return { header, plaintext };
};
