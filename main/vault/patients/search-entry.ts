import * as z from 'zod';
import { nameKeys, numberKey } from '../../../shared/person/name-key.ts';
import { phoneDigits } from '../../../shared/person/phone-digits.ts';

/**
 * The id of a search row: the chart's rowid, whether the chart is archived, and which of the chart's rows it is. Every index carries it, so that the
 * chart and the archive mark cost no column and no look-up. The numbers never change without a migration.
 */
export const ROWS_PER_CHART = 64;
export const ARCHIVED_ROW = 32;
const MOST_ROWS = 32;

/** The rows of a chart, `from` and `to` inclusive. */
export const rowsOf = (chart: number): { readonly from: number; readonly to: number } => ({
  from: chart * ROWS_PER_CHART,
  to: (chart + 1) * ROWS_PER_CHART - 1,
});

export const firstRow = (source: { readonly id: number; readonly archived: number }): number =>
  source.id * ROWS_PER_CHART + (source.archived === 1 ? ARCHIVED_ROW : 0);

export const chartOf = (rowId: number): number => Math.floor(rowId / ROWS_PER_CHART);

/** What the index takes from a row of `patient`. */
export const searchSource = z.object({
  id: z.int(),
  patient_id: z.uuid(),
  mrn: z.string(),
  familyName: z.string(),
  givenName: z.string().nullable(),
  middleName: z.string().nullable(),
  suffix: z.string().nullable(),
  preferredName: z.string().nullable(),
  formerName: z.string().nullable(),
  birthDate: z.string().nullable(),
  deathDate: z.string().nullable(),
  sex: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  homePhone: z.string().nullable(),
  workPhone: z.string().nullable(),
  city: z.string().nullable(),
  externalId: z.string().nullable(),
  restricted: z.string().nullable(),
  archived: z.int(),
});
export type SearchSource = z.output<typeof searchSource>;
export const SOURCE_COLUMNS = Object.keys(searchSource.shape).join(', ');

/** A name a chart is found by. */
export interface SearchName {
  readonly last: string;
  readonly first: string;
}

/** A birth date as the number the index keeps; 0 when not known. */
export const bornOf = (date: string | null | undefined): number =>
  date === null || date === undefined ? 0 : Number(date.replaceAll('-', ''));

/** The names of a chart, its own first, and the words in them in which a typing error is forgiven. */
export interface ChartNames {
  readonly names: readonly SearchName[];
  readonly words: readonly string[];
}

/**
 * Every surname key (second surnames, the former name) with the given name, and the surname with every other first name (second given, middle,
 * preferred). A middle initial finds nobody and is left out.
 */
export const namesOf = (source: SearchSource): ChartNames => {
  const lasts = nameKeys(source.familyName);
  const firsts = nameKeys(source.givenName ?? '');
  const otherLasts = nameKeys(source.formerName ?? '');
  const otherFirsts = [...nameKeys(source.middleName ?? '').filter(({ key }) => key.length > 1), ...nameKeys(source.preferredName ?? '')];
  const last = lasts[0]?.key ?? '';
  const first = firsts[0]?.key ?? '';
  const names: SearchName[] = [{ last, first }];
  const add = (name: SearchName) => {
    const known = names.some((one) => one.last === name.last && one.first === name.first);
    if (!known && names.length < MOST_ROWS) names.push(name);
  };
  for (const other of [...lasts.slice(1), ...otherLasts]) add({ last: other.key, first });
  for (const other of [...firsts.slice(1), ...otherFirsts]) add({ last, first: other.key });
  const words = new Set([...lasts, ...firsts, ...otherLasts, ...otherFirsts].flatMap(({ key, single }) => (single ? [key] : [])));
  return { names, words: [...words] };
};

/** Phone numbers as digits, without the country code of the United States. */
export const phonesOf = (source: SearchSource): string[] => {
  const phones = new Set<string>();
  for (const phone of [source.mobilePhone, source.homePhone, source.workPhone]) {
    const digits = phoneDigits(phone ?? '');
    if (digits.length >= 4) phones.add(digits);
  }
  return [...phones];
};

export const reversed = (digits: string): string => Array.from(digits).reverse().join('');

/**
 * The numbers a chart is found by: its MRN, the MRN's digits without leading zeros, the number it has elsewhere, and the MRNs of charts that were
 * merged into it.
 */
export const numbersOf = (source: SearchSource, mergedMrns: readonly string[]): string[] => {
  const numbers = new Set<string>();
  for (const number of [source.mrn, ...mergedMrns]) {
    numbers.add(numberKey(number));
    numbers.add(barelyDigits(number));
  }
  numbers.add(numberKey(source.externalId ?? ''));
  numbers.delete('');
  return [...numbers].slice(0, MOST_ROWS);
};

/** "A000123" -> "123": what people say of such a number. */
export const barelyDigits = (number: string): string => /([1-9]\d*)\D*$/.exec(number)?.[1] ?? '';
