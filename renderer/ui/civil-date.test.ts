import { describe, expect, test } from 'vitest';
import { ageOn, readDate, sayBirth, sayDate, todayHere } from './civil-date.ts';

const TODAY = '2026-11-22';

describe('a typed date', () => {
  test.each([
    '3/4/61',
    '03041961',
    '3-4-1961',
    '4 mar 1961',
    '4 marzo 1961',
    '4 de marzo de 1961',
    'March 4, 1961',
    '1961-03-04',
    ' 030461 ',
  ])('%s is the fourth of March 1961', (typed) => expect(readDate(typed, 'birth', TODAY)).toBe('1961-03-04'));

  test.each(['', 'maria', '13/32/1961', '2/30/1961', '1961', 'mar 1961', '3/4', '3/4/61 garcia', '31/31/61'])('%s is no day', (typed) =>
    expect(readDate(typed, 'birth', TODAY)).toBeNull(),
  );

  test('a day that only makes sense day first is read day first', () => expect(readDate('25/12/1980', 'birth', TODAY)).toBe('1980-12-25'));

  test('a birth date is never in the future, an insurance card may end there', () => {
    expect(readDate('12/31/2027', 'birth', TODAY)).toBeNull();
    expect(readDate('12/31/2027', 'any', TODAY)).toBe('2027-12-31');
    expect(readDate('12/31/27', 'any', TODAY)).toBe('2027-12-31');
  });

  test('nobody is born 130 years ago', () => expect(readDate('3/4/1890', 'birth', TODAY)).toBeNull());
});

describe('a date as people say it', () => {
  test.each([
    ['1961-03-04', 'en', 'March 4, 1961'],
    ['1961-03-04', 'es', '4 de marzo de 1961'],
    ['0099-01-01x', 'en', '0099-01-01x'],
  ] as const)('%s in %s is %s', (date, language, said) => expect(sayDate(date, language)).toBe(said));

  test('a birth date carries the age', () => {
    expect(sayBirth('1961-03-04', 'en', TODAY)).toBe('March 4, 1961 (65)');
    expect(sayBirth('1961-11-23', 'es', TODAY)).toBe('23 de noviembre de 1961 (64)');
  });

  test('an infant is counted in months', () => {
    expect(sayBirth('2026-10-01', 'en', TODAY)).toBe('October 1, 2026 (1 month)');
    expect(sayBirth('2025-04-22', 'es', TODAY)).toBe('22 de abril de 2025 (19 meses)');
  });

  test('the age turns on the birthday itself', () => {
    expect(ageOn('2000-11-22', TODAY)?.years).toBe(26);
    expect(ageOn('2000-11-23', TODAY)?.years).toBe(25);
    expect(ageOn('2027-01-01', TODAY)).toBeNull();
  });
});

test('today is the day on the wall, not in Greenwich', () => {
  expect(todayHere(new Date(2026, 0, 1, 0, 5))).toBe('2026-01-01');
  expect(todayHere(new Date(2026, 11, 31, 23, 55))).toBe('2026-12-31');
});
