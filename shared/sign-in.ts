import * as z from 'zod';
import { clockMoved, elapsed, type Moment, momentSchema, surelyElapsed } from './moment.ts';
import type { Policy } from './policy.ts';

const HOUR_MS = 3_600_000;

/** A sign-in with both factors: who, when, and the session it began. Opening again with the password alone does not renew it. */
export const signInSchema = z.strictObject({ userId: z.uuid(), sessionId: z.uuid(), at: momentSchema });
export type SignIn = Readonly<z.infer<typeof signInSchema>>;

/**
 * What main hands to the main that replaces it, sealed under a key derived from the device secret and deleted when read. It is written at no other
 * time: after a quit, a crash or a restart of the machine everyone gives both factors (NIST SP 800-63B-4 section 5: no session secret survives).
 */
export const rememberedSignInsSchema = z.strictObject({
  version: z.literal(1),
  lastUserId: z.uuid().nullable(),
  signIns: z.array(signInSchema).max(64),
});
export type RememberedSignIns = Readonly<z.infer<typeof rememberedSignInsSchema>>;

export type Factors = 'password' | 'password-and-code';

/**
 * The password alone is enough for the person of `lastSignIn` while it is younger than policy allows, by the faster clock, and the clocks have told
 * one story since. In every other case both factors are asked.
 */
export const factorsNeeded = (lastSignIn: SignIn | null, now: Moment, policy: Policy, userId: string): Factors => {
  if (lastSignIn === null || lastSignIn.userId !== userId || clockMoved(lastSignIn.at, now)) return 'password-and-code';
  // a session's ceiling counts from the same sign-in, so a longer memory would open a session that is already over
  const hours = Math.min(policy.passwordOnlyHours, policy.maxSessionHours);
  return elapsed(lastSignIn.at, now) < hours * HOUR_MS ? 'password' : 'password-and-code';
};

/** Failures in a row after which NIST SP 800-63B-4 (3.2.2) lets nobody try again, whatever policy says. */
export const LAW_LIMIT = 100;

/**
 * Failed tries in a row of one person on this workstation, as the durable count has them. `lastOwner`: nobody else could lift a bar from this person, so policy slows them down but
 * only the law's limit bars them, and then the recovery kit helps.
 */
export const failedTriesSchema = z.strictObject({
  userId: z.uuid(),
  failures: z.int().nonnegative(),
  last: momentSchema,
  lastOwner: z.boolean().exactOptional(),
});
export type FailedTries = Readonly<z.infer<typeof failedTriesSchema>>;

/** Seconds to wait after so many failures in a row; the last figure stays. Two slips of the finger cost nothing. */
const DELAY_SECONDS = [0, 0, 0, 5, 15, 30, 60, 120, 300, 600, 900] as const;

/**
 * Whole seconds until this person may try again: 0 when at once, Infinity when only a reset helps (NIST SP 800-63B-4: at most 100 tries in a row).
 * Counted by the slower clock, so that setting the clock forward shortens no wait.
 */
export const secondsBarred = (tries: FailedTries | null, now: Moment, policy: Policy): number => {
  if (tries === null) return 0;
  if (tries.failures >= (tries.lastOwner === true ? LAW_LIMIT : policy.maxFailedTries)) return Number.POSITIVE_INFINITY;
  const delay = DELAY_SECONDS[tries.failures] ?? 900;
  return Math.max(0, Math.ceil(delay - surelyElapsed(tries.last, now) / 1000));
};

/** After this many failures in a row a remembered sign-in is forgotten: someone is guessing, so the code is asked as well. */
export const FAILURES_TO_FORGET = 3;

/** After this many wrong fresh codes in a row in an open session it is locked. */
export const FAILURES_TO_LOCK = 5;
