/** Which part of a date written in numbers comes first. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';

const THREE_PARTS = /^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})(?:[T\s,].*)?$/;

const EIGHT = /^(\d\d)(\d\d)(\d{4})$/;

const isYear = (digits: string): boolean => Number(digits) >= 1850 && Number(digits) <= 2100;

/** 19610304 is a year, a month and a day whatever the order, and so is 19611399, which is none; 03041961 and 20011987 are not. */
const isYearFirst = (digits: string): boolean => {
  const [month, day] = [Number(digits.slice(4, 6)), Number(digits.slice(6))];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isYear(digits.slice(0, 4)) && (isDay || !isYear(digits.slice(4)));
};

/** The numbers of a date whose order must be known, as written; null for every other text. */
const partsOf = (text: string): RegExpExecArray | null => {
  const eight = EIGHT.exec(text);
  if (eight !== null) return isYearFirst(text) ? null : eight;
  const parts = THREE_PARTS.exec(text);
  return parts === null || (parts[1] ?? '').length > 2 ? null : parts;
};

/** The order that one date proves, because a part over 12 can't be a month; `open` where it can be read two ways; null where nothing has to be known to read it. */
export const orderProvenBy = (date: string): DateOrder | 'open' | null => {
  const parts = partsOf(date.trim());
  if (parts === null) return null;
  const [, a = '', b = '', c = ''] = parts;
  const [first, second] = [Number(a), Number(b)];
  if (c.length <= 2 && first > 31) return 'ymd';
  if (first > 12 && second <= 12) return 'dmy';
  if (second > 12 && first <= 12) return 'mdy';
  return first === second ? null : 'open';
};

const EXAMPLES = 5;

/**
 * The order a column's own dates prove. Null when they prove nothing, or one thing here and another there; the examples are those that need it known: then a person
 * is asked, because the wrong answer gives every patient another birthday. Without examples nothing had to be asked of these dates, which is no
 * proof of how others are to be read.
 */
export const detectDateOrder = (dates: readonly string[]): { readonly order: DateOrder | null; readonly examples: readonly string[] } => {
  const proven = new Set<DateOrder>();
  const open = new Set<string>();
  const either: string[] = [];
  for (const date of dates) {
    const says = orderProvenBy(date);
    if (says === null) continue;
    if (either.length < EXAMPLES) either.push(date.trim());
    if (says !== 'open') proven.add(says);
    else if (open.size < EXAMPLES) open.add(date.trim());
  }
  if (proven.size > 1) return { order: null, examples: either };
  const [order = null] = proven;
  return { order, examples: [...open] };
};
