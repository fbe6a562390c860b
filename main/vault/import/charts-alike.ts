import * as z from 'zod';
import type { Role } from '../../../shared/permissions.ts';
import { birthDateTwins } from '../../../shared/person/birth-date.ts';
import { type Comparable, comparableTo, type Match, matchOf } from '../../../shared/person/match.ts';
import { numberKey } from '../../../shared/person/name-key.ts';
import { LIMITED, type Reader } from '../../store/statements.ts';
import { comparedColumns } from '../patients/compared-chart.ts';
import { chartOf } from '../patients/search-entry.ts';

/** A chart as far as rows are compared with it. */
const chartRow = comparedColumns.extend({ id: z.int(), version: z.int(), externalId: z.string().nullable() });
export type ComparedChart = z.output<typeof chartRow>;

const CHART = `SELECT ${Object.keys(chartRow.shape)
  .map((column) => `p.${column}`)
  .join(', ')} FROM patient p`;

/** The chart that has this number, here or where the file comes from; one that was merged away counts as the chart it went into. */
export const chartsByNumber = (reader: Reader, mrn: string | null, externalId: string | undefined): ComparedChart[] => {
  const found: ComparedChart[] = [];
  if (mrn !== null) found.push(...reader.all(chartRow, `${CHART} WHERE p.mrn = ?`, mrn));
  if (externalId !== undefined) {
    const key = numberKey(externalId);
    const rows = key === '' ? [] : reader.all(indexRow, 'SELECT id FROM search_number WHERE value = ? LIMIT 20', key);
    for (const chart of new Set(rows.map(({ id }) => chartOf(id)))) {
      found.push(...reader.all(chartRow, `${CHART} WHERE p.id = ? AND p.externalId = ?`, chart, externalId));
    }
  }
  const survivors = found.map((chart) => survivorOf(reader, chart));
  return survivors.filter((chart, at) => survivors.findIndex(({ id }) => id === chart.id) === at);
};

const indexRow = z.object({ id: z.int() });
const mergedRow = z.object({ merged_into: z.int().nullable() });

const survivorOf = (reader: Reader, chart: ComparedChart): ComparedChart => {
  let at = chart;
  for (let steps = 0; steps < 50; steps += 1) {
    const into = reader.one(mergedRow, 'SELECT merged_into FROM patient WHERE id = ?', at.id).merged_into;
    if (into === null) return at;
    at = reader.one(chartRow, `${CHART} WHERE p.id = ?`, into);
  }
  return at;
};

const nameRow = z.object({ id: z.int(), last: z.string(), first: z.string() });

/** Rows looked at in one index; a birth date that more than this share is not what tells two people apart. */
const MOST_ROWS = 400;
const MOST_CHARTS = 12;

/**
 * The chart most like a person, by what two entries of one person nearly always share: the birth date (also with day and month exchanged) with a name that
 * is at all alike, the whole name, or a telephone. Names are compared in the index before any chart is read, so that a row costs a fraction of a
 * millisecond among a million charts. Null when none is at least likely by what the role may see.
 */
export const chartAlike = (
  reader: Reader,
  person: Comparable,
  role: Role,
): { readonly chart: ComparedChart; readonly match: Match } | null => {
  const near = new Set<number>();
  const [last = ''] = person.families;
  const [first = ''] = person.givens;
  for (const born of birthDateTwins(person.birthDate)) {
    const rows = reader.all(nameRow, `SELECT id, last, first FROM search_name WHERE born = ? ${LIMITED}`, born, MOST_ROWS);
    for (const row of rows) if (namesNear(last, first, row.last, row.first)) near.add(chartOf(row.id));
  }
  if (last !== '' && first !== '') {
    const rows = reader.all(indexRow, `SELECT id FROM search_name WHERE last = ? AND first = ? ${LIMITED}`, last, first, MOST_CHARTS);
    for (const { id } of rows) near.add(chartOf(id));
  }
  for (const digits of person.phones) {
    const rows = reader.all(indexRow, `SELECT id FROM search_phone WHERE digits = ? ${LIMITED}`, digits, MOST_CHARTS);
    for (const { id } of rows) near.add(chartOf(id));
  }
  let best: { chart: ComparedChart; match: Match } | null = null;
  for (const id of near) {
    const chart = reader.get(chartRow, `${CHART} WHERE p.id = ? AND p.merged_into IS NULL`, id);
    if (chart === undefined) continue;
    const match = matchOf(person, comparableTo(role, chart));
    if (isLikely(match) && (best === null || match.weight > best.match.weight)) best = { chart, match };
  }
  return best;
};

/** Held back as a duplicate from here on: what is only possible (a name alone) would hold back half of a long list. */
export const isLikely = ({ likelihood }: Match): boolean => likelihood === 'very-likely' || likelihood === 'likely';

/** Whether two names could be one at first sight: the same beginning of either part, straight or exchanged. */
export const namesNear = (lastA: string, firstA: string, lastB: string, firstB: string): boolean => {
  const near = (a: string, b: string): boolean =>
    a !== '' && b !== '' && (a === b || a.slice(0, 2) === b.slice(0, 2) || a.slice(1, 4) === b.slice(1, 4));
  return near(lastA, lastB) || near(firstA, firstB) || (near(lastA, firstB) && near(firstA, lastB));
};

/** A number names a person; only names and birth date that contradict it altogether are believed more. */
const CONTRADICTED = 6;
export const contradicts = (person: Comparable, chart: Comparable): boolean => matchOf(person, chart).weight < CONTRADICTED;
