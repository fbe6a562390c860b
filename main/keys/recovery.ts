import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Failure } from '../../shared/failure.ts';
import { frame, unframe } from './frame.ts';
import {
  combineShares,
  kitIdOf,
  readShareQr,
  readShareWords,
  SHARE_WORDS,
  SHARES,
  type Share,
  shareSheet,
  splitIdentity,
  THRESHOLD,
} from './recovery-shares.ts';
import { bytesOfWords, hasChecksumOf24, locateSlip, typedWords, type WordFault, wordsOfBytes } from './recovery-words.ts';
import { wipe } from './wipe.ts';

/**
 * The practice's way back in: an age X25519 identity (age-encryption.org/v1) that exists only on paper. What it opens is sealed to its public recipient, in a format other tools
 * open too. The kit is the identity as 24 words for a solo practice, or three shares of it of which any two suffice.
 */
export type RecoveryIdentity = { readonly recipient: string; readonly scalar: Buffer };

/** One sheet to print: the words, the text of its QR code, the kit's id, and the letter of a share. */
export type RecoverySheet = {
  readonly kitId: string;
  readonly label: 'A' | 'B' | 'C' | undefined;
  readonly words: readonly string[];
  readonly qr: string;
};

/** A sheet that was typed or scanned back in; `wipeSheets` when done with. */
export type ReadSheet = { readonly kind: 'kit'; readonly scalar: Buffer } | { readonly kind: 'share'; readonly share: Share };

export type Restored =
  | { readonly state: 'restored'; readonly identity: RecoveryIdentity }
  | { readonly state: 'too-few'; readonly missing: number }
  | { readonly state: 'refused' };

const AGE_PREFIX = 'AGE-SECRET-KEY-';
const KIT_WORDS = 24;
const LABELS = ['A', 'B', 'C'] as const;

const ageIdentity = (scalar: Uint8Array): string => bech32.encodeFromBytes(AGE_PREFIX, scalar).toUpperCase();

const scalarIn = (identity: string): Buffer | undefined => {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(identity.trim().toLowerCase());
    return prefix === AGE_PREFIX.toLowerCase() && bytes.length === 32 ? Buffer.from(bytes) : undefined;
  } catch {
    return undefined;
  }
};

/** The public recipient of an identity's 32 bytes. */
const recipientOf = (scalar: Uint8Array): Promise<string> => identityToRecipient(ageIdentity(scalar));

/**
 * A new kit: one sheet with the whole identity (`solo`), or three shares. The recipient is public and kept; the sheets are shown, printed, and forgotten: set-up is done
 * only when the kit was read back with `readSheet` and `restoreIdentity`.
 */
export const newRecoveryKit = async (kind: 'solo' | 'shares'): Promise<{ recipient: string; sheets: RecoverySheet[] }> => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const scalar = scalarIn(identity);
  if (scalar === undefined) throw new Failure('internal');
  const kitId = kitIdOf(recipient);
  try {
    if (kind === 'solo') return { recipient, sheets: [{ kitId, label: undefined, words: wordsOfBytes(scalar), qr: identity }] };
    const shares = await splitIdentity(scalar, kitId);
    const sheets = shares.map((share, index) => ({ kitId, label: LABELS[index], ...shareSheet(share) }));
    wipe(...shares.map((share) => share.bytes));
    return { recipient, sheets };
  } finally {
    wipe(scalar);
  }
};

/**
 * Reads one sheet from typed words or the text of its QR code. `recipient` is the practice's, where it is known: it lets a wrong word of the single kit be named. A fault says which
 * word, counted from 1, where that can be told.
 */
export const readSheet = async (typed: string, recipient?: string): Promise<{ state: 'read'; sheet: ReadSheet } | WordFault> => {
  const scanned = scalarIn(typed);
  if (scanned !== undefined) return { state: 'read', sheet: { kind: 'kit', scalar: scanned } };
  const scannedShare = readShareQr(typed);
  if (scannedShare !== undefined) return { state: 'read', sheet: { kind: 'share', share: scannedShare } };

  const found = typedWords(typed);
  if (found.state !== 'words') return found;
  if (found.words.length === SHARE_WORDS) {
    const answer = await readShareWords(found.words);
    return answer.state === 'read' ? { state: 'read', sheet: { kind: 'share', share: answer.share } } : answer;
  }
  return found.words.length === KIT_WORDS ? readKitWords(found.words, recipient) : { state: 'wrong-count', found: found.words.length };
};

const readKitWords = async (
  words: readonly string[],
  recipient: string | undefined,
): Promise<{ state: 'read'; sheet: ReadSheet } | WordFault> => {
  const isRight = async (candidate: readonly string[]): Promise<boolean> => {
    const bytes = bytesOfWords(candidate);
    const right = bytes !== undefined && (await recipientOf(bytes)) === recipient;
    wipe(bytes);
    return right;
  };
  const mended = (candidate: readonly string[]): boolean | Promise<boolean> => hasChecksumOf24(candidate) && isRight(candidate);
  const scalar = bytesOfWords(words);
  if (scalar !== undefined && (recipient === undefined || (await isRight(words))))
    return { state: 'read', sheet: { kind: 'kit', scalar: Buffer.from(scalar) } };
  return recipient === undefined ? { state: 'wrong-words' } : locateSlip(words, mended);
};

/** The identity these sheets make. `refused`: sheets of different kits, or not the kit of `recipient` (where given) or of the id the shares carry. */
export const restoreIdentity = async (sheets: readonly ReadSheet[], recipient?: string): Promise<Restored> => {
  const kit = sheets.find((sheet) => sheet.kind === 'kit');
  const shares = sheets.flatMap((sheet) => (sheet.kind === 'share' ? [sheet.share] : []));
  if (kit === undefined && shares.length < THRESHOLD) return { state: 'too-few', missing: THRESHOLD - shares.length };
  const scalar = kit === undefined ? await combineShares(shares) : Buffer.from(kit.scalar);
  if (scalar === undefined) return { state: 'refused' };
  const found = await recipientOf(scalar);
  const ofThisKit = (recipient === undefined || found === recipient) && shares.every((share) => share.kitId === kitIdOf(found));
  if (ofThisKit) return { state: 'restored', identity: { recipient: found, scalar } };
  wipe(scalar);
  return { state: 'refused' };
};

/** Zeroes what was read. */
export const wipeSheets = (sheets: readonly ReadSheet[]): void =>
  wipe(...sheets.map((sheet) => (sheet.kind === 'kit' ? sheet.scalar : sheet.share.bytes)));

/** What a recovery box holds and whose it is; bound to the secret inside. `kind` says which key, `epoch` which of them. */
export type RecoveryHeader = {
  readonly practiceId: string;
  readonly workstationId: string;
  readonly kind: 'records-key' | 'device-keys' | 'practice-key';
  readonly epoch: number;
};

const BOX = 'anteroom/recovery-box/v1';

/** A secret sealed to the practice's recovery recipient, as an age file. */
export const sealForRecovery = async (recipient: string, header: RecoveryHeader, secret: Uint8Array): Promise<Buffer> => {
  const age = new Encrypter();
  age.addRecipient(recipient);
  const inner = frame(BOX, [header.practiceId, header.workstationId, header.kind, header.epoch, secret]);
  try {
    return Buffer.from(await age.encrypt(inner));
  } finally {
    wipe(inner);
  }
};

/** The secret, which the caller wipes. Failure `recovery-refused` if the box was sealed to another kit, altered, or holds something other than `header` says. */
export const openWithRecovery = async (identity: RecoveryIdentity, header: RecoveryHeader, box: Uint8Array): Promise<Buffer> => {
  const age = new Decrypter();
  age.addIdentity(ageIdentity(identity.scalar));
  let inner: Uint8Array;
  try {
    inner = await age.decrypt(new Uint8Array(box));
  } catch (cause) {
    throw new Failure('recovery-refused', { cause });
  }
  try {
    const secret = unframe(BOX, 5, inner)?.[4];
    if (secret === undefined) throw new Failure('recovery-refused');
    const expected = frame(BOX, [header.practiceId, header.workstationId, header.kind, header.epoch, secret]);
    const matches = expected.equals(inner);
    wipe(expected);
    if (!matches) throw new Failure('recovery-refused');
    return Buffer.from(secret);
  } finally {
    wipe(inner);
  }
};

export const RECOVERY_SHARES = { total: SHARES, needed: THRESHOLD } as const;
