import * as z from 'zod';
import type { Days } from '../../../shared/person/birth-date.ts';
import { afterAll, firstLetters, letterCount } from '../../../shared/person/name-key.ts';
import { LIMITED, type Reader } from '../../store/statements.ts';
import { ARCHIVED_ROW, reversed } from './search-entry.ts';
import { begins, bornIn, type Clause, type NamePart, namePart, type Scope, select, someName, someNumber, within } from './search-sql.ts';

/** One way to look: every part given must hold for a name row; `others` must hold for some name of the same chart. */
export interface Look {
  readonly last?: NamePart | undefined;
  readonly first?: NamePart | undefined;
  readonly others: readonly string[];
  /** Looks only among the first so many rows of its one part. */
  readonly among?: number | undefined;
  readonly born?: Days | undefined;
  readonly phone?: string | undefined;
  readonly number?: string | undefined;
}

const row = z.object({ id: z.int(), last: z.string(), first: z.string(), born: z.int() });
type Row = z.output<typeof row>;

/** A name row that holds for a look. `exact`: what was typed is the whole of what it was compared with. */
export interface Found extends Row {
  readonly exact: boolean;
}

/** Named one by one: spreading a row costs more than reading it. */
const asFound = ({ id, last, first, born }: Row, exact: boolean): Found => ({ id, last, first, born, exact });

/** Runs one scan along one index; `order` is that index's own order, so that it stops at the limit. */
const run = (reader: Reader, from: Clause | string, where: readonly Clause[], order: string, scope: Scope, limit: number): Row[] => {
  const source = typeof from === 'string' ? { sql: from, values: [] } : from;
  const { sql, values } = select('n.id, n.last, n.first, n.born', source, [...where, ...within(scope)], order, limit);
  return reader.all(row, sql, ...values);
};

const BY_LAST = 'n.last, n.first, n.born, n.id';
const BY_FIRST = 'n.first, n.last, n.born, n.id';
const along = (index: 'last' | 'first' | 'pair' | 'born'): string => `search_name n INDEXED BY search_name_${index}`;

/** The rows that hold for a look, exact ones first, then by name; at least the first `limit` of them. */
export const scan = (reader: Reader, look: Look, scope: Scope, limit: number): Found[] => {
  const { last, first, born, phone, number } = look;
  const where = [
    ...(last === undefined ? [] : [namePart('n.last', last)]),
    ...(first === undefined ? [] : [namePart('n.first', first)]),
    ...look.others.map(someName),
    ...(born === undefined ? [] : [bornIn(born)]),
  ];
  if (phone !== undefined) return scanPhones(reader, phone, number === undefined ? where : [...where, someNumber(number)], scope, limit);
  if (number !== undefined) return scanNumbers(reader, number, where, scope, limit);
  const isWhole = (part: NamePart | undefined, key: string) => part === undefined || !('begins' in part) || part.begins === key;
  const rows = scanNames(reader, look, where, scope, limit);
  return rows.map((found) => asFound(found, isWhole(last, found.last) && isWhole(first, found.first)));
};

const scanNames = (reader: Reader, { last, first, born, among }: Look, where: readonly Clause[], scope: Scope, limit: number): Row[] => {
  if (born !== undefined && born.from === born.to) {
    return run(reader, along('born'), where, last === undefined && first !== undefined ? BY_FIRST : BY_LAST, scope, limit);
  }
  if (last !== undefined && 'anyOf' in last) return eachOf(reader, 'last', last.anyOf, where, scope, limit);
  if (first !== undefined && 'anyOf' in first) return eachOf(reader, 'first', first.anyOf, where, scope, limit);
  if (last !== undefined && first === undefined && among !== undefined)
    return run(reader, firstRows('last', last.begins, among), where, '', scope, limit);
  if (first !== undefined && last === undefined && among !== undefined)
    return run(reader, firstRows('first', first.begins, among), where, '', scope, limit);
  if (last !== undefined && first !== undefined) return scanPairs(reader, last.begins, first.begins, where, scope, limit);
  if (last !== undefined) return run(reader, along('last'), where, BY_LAST, scope, limit);
  if (first !== undefined) return run(reader, along('first'), where, BY_FIRST, scope, limit);
  return run(reader, along('born'), where, 'n.born, n.last, n.first, n.id', scope, limit);
};

/** Whole names one after the other, each in the index's own order. */
const eachOf = (
  reader: Reader,
  side: 'last' | 'first',
  keys: readonly string[],
  where: readonly Clause[],
  scope: Scope,
  limit: number,
): Row[] => {
  if (keys.length === 1) return run(reader, along(side), where, side === 'last' ? BY_LAST : BY_FIRST, scope, limit);
  const from = { sql: `json_each(?) w CROSS JOIN ${along(side)} ON n.${side} = w.value`, values: [JSON.stringify(keys)] };
  return run(
    reader,
    from,
    where.filter((clause) => !clause.sql.startsWith(`n.${side} IN`)),
    '',
    scope,
    limit,
  );
};

/** The first rows whose key begins so, in the index's own order. */
const firstRows = (side: 'last' | 'first', key: string, count: number): Clause => {
  const order = side === 'last' ? 'last, first' : 'first, last';
  const sql = `(SELECT * FROM search_name INDEXED BY search_name_${side} WHERE ${side} BETWEEN ? AND ? ORDER BY ${order}, born, id ${LIMITED}) n`;
  return { sql, values: [key, afterAll(key), count] };
};

const PAIR = "substr(n.last || ' ', 1, 2) || substr(n.first, 1, 2)";

type Scan = (where: readonly Clause[], from: Clause | string, order: string) => Row[];

/** Two beginnings. With two letters of each, one range of the pair index; with fewer, whichever of the indexes has little to go through. */
const scanPairs = (reader: Reader, last: string, first: string, where: readonly Clause[], scope: Scope, limit: number): Row[] => {
  const scanned: Scan = (also, from, order) => run(reader, from, [...also, ...where], order, scope, limit);
  const byPair = (pair: string) => scanned([{ sql: `${PAIR} = ?`, values: [pair] }], along('pair'), BY_LAST);
  const [lastStart, firstStart] = [firstLetters(last, 2), firstLetters(first, 2)];
  const [lastIsLong, firstIsLong] = [letterCount(lastStart) === 2, letterCount(firstStart) === 2];
  if (lastIsLong && firstIsLong) return byPair(lastStart + firstStart);
  const enough = shortcut(reader, last, first, [lastIsLong, firstIsLong], scanned);
  if (enough !== null && (firstIsLong || enough.length >= limit)) return enough;
  const starts = lastIsLong ? [lastStart] : leap(reader, 'pair', lastStart, (pair) => firstLetters(pair, 2));
  const pairs = starts.flatMap((start) => (firstIsLong ? [start + firstStart] : leap(reader, 'pair', start + firstStart, (pair) => pair)));
  return pairs.flatMap(byPair);
};

const FEW_ROWS = 2000;
const FEW_NAMES = 8;

/**
 * The quick way where one of the two is an initial; null where there is none. With an initial for the given name the rows may be too few and are then
 * sought again by pairs:
 * - "garcia m": those whose surname is Garcia and nothing more come first, and are often enough;
 * - "g maria": the few given names that begin so, each with its surnames under G;
 * - "g m": most initials are so common that the first rows under the surname's letter hold enough.
 */
const shortcut = (
  reader: Reader,
  last: string,
  first: string,
  long: readonly [last: boolean, first: boolean],
  scanned: Scan,
): Row[] | null => {
  if (long[0]) return scanned([{ sql: 'n.last = ?', values: [last] }], along('last'), BY_LAST);
  if (long[1]) {
    const names = leap(reader, 'first', first, (name) => name, FEW_NAMES + 1);
    return names.length > FEW_NAMES
      ? null
      : names.flatMap((name) => scanned([{ sql: 'n.first = ?', values: [name] }], along('first'), 'n.last, n.born, n.id'));
  }
  return scanned([], firstRows('last', last, FEW_ROWS), '');
};

const keyRow = z.object({ key: z.string() });
const NEXT = {
  pair: `SELECT ${PAIR} AS key FROM ${along('pair')} WHERE ${PAIR} >= ? ORDER BY ${PAIR} LIMIT 1`,
  first: `SELECT n.first AS key FROM ${along('first')} WHERE n.first >= ? ORDER BY n.first LIMIT 1`,
} as const;

/** The different keys of an index that begin so, found by leaping from one to the next; at most `limit`. */
const leap = (reader: Reader, index: 'pair' | 'first', start: string, take: (key: string) => string, limit = 4096): string[] => {
  const found: string[] = [];
  for (let at = start; found.length < limit; ) {
    const next = reader.get(keyRow, NEXT[index], at);
    if (next === undefined || !next.key.startsWith(start)) return found;
    const taken = take(next.key);
    found.push(taken);
    at = index === 'pair' ? afterAll(taken) : `${taken}\u0000`;
  }
  return found;
};

/** The rows of a number table; the chart's own name is read beside them only where a condition needs it, because it costs a page a row. */
const besideName = (
  reader: Reader,
  table: string,
  range: Clause,
  where: readonly Clause[],
  order: string,
  scope: Scope,
  limit: number,
): Row[] => {
  if (where.length === 0) {
    const { sql, values } = select(
      "n.id, '' AS last, '' AS first, 0 AS born",
      { sql: table.replace(' ', ' n '), values: [] },
      [range, ...within(scope)],
      order,
      limit,
    );
    return reader.all(row, sql, ...values);
  }
  const numbered = (text: string) => text.replaceAll('n.', 'p.');
  const from = `${table.replace(' ', ' p ')} CROSS JOIN search_name n ON n.id = p.id & ~${ARCHIVED_ROW - 1}`;
  return run(reader, from, [{ sql: numbered(range.sql), values: range.values }, ...where], numbered(order), scope, limit);
};

/** Numbers that end so (the last four, or the whole number), then numbers that begin so. */
const scanPhones = (reader: Reader, digits: string, where: readonly Clause[], scope: Scope, limit: number): Found[] => {
  const by = (column: 'ending' | 'digits', key: string) =>
    besideName(
      reader,
      `search_phone INDEXED BY search_phone_${column}`,
      begins(`n.${column}`, key),
      where,
      `n.${column}, n.id`,
      scope,
      limit,
    );
  const ending = by('ending', reversed(digits)).map((found) => asFound(found, true));
  if (ending.length === limit) return ending;
  return [...ending, ...by('digits', digits).map((found) => asFound(found, false))];
};

/** The number itself, then numbers that begin so. */
const scanNumbers = (reader: Reader, number: string, where: readonly Clause[], scope: Scope, limit: number): Found[] => {
  const by = (range: Clause) =>
    besideName(reader, 'search_number INDEXED BY search_number_value', range, where, 'n.value, n.id', scope, limit);
  const itself = by({ sql: 'n.value = ?', values: [number] }).map((found) => asFound(found, true));
  const begun = by({ sql: 'n.value > ? AND n.value <= ?', values: [number, afterAll(number)] }).map((found) => asFound(found, false));
  return [...itself, ...begun];
};
