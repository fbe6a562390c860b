import { describe, expect, test } from 'vitest';
import type { Moment } from './moment.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { factorsNeeded, rememberedSignInsSchema, type SignIn, secondsBarred } from './sign-in.ts';

const HOUR = 3_600_000;
const MARIA = '01900000-0000-7000-8000-000000000001';
const JOSE = '01900000-0000-7000-8000-000000000002';
const start: Moment = { wall: 1_800_000_000_000, boot: 1_000_000, bootId: 'one' };
const later = (ms: number, wallMoved = 0): Moment => ({ wall: start.wall + ms + wallMoved, boot: start.boot + ms, bootId: 'one' });
const signIn: SignIn = { userId: MARIA, sessionId: '01900000-0000-7000-8000-000000000009', at: start };

describe('factorsNeeded', () => {
  test.each([
    ['the same person, a minute later', later(60_000), DEFAULT_POLICY, MARIA, 'password'],
    ['a moment before eight hours', later(8 * HOUR - 1), DEFAULT_POLICY, MARIA, 'password'],
    ['at eight hours', later(8 * HOUR), DEFAULT_POLICY, MARIA, 'password-and-code'],
    ['another person', later(60_000), DEFAULT_POLICY, JOSE, 'password-and-code'],
    ['a policy of none', later(0), { ...DEFAULT_POLICY, passwordOnlyHours: 0 }, MARIA, 'password-and-code'],
    ['past the longest session', later(2 * HOUR), { ...DEFAULT_POLICY, maxSessionHours: 2 }, MARIA, 'password-and-code'],
    ['a clock set back to look young', later(7 * HOUR, -7 * HOUR), DEFAULT_POLICY, MARIA, 'password-and-code'],
    ['a clock set forward', later(60_000, 180_000), DEFAULT_POLICY, MARIA, 'password-and-code'],
    ['another boot', { ...later(60_000), bootId: 'two' }, DEFAULT_POLICY, MARIA, 'password-and-code'],
    ['nearly eight hours by one clock, over by the other', later(8 * HOUR - 60_000, 60_000), DEFAULT_POLICY, MARIA, 'password-and-code'],
  ] as const)('%s', (_what, now, policy, userId, factors) => {
    expect(factorsNeeded(signIn, now, policy, userId)).toBe(factors);
  });

  test('nobody remembered: both', () => {
    expect(factorsNeeded(null, start, DEFAULT_POLICY, MARIA)).toBe('password-and-code');
  });
});

describe('secondsBarred', () => {
  const tries = (failures: number) => ({ userId: MARIA, failures, last: start });

  test('two slips cost nothing, then the wait grows and stays at fifteen minutes until only a reset helps', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99, 100].map((failures) => secondsBarred(tries(failures), start, DEFAULT_POLICY));
    expect(waits).toEqual([0, 0, 0, 5, 15, 30, 60, 120, 300, 600, 900, 900, 900, Number.POSITIVE_INFINITY]);
  });

  test('the last owner, whom nobody could reset, is slowed down by every policy but barred by the law alone', () => {
    const strict = { ...DEFAULT_POLICY, maxFailedTries: 10 };
    expect(secondsBarred(tries(10), start, strict)).toBe(Number.POSITIVE_INFINITY);
    const owner = (failures: number) => secondsBarred({ ...tries(failures), lastOwner: true }, start, strict);
    expect([9, 10, 99, 100].map(owner)).toEqual([600, 900, 900, Number.POSITIVE_INFINITY]);
  });

  test('a clock set forward does not shorten it, and a restart counts from the start of the machine', () => {
    expect(secondsBarred(tries(10), later(60_000, HOUR), DEFAULT_POLICY)).toBe(840);
    expect(secondsBarred(tries(10), { wall: start.wall + HOUR, boot: 100_000, bootId: 'two' }, DEFAULT_POLICY)).toBe(800);
    expect(secondsBarred(tries(10), later(900_000), DEFAULT_POLICY)).toBe(0);
  });
});

test('the sealed record of sign-ins takes its own shape and no other', () => {
  const record = { version: 1, lastUserId: MARIA, signIns: [signIn] };
  expect(rememberedSignInsSchema.parse(record)).toEqual(record);
  for (const wrong of [
    { ...record, version: 2 },
    { ...record, password: 'x' },
    { ...record, signIns: [{ ...signIn, at: start.wall }] },
  ]) {
    expect(rememberedSignInsSchema.safeParse(wrong).success).toBe(false);
  }
});
