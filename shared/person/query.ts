import { birthDatesOf, type Days, monthOf, takeBirthDate } from './birth-date.ts';
import { nameWords, numberKey } from './name-key.ts';
import { phoneDigits } from './phone-digits.ts';

/** One thing a typed line can mean. All that is given must hold; the readings of a line are alternatives. */
export interface Reading {
  /** Keys of name beginnings, in the order typed. */
  readonly names: readonly string[];
  /** The birth date lies in one of these; empty when none was typed. */
  readonly born: readonly Days[];
  /** Digits a phone number begins or ends with. */
  readonly phone: string | null;
  /** The key a chart number begins with. */
  readonly number: string | null;
}

const MAX_NAMES = 6;
const MAX_READINGS = 8;

/** Digits that belong to one number although something stands between them: (305) 555-0123, 305 555 0123, 555-0123, 305-55. */
const WRITTEN_PHONE =
  /(?:\+\s*\d[\d\s().-]{5,}\d)|(?:\(\d{3}\)\s*[\d-]*)|(?<![\d\p{L}])\d{3}[\s.-]\d{3}[\s.-]\d{4}(?!\d)|(?<![\d\p{L}])\d{3}[\s.-]\d{4}(?!\d)|(?<![\d\p{L}])\d{3}-\d{1,3}(?!\d)/u;

type Part = Partial<Pick<Reading, 'born' | 'phone' | 'number'>> & { readonly names?: readonly string[] };

/** What one word of the line can mean beside the rest. */
const meaningsOf = (word: string, today: string): Part[] => {
  if (/^\d+$/.test(word)) {
    const born = birthDatesOf(word, today);
    const meanings: Part[] = born.length === 0 ? [] : [{ born }];
    if (word.length >= 4) meanings.push({ phone: phoneDigits(word) });
    meanings.push({ number: word });
    return meanings;
  }
  const names = nameWords(word);
  const number = numberKey(word);
  if (/\d/.test(word) && number !== '') {
    if (/[/.]/.test(word)) return [];
    return names.join('').length < 3 ? [{ number }] : [{ number }, { names }];
  }
  return names.length === 0 ? [] : [{ names }];
};

const together = (reading: Reading, part: Part): Reading | null => {
  if (part.born !== undefined && reading.born.length > 0) return null;
  if (part.phone != null && reading.phone !== null) return null;
  if (part.number != null && reading.number !== null) return null;
  return {
    names: [...reading.names, ...(part.names ?? [])].slice(0, MAX_NAMES),
    born: part.born ?? reading.born,
    phone: part.phone ?? reading.phone,
    number: part.number ?? reading.number,
  };
};

/**
 * Reads a line as typed into a search box: names in any order and partial, a birth date in any usual form (English or Spanish, month or day first:
 * both are meant), digits of a phone, a chart number, or several of them. `today` is 'YYYY-MM-DD'. Never throws; a line that says nothing gives [].
 */
export const readQuery = (line: string, today: string): Reading[] => {
  const text = line
    .replace(/\p{Cs}/gu, '')
    .normalize('NFKC')
    .slice(0, 200);
  const date = takeBirthDate(text, today);
  const phone = WRITTEN_PHONE.exec(date.rest);
  const rest = phone === null ? date.rest : `${date.rest.slice(0, phone.index)} ${date.rest.slice(phone.index + phone[0].length)}`;
  const start: Reading = { names: [], born: date.born, phone: phone === null ? null : phoneDigits(phone[0]), number: null };
  const words = rest.split(/[\s,;]+/u).filter((word) => word !== '');
  let readings: Reading[] = [start];
  for (const [at, word] of words.entries()) {
    const meanings = meaningsOf(word, today);
    if (meanings.length === 0) continue;
    const next = readings.flatMap((reading) => meanings.flatMap((part) => together(reading, part) ?? []));
    readings = (next.length === 0 ? readings : next).slice(0, MAX_READINGS);
    const inMonth = date.born.length > 0 ? [] : monthOf(words[at - 1] ?? '', word, today);
    if (inMonth.length > 0) readings = withMonth(readings, inMonth);
  }
  return readings.filter(
    ({ names, born, phone: digits, number }) => names.length > 0 || born.length > 0 || digits !== null || number !== null,
  );
};

/** "gar mar 1961" is also Gar... in March 1961: the reading with the year, its last name taken for the month. */
const withMonth = (readings: readonly Reading[], born: readonly Days[]): Reading[] => {
  const dated = readings.find((reading) => reading.born.length > 0);
  if (dated === undefined || dated.names.length === 0) return [...readings];
  return [...readings, { ...dated, names: dated.names.slice(0, -1), born }].slice(0, MAX_READINGS);
};
