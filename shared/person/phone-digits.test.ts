import { expect, test } from 'vitest';
import { phoneDigits } from './phone-digits.ts';

test.each([
  '305-555-0123',
  '(305) 555-0123',
  '1 305 555 0123',
  '1 (305) 555-0123',
  '+1.305.555.0123',
  'fax: 305-555-0123',
  'text 305-555-0123',
  'Max 305-555-0123',
  '# 305-555-0123',
  '305-555-0123x12',
  '305-555-0123 x 12',
  '305-555-0123, ext. 12',
  '305-555-0123 (ext 12)',
  '305-555-0123 home, ext 12',
  '305-555-0123 #12',
  'fax 305-555-0123 ext 12',
  '٣٠٥-٥٥٥-٠١٢٣ x١٢',
])('%j is the number 3055550123', (written) => {
  expect(phoneDigits(written)).toBe('3055550123');
});

test.each([
  ['+44 20 7946 0958', '442079460958'],
  ['4410 x12', '4410'],
  ['no phone', ''],
  ['x', ''],
])('%j has the digits %j', (written, digits) => {
  expect(phoneDigits(written)).toBe(digits);
});
