import { expect, test } from 'vitest';
import { columnLetter } from './column-letter.ts';

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, letter) => expect(columnLetter(index)).toBe(letter));
