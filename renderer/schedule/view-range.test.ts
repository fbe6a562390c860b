import { expect, test } from 'vitest';
import { daysOf, rangeOf } from './view-range.ts';

test('a week begins on Monday, whatever day of it is looked at, over the end of a year and the night the clock is changed', () => {
  for (const day of ['2031-12-29', '2031-12-31', '2032-01-04'])
    expect(rangeOf('week', day, 1)).toEqual({ from: '2031-12-29', to: '2032-01-04' });
  expect(daysOf(rangeOf('week', '2031-03-09', 1))).toEqual([
    ...['2031-03-03', '2031-03-04', '2031-03-05', '2031-03-06', '2031-03-07', '2031-03-08', '2031-03-09'],
  ]);
});

test('a day is a day, and a list as many as it was asked for', () => {
  expect(daysOf(rangeOf('day', '2032-02-29', 30))).toEqual(['2032-02-29']);
  expect(daysOf(rangeOf('list', '2032-02-27', 7))).toHaveLength(7);
  expect(rangeOf('list', '2032-02-27', 1)).toEqual({ from: '2032-02-27', to: '2032-02-27' });
});
