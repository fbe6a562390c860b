import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { base32crockford } from '@scure/base';
import { frame } from './frame.ts';

/**
 * Codes that stand in for the authenticator once each, for a lost phone (NIST SP 800-63B-4: at least 64 bits, kept hashed, used once). A code has 80 random bits, so a salted
 * keyed hash is enough: there is no list of likely codes to try.
 */
export type HashedCode = { readonly salt: Buffer; readonly hash: Buffer };

const COUNT = 10;
const CODE_BYTES = 10;
const SALT_BYTES = 16;

/** In Crockford's base 32, whose reader takes O for 0 and I or L for 1, in groups of four. */
const written = (bytes: Uint8Array): string => base32crockford.encode(bytes).match(/.{4}/gu)?.join('-') ?? '';

const read = (typed: string): string => typed.toUpperCase().replace(/[\s-]/gu, '').replaceAll('O', '0').replace(/[IL]/gu, '1');

const hashOf = (userId: string, code: string, salt: Buffer): Buffer =>
  createHmac('sha256', salt)
    .update(frame('anteroom/recovery-code/v1', [userId, code]))
    .digest();

/** Ten new codes: `codes` to show once, `hashed` to keep. */
export const newRecoveryCodes = (userId: string): { codes: string[]; hashed: HashedCode[] } => {
  const codes = Array.from({ length: COUNT }, () => written(randomBytes(CODE_BYTES)));
  const hashed = codes.map((code) => {
    const salt = randomBytes(SALT_BYTES);
    return { salt, hash: hashOf(userId, read(code), salt) };
  });
  return { codes, hashed };
};

/** The place in `left` of the code that was typed, or -1. The caller removes that entry, durably, before the code counts. Every entry is compared, whichever matches. */
export const findRecoveryCode = (userId: string, typed: string, left: readonly HashedCode[]): number => {
  const code = read(typed);
  return left.reduce((found, entry, index) => (timingSafeEqual(hashOf(userId, code, entry.salt), entry.hash) ? index : found), -1);
};
