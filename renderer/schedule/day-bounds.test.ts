import { expect, test } from 'vitest';
import { boundsOf } from './day-bounds.ts';

const hours = [{ opens: 450, closes: 1020 }, null, null, null, null, null, null];
const MONDAY = '2031-05-12';
const TUESDAY = '2031-05-13';

test('a day is drawn from the hour it opens to the hour it has closed', () => {
  expect(boundsOf({ hours }, MONDAY, [])).toEqual({ from: 420, to: 1020 });
});

test('a closed day is drawn like an office day, and no visit outside the hours is left out', () => {
  expect(boundsOf({ hours }, TUESDAY, [])).toEqual({ from: 480, to: 1020 });
  expect(
    boundsOf({ hours }, MONDAY, [
      { start: 385, minutes: 20 },
      { start: 1400, minutes: 40 },
    ]),
  ).toEqual({ from: 360, to: 1440 });
});
