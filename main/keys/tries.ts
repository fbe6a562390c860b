import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Moment } from '../../shared/moment.ts';
import { frame } from './frame.ts';

/**
 * The count of failed tries of one user on one workstation. It is kept twice, in the ledger and in the keychain, and what counts is the stricter of both, so that neither a
 * restart, nor a deleted file, nor an older copy of one forgives a try. What a count means in seconds is said in one place, shared/sign-in.ts.
 */
export type Tries = {
  /** Goes up by one at every success or reset, and where a try is taken back: a count of an earlier era never counts again, an older copy never beats a newer one. */
  readonly era: number;
  readonly failed: number;
  /** When the last one failed. */
  readonly at: Moment;
};

/** After a failed try, or before one that may fail. To be stored, in both places, before the answer is given. */
export const afterFailure = (tries: Tries | undefined, now: Moment): Tries => ({
  era: tries?.era ?? 0,
  failed: (tries?.failed ?? 0) + 1,
  at: now,
});

/** After a success or a reset. */
export const afterSuccess = (tries: Tries | undefined, now: Moment): Tries => ({ era: (tries?.era ?? 0) + 1, failed: 0, at: now });

/** After a try that was counted beforehand and was no wrong guess: as it was `before`. */
export const afterTakenBack = (before: Tries | undefined, charged: Tries): Tries => ({
  era: charged.era + 1,
  failed: before?.failed ?? 0,
  at: before?.at ?? charged.at,
});

const stricter = (one: Tries, other: Tries): Tries => {
  if (one.era !== other.era) return one.era > other.era ? one : other;
  if (one.failed !== other.failed) return one.failed > other.failed ? one : other;
  return one.at.wall >= other.at.wall ? one : other;
};

/** What one of the places had: the count, nothing, or something this workstation did not write. */
export type KeptTries = Tries | 'absent' | 'altered';

/**
 * The tries that count; undefined where neither place has any. `alteredAs` is the number of failures that something altered stands for at least, whichever place it is found in.
 */
export const triesOf = (inLedger: KeptTries, inKeychain: KeptTries, now: Moment, alteredAs: number): Tries | undefined => {
  const known = [inLedger, inKeychain].filter((kept) => kept !== 'absent' && kept !== 'altered');
  const strictest = known.reduce<Tries | undefined>((worst, kept) => (worst === undefined ? kept : stricter(worst, kept)), undefined);
  if (inLedger !== 'altered' && inKeychain !== 'altered') return strictest;
  return { era: strictest?.era ?? 0, failed: Math.max(strictest?.failed ?? 0, alteredAs), at: strictest?.at ?? now };
};

const SHAPE = /^tries1:(\d{1,15}):(\d{1,15}):(\d{1,15}):(\d{1,15}):([\w.-]{1,64}):([\w-]{43})$/u;

const macOf = (key: Uint8Array, userId: string, tries: Tries): Buffer =>
  createHmac('sha256', key)
    .update(frame('anteroom/tries/v1', [userId, tries.era, tries.failed, tries.at.wall, tries.at.boot, tries.at.bootId]))
    .digest();

/** The keychain item of these tries. `key` is `deriveKey(Kdev, 'tries')`; times are whole milliseconds, the boot id at most 64 letters, digits, dots and hyphens. */
export const writeTries = (key: Uint8Array, userId: string, tries: Tries): string => {
  const { wall, boot, bootId } = tries.at;
  const item = `tries1:${tries.era}:${tries.failed}:${wall}:${boot}:${bootId}:${macOf(key, userId, tries).toString('base64url')}`;
  if (!SHAPE.test(item)) throw new RangeError('tries hold whole numbers and a short boot id');
  return item;
};

/** Reads the item back; `altered` if it wasn't written under this key for this user. */
export const readTries = (key: Uint8Array, userId: string, item: string): Tries | 'altered' => {
  const [, era, failed, wall, boot, bootId, mac] = SHAPE.exec(item) ?? [];
  if (bootId === undefined || mac === undefined) return 'altered';
  const tries = { era: Number(era), failed: Number(failed), at: { wall: Number(wall), boot: Number(boot), bootId } };
  return timingSafeEqual(macOf(key, userId, tries), Buffer.from(mac, 'base64url')) ? tries : 'altered';
};
