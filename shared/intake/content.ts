import { stateCode } from './places.ts';
import { looksLikeEmail, sexOf } from './values.ts';

/** What the cells of a column look like, whatever its heading says. */
export type ContentKind = 'date' | 'phone' | 'email' | 'zip' | 'state' | 'sex' | 'ssn' | 'number' | 'text' | 'empty';

const TESTS: readonly (readonly [kind: ContentKind, test: (cell: string) => boolean])[] = [
  ['email', looksLikeEmail],
  ['ssn', (cell) => /^\d{3}-\d{2}-\d{4}$/.test(cell)],
  ['phone', (cell) => /^\+?1?[\s.-]?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?:\s*(?:x|ext\.?)\s*\d+)?$/i.test(cell)],
  ['date', (cell) => /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s].*)?$/.test(cell) || /^\d{1,2}[\s-]\p{L}{3,}[\s-]\d{2,4}$/u.test(cell)],
  ['zip', (cell) => /^\d{5}(?:-\d{4})?$/.test(cell)],
  ['sex', (cell) => sexOf(cell) !== null && !/^\d/.test(cell)],
  ['state', (cell) => cell.length <= 20 && stateCode(cell) !== null],
  ['number', (cell) => /^-?\d+(?:[.,]\d+)*$/.test(cell)],
];

/** Nine of ten cells must agree: a column of notes in which a phone number stands is no column of phone numbers. */
const AGREEMENT = 0.9;

/** The kind nearly all of the filled cells share. */
export const contentKind = (cells: readonly string[]): ContentKind => {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0) return 'empty';
  for (const [kind, test] of TESTS) if (filled.filter(test).length >= filled.length * AGREEMENT) return kind;
  return 'text';
};
