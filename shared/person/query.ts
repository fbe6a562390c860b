import { birthDatesOf, type Days, monthOf, takeBirthDate } from './birth-date.ts';
import { nameWords, numberKey } from './name-key.ts';
import { asciiDigits, phoneDigits } from './phone-digits.ts';
import { takePhone } from './written-phone.ts';

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

/** No birth date begins with a plus: +1-2015 is a phone half typed, 1-2015 a month. */
const DIALLED = /\+\s*1[\s.-]*[(2-9]/;

type Part = Partial<Pick<Reading, 'born' | 'phone' | 'number'>> & { readonly names?: readonly string[] };

/** What one word of the line can mean beside the rest. */
const meaningsOf = (word: string, today: string): Part[] => {
  if (/^\d+$/.test(word)) {
    const born = birthDatesOf(word, today);
    const meanings: Part[] = born.length === 0 ? [] : [{ born }];
    if (word.length >= 4) meanings.push({ phone: phoneDigits(word) });
    meanings.push({ number: word });
    if (/^1[2-9]\d{3,8}$/.test(word)) meanings.push({ phone: word.slice(1) });
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
  const typed = asciiDigits(text).toLowerCase();
  const dialled = DIALLED.test(typed) ? takePhone(typed) : null;
  const date = takeBirthDate(dialled?.rest ?? typed, today);
  const phone = dialled === null ? takePhone(date.rest) : { ...dialled, rest: date.rest };
  const start: Reading = { names: [], born: date.born, phone: null, number: null };
  const plain = readWords(start, date.rest, today);
  if (phone === null) return plain.readings;
  // What may be a phone may be a chart number and a year as well, unless that leaves some of its digits over.
  const called = readWords({ ...start, phone: phone.digits }, phone.rest, today);
  return [...called.readings, ...(dialled === null && plain.whole ? plain.readings : [])].slice(0, MAX_READINGS);
};

/** What the words of a line mean beside what is known already. `whole`: every word with a digit in it had a place in some reading. */
const readWords = (start: Reading, line: string, today: string): { readonly readings: Reading[]; readonly whole: boolean } => {
  const words = line.split(/[\s,;]+/u).filter((word) => word !== '');
  let readings: Reading[] = [start];
  let whole = true;
  for (const [at, word] of words.entries()) {
    const meanings = meaningsOf(word, today);
    const next = readings.flatMap((reading) => meanings.flatMap((part) => together(reading, part) ?? []));
    if (next.length === 0) {
      whole &&= !/\d/.test(word);
      continue;
    }
    readings = next.slice(0, MAX_READINGS);
    const inMonth = start.born.length > 0 ? [] : monthOf(words[at - 1] ?? '', word, today);
    if (inMonth.length > 0) readings = withMonth(readings, inMonth);
  }
  const said = readings.filter(
    ({ names, born, phone: digits, number }) => names.length > 0 || born.length > 0 || digits !== null || number !== null,
  );
  return { readings: said, whole };
};

/** "gar mar 1961" is also Gar... in March 1961: the reading with the year, its last name taken for the month. */
const withMonth = (readings: readonly Reading[], born: readonly Days[]): Reading[] => {
  const dated = readings.find((reading) => reading.born.length > 0);
  if (dated === undefined || dated.names.length === 0) return [...readings];
  return [...readings, { ...dated, names: dated.names.slice(0, -1), born }].slice(0, MAX_READINGS);
};
