import { expect, test } from 'vitest';
import { detailsOf, startNow } from './walking-in.ts';

test('who walks in is booked at the five minutes that have begun, and nobody over midnight', () => {
  for (const [minute, minutes, start] of [
    [602, 30, 600],
    [600, 30, 600],
    [599, 30, 595],
    [1438, 30, 1410],
    [3, 720, 0],
  ] as const)
    expect(startNow(minute, minutes)).toBe(start);
});

test('a newcomer is registered by what was typed, and not before there is a last name and the birth date is a day', () => {
  const blank = { familyName: '', givenName: '', birthDate: '', mobilePhone: '' };
  expect(detailsOf(blank)).toBeNull();
  expect(detailsOf({ ...blank, familyName: ' ' })).toBeNull();
  expect(detailsOf({ ...blank, familyName: 'Okafor', birthDate: '3/4' })).toBeNull();
  expect(detailsOf({ ...blank, familyName: ' Okafor ' })).toEqual({ familyName: 'Okafor' });
  expect(detailsOf({ familyName: 'Okafor', givenName: 'Ngozi ', birthDate: '1988-11-02', mobilePhone: '(702) 555-0117' })).toEqual({
    familyName: 'Okafor',
    givenName: 'Ngozi',
    birthDate: '1988-11-02',
    mobilePhone: '(702) 555-0117',
  });
});
