import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalPolicy, DEFAULT_POLICY, idleMs, POLICY_BOUNDS, policySchema, readPolicy, STRICTEST_POLICY, warnMs } from './policy.ts';

describe('readPolicy', () => {
  test('no policy, and no word on a setting, mean the default', () => {
    expect(readPolicy(undefined)).toEqual(DEFAULT_POLICY);
    expect(readPolicy({ autoLockMinutes: 3 })).toEqual({ ...DEFAULT_POLICY, autoLockMinutes: 3 });
    expect(DEFAULT_POLICY.autoLockMinutes).toBe(5);
  });

  test.each([0, -1, 16, 1e9, 5.5, Number.NaN, '10', null, [], {}])('an automatic lock of %j is the strictest, one minute', (value) => {
    expect(readPolicy({ autoLockMinutes: value })).toEqual({ ...DEFAULT_POLICY, autoLockMinutes: 1 });
  });

  test.each([null, 5, 'policy', [], true])('%j is no policy, and means the strictest of all', (value) => {
    expect(readPolicy(value)).toEqual(STRICTEST_POLICY);
  });

  test('a policy that forbids the password alone is a good policy', () => {
    expect(readPolicy({ passwordOnlyHours: 0 }).passwordOnlyHours).toBe(0);
  });

  test('whatever is read, every setting is within its bounds', () => {
    const anything = fc.dictionary(fc.constantFrom(...Object.keys(POLICY_BOUNDS), '__proto__', 'other'), fc.anything());
    fc.assert(
      fc.property(fc.oneof(anything, fc.anything()), (value) => {
        const policy = readPolicy(value);
        expect(policySchema.safeParse(policy).success).toBe(true);
        expect(idleMs(policy)).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
  });
});

test('one policy has one spelling', () => {
  const reversed = Object.fromEntries(Object.entries(DEFAULT_POLICY).reverse());
  expect(canonicalPolicy(readPolicy(reversed))).toBe(canonicalPolicy(DEFAULT_POLICY));
  expect(canonicalPolicy(DEFAULT_POLICY)).toBe(
    '{"autoLockMinutes":5,"clipboardClearSeconds":60,"maxFailedTries":100,"maxSessionHours":12,"passwordOnlyHours":8,"replaceAfterLockedSeconds":10,"warnSeconds":60}',
  );
});

test('the warning takes at most half of the idle time', () => {
  expect(warnMs(DEFAULT_POLICY)).toBe(60_000);
  expect(warnMs({ ...DEFAULT_POLICY, autoLockMinutes: 1 })).toBe(30_000);
});
