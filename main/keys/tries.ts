import { createHmac, timingSafeEqual } from 'node:crypto';
import { frame } from './frame.ts';

/**
 * Failed tries of one user on one workstation: a growing delay, then a bar that a reset lifts (NIST SP 800-63B-4 3.2.2: at most 100 in a row). The count is kept twice, in the
 * ledger and in the keychain, and what counts is the stricter of both, so that neither a restart, nor a deleted file, nor an older copy of one forgives a try.
 */
export type Tries = {
  /** Goes up by one at every success or reset: a count of an earlier era never counts again, an older copy never beats a newer one. */
  readonly era: number;
  readonly failed: number;
  /** When the last one failed. */
  readonly at: Moment;
};

/** Two clocks read together: the wall's epoch milliseconds, and milliseconds since boot (counting sleep) with the boot's id. */
export type Moment = { readonly wallMs: number; readonly bootMs: number; readonly bootId: string };

export type Standing = { readonly state: 'free' } | { readonly state: 'wait'; readonly seconds: number } | { readonly state: 'barred' };

/** Who may lift the bar. Where nobody else could, the last owner is slowed down but barred only by the law's limit, and then the recovery kit lifts it. */
export type Lifting = 'by-reset' | 'last-owner';

const FREE = 3;
const BAR_AT = 20;
export const LAW_LIMIT = 100;
const LONGEST_DELAY_S = 15 * 60;

/** The seconds to wait after so many failures in a row: none up to 3, then 2, 4, 8 ... up to 15 minutes. */
export const delayAfter = (failed: number): number => (failed <= FREE ? 0 : Math.min(2 ** (failed - FREE), LONGEST_DELAY_S));

/** The time that has surely passed: the lesser of what the two clocks say, so that a wall clock set forward doesn't shorten a wait; one set back starts it anew. */
const passedSince = (then: Moment, now: Moment): number => {
  const sinceBoot = then.bootId === now.bootId ? now.bootMs - then.bootMs : now.bootMs;
  return Math.max(0, Math.min(now.wallMs - then.wallMs, sinceBoot));
};

/** What stands between this user and the next try. */
export const standingOf = (tries: Tries, now: Moment, lifting: Lifting): Standing => {
  if (tries.failed >= (lifting === 'last-owner' ? LAW_LIMIT : BAR_AT)) return { state: 'barred' };
  const left = delayAfter(tries.failed) * 1000 - passedSince(tries.at, now);
  return left > 0 ? { state: 'wait', seconds: Math.ceil(left / 1000) } : { state: 'free' };
};

/** After a failed try. To be stored, in both places, before the answer is given. */
export const afterFailure = (tries: Tries | undefined, now: Moment): Tries => ({
  era: tries?.era ?? 0,
  failed: (tries?.failed ?? 0) + 1,
  at: now,
});

/** After a success or a reset. */
export const afterSuccess = (tries: Tries | undefined, now: Moment): Tries => ({ era: (tries?.era ?? 0) + 1, failed: 0, at: now });

const stricter = (one: Tries, other: Tries): Tries => {
  if (one.era !== other.era) return one.era > other.era ? one : other;
  if (one.failed !== other.failed) return one.failed > other.failed ? one : other;
  return one.at.wallMs >= other.at.wallMs ? one : other;
};

/** What the keychain had: the count, nothing, or something this workstation did not write. */
export type KeptTries = Tries | 'absent' | 'altered';

/** The tries that count. An altered keychain item counts as a bar: it takes a reset, like the bar itself. */
export const triesOf = (inLedger: Tries | undefined, inKeychain: KeptTries, now: Moment): Tries | undefined => {
  if (inKeychain === 'altered')
    return { era: inLedger?.era ?? 0, failed: Math.max(inLedger?.failed ?? 0, BAR_AT), at: inLedger?.at ?? now };
  if (inKeychain === 'absent') return inLedger;
  return inLedger === undefined ? inKeychain : stricter(inLedger, inKeychain);
};

const SHAPE = /^tries1:(\d{1,15}):(\d{1,15}):(\d{1,15}):(\d{1,15}):([\w.-]{1,64}):([\w-]{43})$/u;

const macOf = (key: Uint8Array, userId: string, tries: Tries): Buffer =>
  createHmac('sha256', key)
    .update(frame('anteroom/tries/v1', [userId, tries.era, tries.failed, tries.at.wallMs, tries.at.bootMs, tries.at.bootId]))
    .digest();

/** The keychain item of these tries. `key` is `deriveKey(Kdev, 'tries')`; times are whole milliseconds, the boot id at most 64 letters, digits, dots and hyphens. */
export const writeTries = (key: Uint8Array, userId: string, tries: Tries): string => {
  const { wallMs, bootMs, bootId } = tries.at;
  const item = `tries1:${tries.era}:${tries.failed}:${wallMs}:${bootMs}:${bootId}:${macOf(key, userId, tries).toString('base64url')}`;
  if (!SHAPE.test(item)) throw new RangeError('tries hold whole numbers and a short boot id');
  return item;
};

/** Reads the item back; `altered` if it wasn't written under this key for this user. */
export const readTries = (key: Uint8Array, userId: string, item: string): Tries | 'altered' => {
  const [, era, failed, wallMs, bootMs, bootId, mac] = SHAPE.exec(item) ?? [];
  if (bootId === undefined || mac === undefined) return 'altered';
  const tries = { era: Number(era), failed: Number(failed), at: { wallMs: Number(wallMs), bootMs: Number(bootMs), bootId } };
  return timingSafeEqual(macOf(key, userId, tries), Buffer.from(mac, 'base64url')) ? tries : 'altered';
};
