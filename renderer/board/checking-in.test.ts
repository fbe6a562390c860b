import { expect, test } from 'vitest';
import { readCents } from './checking-in.ts';

test('an amount is read as people write it, and what is none is not guessed at', () => {
  for (const [typed, cents] of [
    ['25', 2500],
    ['25.5', 2550],
    ['$25.50', 2550],
    ['25,50', 2550],
    [' 0 ', 0],
    ['0.05', 5],
  ] as const)
    expect(readCents(typed)).toBe(cents);
  for (const typed of ['', '-5', '25.505', '1,000.00', 'twenty', '25 $', '99999']) expect(readCents(typed)).toBeNull();
});
