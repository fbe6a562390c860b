import { expect, test } from 'vitest';
import { seriesDays } from './recurrence.ts';

const days = (day: string, rule: Parameters<typeof seriesDays>[1]) => seriesDays(day, rule).days;

test('every week, and every third, over the nights the clock is changed and the end of the year', () => {
  expect(days('2031-03-05', { repeats: 'weekly', every: 1, ends: { count: 3 } })).toEqual(['2031-03-05', '2031-03-12', '2031-03-19']);
  expect(days('2031-10-29', { repeats: 'weekly', every: 3, ends: { until: '2032-01-01' } })).toEqual([
    ...['2031-10-29', '2031-11-19', '2031-12-10', '2031-12-31'],
  ]);
});

test('on the same day of the month, which is the last one where the month is too short', () => {
  expect(days('2031-05-14', { repeats: 'monthly-by-day', every: 2, ends: { count: 3 } })).toEqual([
    '2031-05-14',
    '2031-07-14',
    '2031-09-14',
  ]);
  expect(days('2032-01-31', { repeats: 'monthly-by-day', every: 1, ends: { count: 4 } })).toEqual([
    ...['2032-01-31', '2032-02-29', '2032-03-31', '2032-04-30'],
  ]);
});

test('on the same weekday of the month, and on the last one for a fifth', () => {
  expect(days('2031-05-14', { repeats: 'monthly-by-weekday', every: 1, ends: { count: 3 } })).toEqual([
    '2031-05-14',
    '2031-06-11',
    '2031-07-09',
  ]);
  expect(days('2031-05-30', { repeats: 'monthly-by-weekday', every: 1, ends: { count: 3 } })).toEqual([
    '2031-05-30',
    '2031-06-27',
    '2031-07-25',
  ]);
});

test('a series ends where it is full and says that it would go on, and one that ends before it begins is none', () => {
  const { days: all, more } = seriesDays('2031-05-14', { repeats: 'weekly', every: 1, ends: { until: '2040-01-01' } });
  expect(all).toHaveLength(50);
  expect(more).toBe(true);
  expect(seriesDays('2031-05-14', { repeats: 'weekly', every: 1, ends: { until: '2031-05-13' } })).toEqual({ days: [], more: false });
  expect(seriesDays('9999-12-01', { repeats: 'monthly-by-day', every: 52, ends: { count: 50 } }).days[0]).toBe('9999-12-01');
});
