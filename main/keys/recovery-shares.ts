import { createHash } from 'node:crypto';
import { bech32m } from '@scure/base';
import { combine, split } from 'shamir-secret-sharing';
import { bytesOfWords, locateSlip, rawBytesOfWords, type WordFault, wordsOfBytes } from './recovery-words.ts';
import { wipe } from './wipe.ts';

/**
 * The shares of a practice's recovery identity: Shamir's scheme over GF(2^8) by an audited library, two of three. One share alone says nothing about the identity.
 *
 * A share on paper is 40 bytes: version and threshold (1) | kit id (2) | share (33: 32 and its place) | checksum (4, of SHA-256 over the 36 before it). As words: two BIP39
 * phrases of 15 words, written as one list of 30. As QR text: bech32m with the prefix "anteroom-share". The kit id is the start of SHA-256 over the age recipient, so that shares
 * of different kits are told apart before they are combined.
 */
export type Share = { readonly kitId: string; readonly bytes: Buffer };

export const SHARES = 3;
export const THRESHOLD = 2;
export const SHARE_WORDS = 30;
const PHRASE_WORDS = SHARE_WORDS / 2;
const PHRASE_BYTES = 20;
const MARK = (1 << 4) | THRESHOLD;
const KIT_ID_BYTES = 2;
const SHARE_BYTES = 33;
const BODY_BYTES = 1 + KIT_ID_BYTES + SHARE_BYTES;
const CHECKSUM_BYTES = 4;
const QR_PREFIX = 'anteroom-share';

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** The id of a kit, from its age recipient: four hex digits, printed on every sheet. */
export const kitIdOf = (recipient: string): string => sha256(recipient).subarray(0, KIT_ID_BYTES).toString('hex');

/** Splits the 32 bytes of an identity into three shares. */
export const splitIdentity = async (scalar: Uint8Array, kitId: string): Promise<Share[]> => {
  const plain = new Uint8Array(scalar);
  try {
    return (await split(plain, SHARES, THRESHOLD)).map((bytes) => ({ kitId, bytes: Buffer.from(bytes.buffer) }));
  } finally {
    wipe(plain);
  }
};

/** The 32 bytes that these shares make, in a buffer the caller wipes; undefined if they are too few, of different kits, or the same share twice. Whether they are the right ones only the recipient tells. */
export const combineShares = async (shares: readonly Share[]): Promise<Buffer | undefined> => {
  const kits = new Set(shares.map((share) => share.kitId));
  const places = new Set(shares.map((share) => share.bytes.at(-1)));
  if (shares.length < THRESHOLD || kits.size !== 1 || places.size !== shares.length) return undefined;
  const plain = shares.map((share) => new Uint8Array(share.bytes));
  try {
    return Buffer.from((await combine(plain)).buffer);
  } finally {
    wipe(...plain);
  }
};

const payloadOf = (share: Share): Buffer => {
  const body = Buffer.concat([Buffer.from([MARK]), Buffer.from(share.kitId, 'hex'), share.bytes]);
  return Buffer.concat([body, sha256(body).subarray(0, CHECKSUM_BYTES)]);
};

const shareIn = (payload: Uint8Array): Share | undefined => {
  const all = Buffer.from(payload);
  const body = all.subarray(0, BODY_BYTES);
  const sound =
    all.length === BODY_BYTES + CHECKSUM_BYTES &&
    body[0] === MARK &&
    sha256(body).subarray(0, CHECKSUM_BYTES).equals(all.subarray(BODY_BYTES));
  return sound ? { kitId: body.subarray(1, 1 + KIT_ID_BYTES).toString('hex'), bytes: body.subarray(1 + KIT_ID_BYTES) } : undefined;
};

/** Whether the words hold a share by its own checksum, which only one in four thousand million wrong ones passes. */
const holdShare = (words: readonly string[]): boolean =>
  shareIn(Buffer.concat([rawBytesOfWords(words.slice(0, PHRASE_WORDS)), rawBytesOfWords(words.slice(PHRASE_WORDS))])) !== undefined;

const shareInPhrases = (words: readonly string[]): Share | undefined => {
  const first = bytesOfWords(words.slice(0, PHRASE_WORDS));
  const second = first && bytesOfWords(words.slice(PHRASE_WORDS));
  const share = second && shareIn(Buffer.concat([first, second]));
  wipe(first, second);
  return share;
};

/** What is printed of a share. */
export const shareSheet = (share: Share): { words: string[]; qr: string } => {
  const payload = payloadOf(share);
  const words = [...wordsOfBytes(payload.subarray(0, PHRASE_BYTES)), ...wordsOfBytes(payload.subarray(PHRASE_BYTES))];
  const qr = bech32m.encodeFromBytes(QR_PREFIX, payload).toUpperCase();
  wipe(payload);
  return { words, qr };
};

/** The share in 30 typed words of the list, or the fault in them, named by position where one word alone is wrong. */
export const readShareWords = async (words: readonly string[]): Promise<{ state: 'read'; share: Share } | WordFault> => {
  if (words.length !== SHARE_WORDS) return { state: 'wrong-count', found: words.length };
  const share = shareInPhrases(words);
  return share === undefined
    ? locateSlip(words, (mended) => holdShare(mended) && shareInPhrases(mended) !== undefined)
    : { state: 'read', share };
};

/** The share in the text of a QR code; undefined if it is none. */
export const readShareQr = (text: string): Share | undefined => {
  try {
    const { prefix, bytes } = bech32m.decodeToBytes(text.trim().toLowerCase());
    return prefix === QR_PREFIX ? shareIn(bytes) : undefined;
  } catch {
    return undefined;
  }
};
