import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deletesOf, withinOneTypo } from './typo.ts';

test.each([
  ['garcia', 'garcia'],
  ['garcia', 'gracia'],
  ['garcia', 'garca'],
  ['garcia', 'garcias'],
  ['garcia', 'barcia'],
  ['a', ''],
])('%s and %s are within one typing error', (a, b) => {
  expect(withinOneTypo(a, b)).toBe(true);
  expect(withinOneTypo(b, a)).toBe(true);
});

test.each([
  ['garcia', 'gacira'],
  ['garcia', 'gria'],
  ['ab', 'cd'],
  ['garcia', 'bracia'],
])('%s and %s are not', (a, b) => {
  expect(withinOneTypo(a, b)).toBe(false);
  expect(withinOneTypo(b, a)).toBe(false);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ñ', '𐐷'), minLength: 1, maxLength: 8 });

/** The textbook distance, for comparison. */
const distance = (a: string[], b: string[]): number => {
  const row = (i: number, j: number): number => {
    if (i === 0) return j;
    if (j === 0) return i;
    const costs = [row(i - 1, j) + 1, row(i, j - 1) + 1, row(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) costs.push(row(i - 2, j - 2) + 1);
    return Math.min(...costs);
  };
  return row(a.length, b.length);
};

test('it agrees with the textbook distance, and words within one error always share a delete', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      if (Math.max(a.length, b.length) > 6) return;
      const close = distance(Array.from(a), Array.from(b)) <= 1;
      expect(withinOneTypo(a, b)).toBe(close);
      if (close && Array.from(a).length > 1 && Array.from(b).length > 1) {
        expect(deletesOf(a).some((rest) => deletesOf(b).includes(rest))).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
