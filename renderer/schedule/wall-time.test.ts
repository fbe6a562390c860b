import { expect, test } from 'vitest';
import { daysLater, readTime, sayDay, sayTime, todayIn, weekdayOf } from './wall-time.ts';

test.each([
  ['9', 540],
  ['930', 570],
  ['0930', 570],
  ['9:30', 570],
  ['9:30 am', 570],
  ['9:30pm', 1290],
  ['12 a.m.', 0],
  ['12p', 720],
  ['14:00', 840],
  ['23:59', 1439],
  ['24:00', null],
  ['9:60', null],
  ['13pm', null],
  ['0 am', null],
  ['', null],
  ['nine', null],
])('%j is read as %j', (typed, minutes) => {
  expect(readTime(typed)).toBe(minutes);
});

test('what is said is read back, every five minutes of a day, in both languages', () => {
  for (let minutes = 0; minutes < 1440; minutes += 5) {
    for (const language of ['en', 'es'] as const) expect(readTime(sayTime(minutes, language))).toBe(minutes);
  }
});

test('days go on over months, years and the nights the clock is changed', () => {
  expect(daysLater('2031-12-31', 1)).toBe('2032-01-01');
  expect(daysLater('2031-03-08', 1)).toBe('2031-03-09');
  expect(daysLater('2031-11-02', 1)).toBe('2031-11-03');
  expect(daysLater('2032-03-01', -1)).toBe('2032-02-29');
  expect(weekdayOf('2031-05-14')).toBe(2);
  expect(sayDay('2031-05-14', 'en')).toBe('Wednesday, May 14, 2031');
  expect(sayDay('2031-05-14', 'es')).toContain('14 de mayo de 2031');
});

test('today is the practice’s day, wherever the workstation’s clock stands', () => {
  const [east, west] = [todayIn('Pacific/Kiritimati'), todayIn('Pacific/Pago_Pago')];
  expect(daysLater(west, 1) <= east).toBe(true);
});
