import { civilDate, fromSerial } from './calendar.ts';
import type { DateOrder } from './date-order.ts';

export type ReadDate =
  | { readonly date: string; readonly note?: 'year-completed' | 'date-from-serial' }
  | { readonly problem: 'date-unreadable' | 'date-impossible' | 'date-ambiguous' };

const MONTH_NAMES: readonly string[] = [
  'jan january ene enero',
  'feb february febrero',
  'mar march marzo',
  'apr april abr abril',
  'may mayo',
  'jun june junio',
  'jul july julio',
  'aug august ago agosto',
  'sep sept september septiembre setiembre set',
  'oct october octubre',
  'nov november noviembre',
  'dec december dic diciembre',
];
const MONTHS = new Map(MONTH_NAMES.flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])));

const TIME = '(?:[t\\s,]+\\d{1,2}:\\d{2}.*)?';
const ISO = new RegExp(`^(\\d{4})\\s*[-/.\\s]\\s*(\\d{1,2})\\s*[-/.\\s]\\s*(\\d{1,2})${TIME}$`);
const NUMBERS = new RegExp(`^(\\d{1,2})\\s*[-/.\\s]\\s*(\\d{1,2})\\s*[-/.\\s]\\s*(\\d{4}|\\d{2})${TIME}$`);
const EIGHT = /^\d{8}$/;
const SERIAL = /^\d{4,5}(?:\.\d+)?$/;
const DAY_NAME = /^(?:(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mi[eé]|jue|vie|s[aá]b|dom)\p{L}*\.?,\s*)/u;
const DAY_MONTH = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th|º|°)?[\\s./-]*(?:de\\s+|of\\s+)?(\\p{L}+)\\.?[\\s./,-]*(?:de\\s+|del\\s+)?(\\d{4}|\\d{2})${TIME}$`,
  'u',
);
const MONTH_DAY = new RegExp(`^(\\p{L}+)\\.?[\\s./-]*(\\d{1,2})(?:st|nd|rd|th)?[\\s./,-]+(\\d{4}|\\d{2})${TIME}$`, 'u');
const YEAR_MONTH_NAME = /^(\d{4})[\s./-]*(\p{L}+)\.?[\s./-]*(\d{1,2})$/u;

/** A year nobody living or lately dead was born after or before. */
const EARLIEST = 1850;

/** Below this a bare number in a date column is rather a year (2100 as a serial is 30 September 1905). */
const LOWEST_SERIAL = 2100;

interface Parts {
  readonly year: string;
  readonly month: number;
  readonly day: number;
}

/**
 * A date as a person or a program wrote it, as 'YYYY-MM-DD': ISO with or without a time (the time and its zone are dropped, the day stays the one
 * written), 19610304, 3/4/61, 4 mar 1961, March 4, 1961, 4 de marzo de 1961, or a spreadsheet's serial number. Two digits of a year never mean
 * the future. `order` null means that nobody has said yet which number is the month.
 */
export const readDate = (raw: string, order: DateOrder | null, today: string): ReadDate => {
  const text = raw.trim().normalize('NFKC').toLowerCase().replace(DAY_NAME, '');
  const iso = ISO.exec(text);
  if (iso !== null) return built({ year: iso[1] ?? '', month: Number(iso[2]), day: Number(iso[3]) }, today);
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) return fromNumbers(numbers[1] ?? '', numbers[2] ?? '', numbers[3] ?? '', order, today);
  if (EIGHT.test(text)) return fromEight(text, order, today);
  const named = fromNames(text);
  if (named !== null) return built(named, today);
  if (SERIAL.test(text) && Number(text) >= LOWEST_SERIAL) {
    const date = fromSerial(Number(text));
    return date === null || date > today || date < `${EARLIEST}` ? { problem: 'date-impossible' } : { date, note: 'date-from-serial' };
  }
  return { problem: 'date-unreadable' };
};

const fromNumbers = (a: string, b: string, c: string, order: DateOrder | null, today: string): ReadDate => {
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (order === 'ymd' && c.length === 2) return built({ year: a.padStart(2, '0'), month: second, day: third }, today);
  if (order === 'dmy') return built({ year: c, month: second, day: first }, today);
  if (order === 'mdy') return built({ year: c, month: first, day: second }, today);
  if (first > 12 && second <= 12) return built({ year: c, month: second, day: first }, today);
  if ((second > 12 && first <= 12) || first === second) return built({ year: c, month: first, day: second }, today);
  return { problem: first > 12 ? 'date-impossible' : 'date-ambiguous' };
};

const fromEight = (digits: string, order: DateOrder | null, today: string): ReadDate => {
  const cut = (from: number, to: number): string => digits.slice(from, to);
  const year = Number(cut(0, 4));
  if (year >= EARLIEST && year <= Number(today.slice(0, 4))) {
    const read = built({ year: cut(0, 4), month: Number(cut(4, 6)), day: Number(cut(6, 8)) }, today);
    if ('date' in read || order === null || order === 'ymd') return read;
  }
  return fromNumbers(cut(0, 2), cut(2, 4), cut(4, 8), order === 'ymd' ? null : order, today);
};

const fromNames = (text: string): Parts | null => {
  const dayFirst = DAY_MONTH.exec(text);
  const monthFirst = dayFirst === null ? MONTH_DAY.exec(text) : null;
  const yearFirst = dayFirst === null && monthFirst === null ? YEAR_MONTH_NAME.exec(text) : null;
  const parts = dayFirst ?? monthFirst ?? yearFirst;
  if (parts === null) return null;
  const [, a = '', b = '', c = ''] = parts;
  const month = MONTHS.get(monthFirst === null ? b : a);
  if (month === undefined) return null;
  if (dayFirst !== null) return { year: c, month, day: Number(a) };
  return monthFirst !== null ? { year: c, month, day: Number(b) } : { year: a, month, day: Number(c) };
};

const built = ({ year, month, day }: Parts, today: string): ReadDate => {
  if (year.length !== 2) {
    const date = Number(year) < EARLIEST ? null : civilDate(Number(year), month, day);
    return date === null ? { problem: 'date-impossible' } : { date };
  }
  for (const century of ['20', '19']) {
    const date = civilDate(Number(century + year), month, day);
    if (date !== null && date <= today) return { date, note: 'year-completed' };
  }
  return { problem: 'date-impossible' };
};
