import { expect, test } from 'vitest';
import { SETUP } from '../../test/support/schedule.ts';
import { nextOpenDay } from './next-open-day.ts';

test('the next open day is after the weekend and after closures, and some day where the practice never opens', () => {
  expect(nextOpenDay(SETUP, '2031-05-14')).toBe('2031-05-15');
  expect(nextOpenDay(SETUP, '2031-05-16')).toBe('2031-05-19');
  const closures = [{ from: '2031-05-19', to: '2031-05-20', name: 'Holiday' }];
  expect(nextOpenDay({ ...SETUP, closures }, '2031-05-16')).toBe('2031-05-21');
  expect(nextOpenDay({ ...SETUP, hours: SETUP.hours.map(() => null) }, '2031-05-16')).toBe('2031-05-17');
});
