import { base32nopad } from '@scure/base';
import { generateURI, verifySync } from 'otplib';

/**
 * Time-based codes (RFC 6238: SHA-1, six digits, 30 seconds), the kind every authenticator app makes. The secret has 160 bits (NIST SP 800-63B-4 asks for 112);
 * it is made in `newUserKeys` and sealed in the bundle. A code of the step before or after the present one is accepted; each step once.
 */
const STEP_SECONDS = 30;
const DIGITS = /^\d{6}$/;

/** `used`: right, but its step or a later one was accepted before. `accepted.step` is to be stored as the last one, durably, before anything is opened with it. */
export type TotpAnswer = { readonly state: 'accepted'; readonly step: number } | { readonly state: 'used' } | { readonly state: 'wrong' };

/** The `otpauth://` address for the QR code and, for typing by hand, the secret in base 32. Both are as secret as the secret. */
export const totpEnrolment = (secret: Uint8Array, account: { practice: string; user: string }): { uri: string; base32: string } => {
  const base32 = base32nopad.encode(secret);
  return { uri: generateURI({ issuer: account.practice, label: account.user, secret: base32 }), base32 };
};

/**
 * Judges a typed code; blanks and hyphens in it are ignored. `nowMs` is epoch milliseconds by the trusted clock; `lastStep` is the step accepted last, -1 if none. A clock
 * set back makes codes `used`, never twice valid.
 */
export const checkTotp = (secret: Uint8Array, typed: string, nowMs: number, lastStep: number): TotpAnswer => {
  const token = typed.replace(/[\s-]/gu, '');
  if (!DIGITS.test(token)) return { state: 'wrong' };
  const result = verifySync({ secret, token, epoch: Math.floor(nowMs / 1000), period: STEP_SECONDS, epochTolerance: STEP_SECONDS });
  if (!result.valid || !('timeStep' in result)) return { state: 'wrong' };
  return result.timeStep > lastStep ? { state: 'accepted', step: result.timeStep } : { state: 'used' };
};
