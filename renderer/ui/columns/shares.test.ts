import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_SHARE, sharesOf, withEdgeMoved } from './shares.ts';

test('shares are what columns have of the whole; a table with a column that is not seen has none', () => {
  expect(sharesOf([100, 300, 600])).toEqual([10, 30, 60]);
  expect(sharesOf([100, 0, 600])).toBeNull();
  expect(sharesOf([])).toBeNull();
});

test('an edge takes from one neighbor what it gives to the other, down to the least, and the last column has none', () => {
  expect(withEdgeMoved([10, 30, 60], 0, 5)).toEqual([15, 25, 60]);
  expect(withEdgeMoved([10, 30, 60], 0, -50)).toEqual([LEAST_SHARE, 36, 60]);
  expect(withEdgeMoved([10, 30, 60], 1, 99)).toEqual([10, 86, LEAST_SHARE]);
  expect(withEdgeMoved([10, 30, 60], 2, 5)).toEqual([10, 30, 60]);
});

test('however edges are moved, the columns fill the table and none is lost', () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.double({ min: -120, max: 120, noNaN: true })), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 60, max: 400 }), { minLength: 1, maxLength: 6 }), moves, (widths, all) => {
      let shares = sharesOf(widths);
      fc.pre(shares !== null);
      for (const [edge, by] of all) shares = withEdgeMoved(shares ?? [], edge, by);
      expect(Math.abs((shares ?? []).reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(2);
      for (const share of shares ?? []) expect(share).toBeGreaterThanOrEqual(LEAST_SHARE - 0.1);
    }),
  );
});
