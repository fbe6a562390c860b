import * as z from 'zod';

/**
 * What a practice may decide about its workstations. Every setting has hard bounds, and policy may only be stricter than the house:
 * automatic logoff is at most 15 minutes (45 CFR 164.312(a)(2)(iii)), a session at most 12 hours and 100 failed tries in a row (NIST SP 800-63B-4).
 */
type Bounds = { readonly least: number; readonly most: number; readonly usual: number; readonly strictest: number };

export const POLICY_BOUNDS = {
  autoLockMinutes: { least: 1, most: 15, usual: 5, strictest: 1 },
  clipboardClearSeconds: { least: 5, most: 60, usual: 60, strictest: 5 },
  maxFailedTries: { least: 10, most: 100, usual: 100, strictest: 10 },
  maxSessionHours: { least: 1, most: 12, usual: 12, strictest: 1 },
  passwordOnlyHours: { least: 0, most: 12, usual: 8, strictest: 0 },
  replaceAfterLockedSeconds: { least: 5, most: 10, usual: 10, strictest: 5 },
  warnSeconds: { least: 15, most: 60, usual: 60, strictest: 60 },
} as const satisfies Record<string, Bounds>;

const bounded = ({ least, most }: Bounds) => z.int().min(least).max(most);
const lenient = (bounds: Bounds) => bounded(bounds).default(bounds.usual).catch(bounds.strictest);

/** For a policy a person is writing now: anything out of bounds, missing or unknown is refused. */
export const policySchema = z.strictObject({
  autoLockMinutes: bounded(POLICY_BOUNDS.autoLockMinutes),
  clipboardClearSeconds: bounded(POLICY_BOUNDS.clipboardClearSeconds),
  maxFailedTries: bounded(POLICY_BOUNDS.maxFailedTries),
  maxSessionHours: bounded(POLICY_BOUNDS.maxSessionHours),
  passwordOnlyHours: bounded(POLICY_BOUNDS.passwordOnlyHours),
  replaceAfterLockedSeconds: bounded(POLICY_BOUNDS.replaceAfterLockedSeconds),
  warnSeconds: bounded(POLICY_BOUNDS.warnSeconds),
});
export type Policy = Readonly<z.infer<typeof policySchema>>;

const storedPolicySchema = z.object({
  autoLockMinutes: lenient(POLICY_BOUNDS.autoLockMinutes),
  clipboardClearSeconds: lenient(POLICY_BOUNDS.clipboardClearSeconds),
  maxFailedTries: lenient(POLICY_BOUNDS.maxFailedTries),
  maxSessionHours: lenient(POLICY_BOUNDS.maxSessionHours),
  passwordOnlyHours: lenient(POLICY_BOUNDS.passwordOnlyHours),
  replaceAfterLockedSeconds: lenient(POLICY_BOUNDS.replaceAfterLockedSeconds),
  warnSeconds: lenient(POLICY_BOUNDS.warnSeconds),
});

export const DEFAULT_POLICY: Policy = storedPolicySchema.parse({});

export const STRICTEST_POLICY: Policy = {
  autoLockMinutes: POLICY_BOUNDS.autoLockMinutes.strictest,
  clipboardClearSeconds: POLICY_BOUNDS.clipboardClearSeconds.strictest,
  maxFailedTries: POLICY_BOUNDS.maxFailedTries.strictest,
  maxSessionHours: POLICY_BOUNDS.maxSessionHours.strictest,
  passwordOnlyHours: POLICY_BOUNDS.passwordOnlyHours.strictest,
  replaceAfterLockedSeconds: POLICY_BOUNDS.replaceAfterLockedSeconds.strictest,
  warnSeconds: POLICY_BOUNDS.warnSeconds.strictest,
};

/**
 * Reads a policy that is already in force and can't be argued with (a file, a managed setting). No policy at all (`undefined`) and a missing
 * setting mean the default; a malformed setting means the strictest value of that setting; something that is no policy means the strictest of all.
 */
export const readPolicy = (value: unknown): Policy => {
  if (value === undefined) return DEFAULT_POLICY;
  const parsed = storedPolicySchema.safeParse(value);
  return parsed.success ? parsed.data : STRICTEST_POLICY;
};

/** The one spelling of a policy (keys sorted, no white space, integers only; RFC 8785 for this shape). The audit entry carries its SHA-256. */
export const canonicalPolicy = (policy: Policy): string =>
  JSON.stringify(Object.fromEntries(Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1))));

/** How long one may be idle, in milliseconds. */
export const idleMs = (policy: Policy): number => policy.autoLockMinutes * 60_000;

/** How long before the lock the warning begins, in milliseconds; never more than half the idle time, or it would stand there all day. */
export const warnMs = (policy: Policy): number => Math.min(policy.warnSeconds * 1000, idleMs(policy) / 2);
