import { expect, test } from 'vitest';
import { chance } from './random.ts';

const draws = (...seed: number[]) => {
  const random = chance(...seed);
  return Array.from({ length: 20 }, () => random.below(1_000_000));
};

test('the same seed gives the same run, another seed another', () => {
  expect(draws(7, 3)).toEqual(draws(7, 3));
  expect(draws(7, 3)).not.toEqual(draws(7, 4));
  expect(draws(7, 3)).not.toEqual(draws(3, 7));
  expect(draws(7)).not.toEqual(draws(7 + 2 ** 32));
});

test('draws spread evenly over their range', () => {
  const random = chance(1);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 100_000; draw++) {
    const place = random.below(10);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});
