import { expect, test } from 'vitest';
import { freeStarts } from './free-time.ts';

const OPEN = { from: 480, to: 600 };

test('an empty day is filled one visit behind the other, as far as the whole visit fits', () => {
  expect(freeStarts(OPEN, [], 30)).toEqual([480, 510, 540, 570]);
  expect(freeStarts(OPEN, [], 50)).toEqual([480, 530]);
  expect(freeStarts(OPEN, [], 125)).toEqual([]);
});

test('what is taken is stepped over, whatever its order and however it overlaps', () => {
  const taken = [
    { from: 540, to: 555 },
    { from: 470, to: 500 },
    { from: 545, to: 550 },
    { from: 590, to: 700 },
  ];
  expect(freeStarts(OPEN, taken, 15)).toEqual([500, 515, 555, 570]);
  expect(freeStarts(OPEN, [{ from: 0, to: 1440 }], 5)).toEqual([]);
});

test('a gap that begins at an odd minute is offered from the next fifth minute on', () => {
  expect(freeStarts({ from: 542, to: 600 }, [], 30)).toEqual([545]);
});
