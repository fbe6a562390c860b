import { phoneDigits } from './phone-digits.ts';

const SIGNS = '[\\s.-]';
/** Between the groups of a number a slash is a sign as well: behind three digits none stands in a date. */
const BETWEEN = '[\\s./-]';
/** What follows the area, whole or as far as it is typed. */
const REST = `(?:\\d{3}(?:${BETWEEN}*\\d{1,4})?|\\d{1,2})`;
const IN_BRACKETS = `\\(\\s?\\d{3}(?:\\s?\\)(?:${BETWEEN}*${REST})?)?`;
const GROUPS = `\\d{3}${BETWEEN}+${REST}`;
/** The country code 1, and behind it a number of its plan, whose area begins with 2 to 9: "1-1961" is a month. */
const COUNTRY = `\\+\\s*1(?!\\d{11})${SIGNS}*|1(?:${SIGNS}+(?=[(2-9])|(?=\\())`;
const OTHER_COUNTRY = '\\+[\\d\\s().-]*\\d';
const EXTENSION_WORD = 'e(?:x(?:t(?:e(?:n(?:s(?:i(?:[oó]n?)?)?)?)?)?)?)?|x|#';
/** An extension, or the beginning of one where the line ends. */
const EXTENSION = `[\\s,;]*\\(?(?:(?:${EXTENSION_WORD})[\\s.:]*(?:\\d+\\)?|$))`;
const NATIONAL = `${IN_BRACKETS}|${GROUPS}`;

const PHONE = new RegExp(
  `(?<![\\d\\p{L}]|\\d[/.-])(?:(?<country>${COUNTRY})(?<behind>${NATIONAL}|\\d{3,10})|(?<other>${OTHER_COUNTRY})|(?<plain>${NATIONAL})|(?<run>\\d{7,11})(?=${EXTENSION}))(?!\\d)`,
  'u',
);
const BEHIND = new RegExp(`^${EXTENSION}(?!\\p{L})`, 'u');

const FEWEST_BEFORE_EXTENSION = 7;

/**
 * Takes a phone number out of a typed line in lower case, in any usual form and as far as it is typed: (305) 555-0123, 1-305-555, +1 305, 305 555 01,
 * 555-0123 x12. `digits` are the ones a stored number begins or ends with, without the country code 1. Null when there is none in it; a bare run of
 * digits is one only with an extension behind it.
 */
export const takePhone = (line: string): { readonly digits: string; readonly rest: string } | null => {
  const found = PHONE.exec(line);
  if (found === null) return null;
  const { behind, plain, run, other } = found.groups ?? {};
  const digits = behind === undefined ? phoneDigits(plain ?? run ?? other ?? '') : behind.replace(/\D+/g, '');
  if (digits.length < 3) return null;
  const after = line.slice(found.index + found[0].length);
  const extension = digits.length < FEWEST_BEFORE_EXTENSION ? null : BEHIND.exec(after);
  return { digits, rest: `${line.slice(0, found.index)} ${after.slice(extension?.[0].length ?? 0)}` };
};
