import * as z from 'zod';
import type { Days } from '../../../shared/person/birth-date.ts';
import { afterAll, firstLetters, letterCount } from '../../../shared/person/name-key.ts';
import type { Reader } from '../../store/statements.ts';
import { ARCHIVED_ROW, reversed } from './search-entry.ts';
import { begins, bornIn, type Clause, type NamePart, namePart, type Scope, select, someName, someNumber, within } from './search-sql.ts';

/** One way to look: every part given must hold for a name row; `others` must hold for some name of the same chart. */
export interface Look {
  readonly last?: NamePart | undefined;
  readonly first?: NamePart | undefined;
  readonly others: readonly string[];
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
  return rows.map((found) => ({ ...found, exact: isWhole(last, found.last) && isWhole(first, found.first) }));
};

const scanNames = (reader: Reader, { last, first, born }: Look, where: readonly Clause[], scope: Scope, limit: number): Row[] => {
  if (born !== undefined && born.from === born.to) {
    return run(reader, along('born'), where, last === undefined && first !== undefined ? BY_FIRST : BY_LAST, scope, limit);
  }
  if (last !== undefined && 'anyOf' in last) return eachOf(reader, 'last', last.anyOf, where, scope, limit);
  if (first !== undefined && 'anyOf' in first) return eachOf(reader, 'first', first.anyOf, where, scope, limit);
  if (last !== undefined && first !== undefined) return scanPairs(reader, last.begins, first.begins, where, scope, limit);
  if (last !== undefined) return run(reader, along('last'), where, BY_LAST, scope, limit);
  if (first !== undefined) return run(reader, along('first'), where, BY_FIRST, scope, limit);
  return run(reader, along('born'), where, 'n.born, n.last, n.first, n.id', scope, limit);
};

/** Whole names one after the other, each in the index's own order. */
const eachOf = (reader: Reader, side: 'last' | 'first', keys: readonly string[], where: readonly Clause[], scope: Scope, limit: number): Row[] =>
  run(
    reader,
    { sql: `json_each(?) w CROSS JOIN ${along(side)} ON n.${side} = w.value`, values: [JSON.stringify(keys)] },
    where.filter((clause) => !clause.sql.startsWith(`n.${side} IN`)),
    '',
    scope,
    limit,
  );

const PAIR = "substr(n.last || ' ', 1, 2) || substr(n.first, 1, 2)";

/** Two beginnings. With two letters of each, one range of the pair index; with fewer, the few pairs that exist, one after the other. */
const scanPairs = (reader: Reader, last: string, first: string, where: readonly Clause[], scope: Scope, limit: number): Row[] => {
  const byPair = (pair: string) => run(reader, along('pair'), [{ sql: `${PAIR} = ?`, values: [pair] }, ...where], BY_LAST, scope, limit);
  const [lastStart, firstStart] = [firstLetters(last, 2), firstLetters(first, 2)];
  const [lastIsLong, firstIsLong] = [letterCount(lastStart) === 2, letterCount(firstStart) === 2];
  if (lastIsLong && firstIsLong) return byPair(lastStart + firstStart);
  const near = firstFew(reader, last, where, scope, limit);
  if (near !== null) return near;
  const starts = lastIsLong ? [lastStart] : leap(reader, lastStart, (pair) => firstLetters(pair, 2));
  const pairs = starts.flatMap((start) => (firstIsLong ? [start + firstStart] : leap(reader, start + firstStart, (pair) => pair)));
  return pairs.flatMap(byPair);
};

const FEW = 600;

/**
 * A name and an initial: most are so common that the first rows under the surname hold enough. Null when they do not, and the initial is rare enough
 * there for the pairs to be gone through.
 */
const firstFew = (reader: Reader, last: string, where: readonly Clause[], scope: Scope, limit: number): Row[] | null => {
  const few: Clause = {
    sql: '(SELECT * FROM search_name INDEXED BY search_name_last WHERE last BETWEEN ? AND ? ORDER BY last, first, born, id LIMIT ?) n',
    values: [last, afterAll(last), FEW],
  };
  const rows = run(reader, few, where, '', scope, limit);
  return rows.length === limit ? rows : null;
};

const pairRow = z.object({ pair: z.string() });
const NEXT_PAIR = `SELECT ${PAIR} AS pair FROM ${along('pair')} WHERE ${PAIR} >= ? ORDER BY ${PAIR} LIMIT 1`;

/** What exists among the pairs that begin so, found by leaping from one to the next. */
const leap = (reader: Reader, start: string, take: (pair: string) => string): string[] => {
  const found: string[] = [];
  for (let at = start; ; ) {
    const next = reader.get(pairRow, NEXT_PAIR, at);
    if (next === undefined || !next.pair.startsWith(start)) return found;
    const taken = take(next.pair);
    found.push(taken);
    at = afterAll(taken);
  }
};

const OWN_NAME = `search_name n ON n.id = p.id & ~${ARCHIVED_ROW - 1}`;

/** Numbers that end so (the last four, or the whole number), then numbers that begin so. */
const scanPhones = (reader: Reader, digits: string, where: readonly Clause[], scope: Scope, limit: number): Found[] => {
  const by = (column: string, key: string) => {
    const from = `search_phone p INDEXED BY search_phone_${column} CROSS JOIN ${OWN_NAME}`;
    return run(reader, from, [begins(`p.${column}`, key), ...where], `p.${column}, p.id`, scope, limit);
  };
  const ending = by('ending', reversed(digits)).map((found) => ({ ...found, exact: true }));
  if (ending.length === limit) return ending;
  return [...ending, ...by('digits', digits).map((found) => ({ ...found, exact: false }))];
};

/** The number itself, then numbers that begin so. */
const scanNumbers = (reader: Reader, number: string, where: readonly Clause[], scope: Scope, limit: number): Found[] => {
  const from = `search_number p INDEXED BY search_number_value CROSS JOIN ${OWN_NAME}`;
  const rows = run(reader, from, [begins('p.value', number), ...where], 'p.value, p.id', scope, limit);
  const itself = new Set(run(reader, from, [{ sql: 'p.value = ?', values: [number] }, ...where], 'p.id', scope, limit).map((found) => found.id));
  return rows.map((found) => ({ ...found, exact: itself.has(found.id) }));
};
