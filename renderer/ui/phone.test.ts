import { expect, test } from 'vitest';
import { oddPhone, sayPhone } from './phone.ts';

test.each([
  ['5125550142', '(512) 555-0142', false],
  ['+1 512-555-0142', '(512) 555-0142', false],
  ['512 555 0142 ext 7', '(512) 555-0142 x7', false],
  ['+52 55 1234 5678', '+52 55 1234 5678', false],
  ['555-0142', '555-0142', true],
  ['ask daughter', 'ask daughter', true],
  ['', '', false],
])('%s is said as %s', (typed, said, odd) => {
  expect(sayPhone(typed)).toBe(said);
  expect(oddPhone(typed)).toBe(odd);
});
