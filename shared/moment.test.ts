import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, clockMoved, elapsed, type Moment, msLeft, sameBoot, surelyElapsed } from './moment.ts';

const from: Moment = { wall: 1_800_000_000_000, boot: 50_000_000, bootId: 'one' };
const later = (wall: number, boot: number, bootId = 'one'): Moment => ({ wall: from.wall + wall, boot: from.boot + boot, bootId });

describe('clockMoved', () => {
  test.each([
    ['nothing', later(0, 0), false],
    ['an hour on both clocks', later(3_600_000, 3_600_000), false],
    ['a correction of two minutes', later(-120_000, 0), false],
    ['a wall clock set back by more', later(-120_001, 0), true],
    ['a wall clock set forward by more', later(120_001, 0), true],
    ['a wall clock that stood still', later(0, 120_001), true],
    ['both clocks set back', later(-120_001, -120_001), true],
    ['a wall clock set back while the boot clock falters', later(-130_000, -20_000), true],
    ['another boot', later(10, 10, 'two'), true],
    ['a reading that is not a number', later(Number.NaN, 0), true],
  ])('%s', (_what, to, moved) => {
    expect(clockMoved(from, to)).toBe(moved);
  });
});

test('derived boot ids are the same boot within two minutes, exact ones only when equal', () => {
  const derived = (id: string): Moment => ({ ...from, bootId: id });
  expect(sameBoot(derived('derived-1000'), derived('derived-121000'))).toBe(true);
  expect(sameBoot(derived('derived-1000'), derived('derived-121001'))).toBe(false);
  expect(sameBoot(derived('derived-x'), derived('derived-y'))).toBe(false);
  expect(sameBoot(derived('derived-1000'), derived('1000'))).toBe(false);
});

test('an age is never less than what the boot clock counted, a wait never shorter', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1e9), (wall, boot) => {
      expect(elapsed(from, later(wall, boot))).toBeGreaterThanOrEqual(boot);
      expect(surelyElapsed(from, later(wall, boot))).toBeLessThanOrEqual(boot);
      expect(msLeft(after(from, 300_000), later(wall, boot))).toBeLessThanOrEqual(300_000 - boot);
    }),
  );
});

test('after another boot an age is unknowable and only the time since that boot is certain', () => {
  expect(elapsed(from, later(5000, -40_000_000, 'two'))).toBe(Number.POSITIVE_INFINITY);
  expect(surelyElapsed(from, { wall: from.wall + 90_000, boot: 20_000, bootId: 'two' })).toBe(20_000);
  expect(surelyElapsed(from, { wall: from.wall - 90_000, boot: 20_000, bootId: 'two' })).toBe(0);
});
