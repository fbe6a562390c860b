import { expect, test } from 'vitest';
import { i18n } from '../i18n/i18n.ts';
import { readDue, sayDue, sayOverdue } from './due.ts';

const TODAY = '2031-05-14';
const t = i18n.getFixedT('en');

test('a day and a time are read as they are typed, and a time without a day is not guessed', () => {
  expect(readDue('2031-05-14', '9:30')).toEqual({ due: { day: '2031-05-14', minute: 570 }, odd: null });
  expect(readDue('2031-05-14', '')).toEqual({ due: { day: '2031-05-14', minute: null }, odd: null });
  expect(readDue('', '')).toEqual({ due: null, odd: null });
  expect(readDue('', '9:30')).toEqual({ due: null, odd: 'day' });
  expect(readDue('soon', '')).toEqual({ due: null, odd: 'day' });
  expect(readDue('2031-05-14', 'teatime')).toEqual({ due: null, odd: 'time' });
});

test('what is due is said as people say it', () => {
  expect(sayDue(t, { day: TODAY, minute: 840 }, TODAY, 'en')).toMatch(/^Today, 2:00\sPM$/);
  expect(sayDue(t, { day: '2031-05-15', minute: null }, TODAY, 'en')).toBe('Tomorrow');
  expect(sayDue(t, { day: '2031-06-02', minute: null }, TODAY, 'en')).toBe('June 2, 2031');
});

test('what is overdue is said in words, over months and years', () => {
  const late = (day: string, minute: number | null = null) => sayOverdue(t, { overdue: true, due: { day, minute } }, TODAY, 'en');
  expect(late(TODAY, 570)).toMatch(/^Overdue since 9:30\sAM$/);
  expect(late('2031-05-13')).toBe('Overdue since yesterday');
  expect(late('2031-04-30')).toBe('Overdue for 14 days');
  expect(late('2030-12-31')).toBe('Overdue for 134 days');
  expect(sayOverdue(t, { overdue: false, due: { day: TODAY, minute: 570 } }, TODAY, 'en')).toBeNull();
});
