import { asciiDigits } from './phone-digits.ts';

/** Days from `from` to `to`, both inclusive, as numbers YYYYMMDD (19610304). A day has from = to. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** Nobody older is looked for: the oldest proven age is 122. */
const OLDEST_YEARS = 125;

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'enero', 'ene'],
  ['february', 'feb', 'febrero'],
  ['march', 'mar', 'marzo'],
  ['april', 'apr', 'abril', 'abr'],
  ['may', 'mayo'],
  ['june', 'jun', 'junio'],
  ['july', 'jul', 'julio'],
  ['august', 'aug', 'agosto', 'ago'],
  ['september', 'sept', 'sep', 'septiembre', 'setiembre', 'set'],
  ['october', 'oct', 'octubre'],
  ['november', 'nov', 'noviembre'],
  ['december', 'dec', 'diciembre', 'dic'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, at) => names.map((name): [string, number] => [name, at + 1])));
const MONTH = [...MONTH_OF.keys()].sort((a, b) => b.length - a.length).join('|');

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The years a typed year can mean for somebody alive on `today`: '61' never means the future, '20' may mean 2020 or 1920. */
const yearsOf = (typed: string, today: string): number[] => {
  const now = Number(today.slice(0, 4));
  const candidates = typed.length === 2 ? [2000 + Number(typed), 1900 + Number(typed)] : [Number(typed)];
  return candidates.filter((year) => year <= now && year >= now - OLDEST_YEARS);
};

const day = (years: readonly number[], month: number, date: number, today: string): Days[] =>
  years.flatMap((year) => {
    if (month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return [];
    const number = year * 10000 + month * 100 + date;
    return number > Number(today.replaceAll('-', '')) ? [] : [{ from: number, to: number }];
  });

const wholeMonth = (years: readonly number[], month: number): Days[] =>
  years.flatMap((year) => (month < 1 || month > 12 ? [] : [{ from: year * 10000 + month * 100, to: year * 10000 + month * 100 + 31 }]));

/** Month first, then day first: both readings of an ambiguous date, one of a clear one. */
const bothWays = (a: string, b: string, year: string, today: string): Days[] => {
  const years = yearsOf(year, today);
  return distinct([...day(years, Number(a), Number(b), today), ...day(years, Number(b), Number(a), today)]);
};

const distinct = (days: readonly Days[]): Days[] =>
  days.filter((one, at) => days.findIndex((other) => other.from === one.from && other.to === one.to) === at);

interface Form {
  readonly pattern: RegExp;
  /** What the match may mean; none when it is no date. */
  readonly read: (part: readonly string[], today: string) => Days[];
}

const month = (name: string | undefined): number => MONTH_OF.get(name ?? '') ?? 0;
const NTH = '(?:st|nd|rd|th|º|°)?';
const GAP = '[\\s./-]*(?:de\\s+|del\\s+|of\\s+)?';

/** Forms nothing else is written in, in the order they are tried. */
const CLEAR: readonly Form[] = [
  {
    pattern: /(?<![\d./-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])/,
    read: ([year = '', m, d], today) => day(yearsOf(year, today), Number(m), Number(d), today),
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})([-/.]|\s+)(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])/,
    read: ([a = '', , b = '', year = ''], today) => bothWays(a, b, year, today),
  },
  {
    pattern: new RegExp(`(?<![\\d\\p{L}])(\\d{1,2})${NTH}${GAP}(${MONTH})(?!\\p{L})${GAP},?\\s*(\\d{4}|\\d{2})(?!\\d)`, 'u'),
    read: ([d, name, year = ''], today) => day(yearsOf(year, today), month(name), Number(d), today),
  },
  {
    pattern: new RegExp(`(?<!\\p{L})(${MONTH})(?!\\p{L})${GAP}(\\d{1,2})${NTH},?${GAP}(?<!\\d)(\\d{4}|\\d{2})(?!\\d)`, 'u'),
    read: ([name, d, year = ''], today) => day(yearsOf(year, today), month(name), Number(d), today),
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})[-/.](\d{4})(?![\d/-])/,
    read: ([m, year = ''], today) => wholeMonth(yearsOf(year, today), Number(m)),
  },
];

/** Takes the first clear birth date out of a typed line. `rest` is what remains. */
export const takeBirthDate = (line: string, today: string): { readonly born: Days[]; readonly rest: string } => {
  const text = asciiDigits(line).toLowerCase();
  for (const { pattern, read } of CLEAR) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const born = read(found.slice(1), today);
    if (born.length > 0) return { born, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` };
  }
  return { born: [], rest: text };
};

/** What a run of digits may mean as a birth date: 03041961, 19610304, 030461, 1961. None where it can't be one. */
export const birthDatesOf = (digits: string, today: string): Days[] => {
  const cut = (...lengths: number[]): string[] => {
    let at = 0;
    return lengths.map((length) => {
      at += length;
      return digits.slice(at - length, at);
    });
  };
  if (digits.length === 8) {
    const [a = '', b = '', year = ''] = cut(2, 2, 4);
    const [isoYear = '', m, d] = cut(4, 2, 2);
    return distinct([...bothWays(a, b, year, today), ...day(yearsOf(isoYear, today), Number(m), Number(d), today)]);
  }
  if (digits.length === 7) {
    const [a = '', b = '', year = ''] = cut(1, 2, 4);
    return bothWays(a, b, year, today);
  }
  if (digits.length === 6) {
    const [a = '', b = '', year = ''] = cut(2, 2, 2);
    return bothWays(a, b, year, today);
  }
  if (digits.length === 4) return yearsOf(digits, today).map((year) => ({ from: year * 10000, to: year * 10000 + 1231 }));
  return [];
};

/** "mar 1961" as a month, beside its other meaning (a name that begins so, and a year). */
export const monthOf = (word: string, year: string, today: string): Days[] => {
  const number = MONTH_OF.get(word);
  return number === undefined || year.length !== 4 ? [] : wholeMonth(yearsOf(year, today), number);
};

/** A date 'YYYY-MM-DD' as a number, and the one it would be with day and month exchanged. None when it is not a date. */
export const birthDateTwins = (date: string): number[] => {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined || month === undefined || dayOfMonth === undefined) return [];
  const written = Number(`${year}${month}${dayOfMonth}`);
  return dayOfMonth === month || Number(dayOfMonth) > 12 ? [written] : [written, Number(`${year}${dayOfMonth}${month}`)];
};
