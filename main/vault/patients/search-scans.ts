import * as z from 'zod';
import type { Days } from '../../../shared/person/birth-date.ts';
import { afterAll, firstLetters, letterCount } from '../../../shared/person/name-key.ts';
import type { Reader, SqlValue } from '../../store/statements.ts';
import { ARCHIVED_ROW, ROWS_PER_CHART, reversed } from './search-entry.ts';

/** A typed part of a name: the keys that begin with it, or it alone. */
export interface NamePart {
  readonly key: string;
  readonly whole: boolean;
}

/** One way to look: every part given must hold for a name row; `others` must hold for some name of the same chart. */
export interface Look {
  readonly last?: NamePart | undefined;
  readonly first?: NamePart | undefined;
  readonly others: readonly string[];
  readonly born?: Days | undefined;
  readonly phone?: string | undefined;
  readonly number?: string | undefined;
}

/** Whom a search may find. */
export interface Scope {
  readonly includeArchived: boolean;
  /** For a role that sees only its assigned patients: this user's, on this day. */
  readonly assignedTo: { readonly userId: string; readonly today: string } | null;
}

export const foundRow = z.object({ id: z.int(), last: z.string(), first: z.string(), born: z.int() });
type Row = z.output<typeof foundRow>;

/** A name row that holds for a look. `exact`: the typed parts are the whole of what they were compared with. */
export interface Found extends Row {
  readonly exact: boolean;
}

/** A condition and the values of its question marks. */
interface Clause {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const SHIFT = Math.log2(ROWS_PER_CHART);
const CHART = (row: string) => `(${row}.id >> ${SHIFT})`;

/** What keeps a scan inside its scope; `row` is the search row's name in the query. */
export const within = (scope: Scope, row: string): Clause[] => [
  ...(scope.includeArchived ? [] : [{ sql: `(${row}.id & ${ARCHIVED_ROW}) = 0`, values: [] }]),
  ...assigned(scope, row),
];

const assigned = (scope: Scope, row: string): Clause[] =>
  scope.assignedTo === null
    ? []
    : [
        {
          sql: `${CHART(row)} IN (SELECT patient FROM patient_assignment WHERE user_id = ? AND ended_at IS NULL AND until >= ?)`,
          values: [scope.assignedTo.userId, scope.assignedTo.today],
        },
      ];

const part = (column: string, { key, whole }: NamePart): Clause =>
  whole ? { sql: `${column} = ?`, values: [key] } : { sql: `${column} BETWEEN ? AND ?`, values: [key, afterAll(key)] };

const bornIn = ({ from, to }: Days): Clause =>
  from === to ? { sql: 'n.born = ?', values: [from] } : { sql: 'n.born BETWEEN ? AND ?', values: [from, to] };

const someName = (key: string): Clause => ({
  sql: `EXISTS (SELECT 1 FROM search_name o WHERE o.id BETWEEN ${CHART('n')} << ${SHIFT} AND (${CHART('n')} << ${SHIFT}) + ${ROWS_PER_CHART - 1}
    AND (o.last BETWEEN ? AND ? OR o.first BETWEEN ? AND ?))`,
  values: [key, afterAll(key), key, afterAll(key)],
});

const nameClauses = (look: Look): Clause[] => [
  ...(look.last === undefined ? [] : [part('n.last', look.last)]),
  ...(look.first === undefined ? [] : [part('n.first', look.first)]),
  ...look.others.map(someName),
];

/** Runs one scan along one index; `order` is that index's own order, so that it stops at the limit. */
const run = (reader: Reader, from: string, where: readonly Clause[], order: string, scope: Scope, limit: number): Row[] => {
  const clauses = [...where, ...within(scope, 'n')];
  const sql = `SELECT n.id, n.last, n.first, n.born FROM ${from}
    WHERE ${clauses.map((clause) => clause.sql).join(' AND ')} ORDER BY ${order} LIMIT ?`;
  return reader.all(foundRow, sql, ...clauses.flatMap((clause) => clause.values), limit);
};

const PAIR = "substr(n.last || ' ', 1, 2) || substr(n.first, 1, 2)";
const BY_LAST = 'n.last, n.first, n.born, n.id';
const BY_FIRST = 'n.first, n.last, n.born, n.id';

/** The rows that hold for a look, exact ones first, then by name; at least the first `limit` of them. */
export const scan = (reader: Reader, look: Look, scope: Scope, limit: number): Found[] => {
  const { last, first, born, phone, number } = look;
  const names = nameClauses(look);
  const bornAlso = born === undefined ? [] : [bornIn(born)];
  const numberAlso = number === undefined ? [] : [someNumber(number)];
  if (phone !== undefined) return scanPhones(reader, phone, [...names, ...bornAlso, ...numberAlso], scope, limit);
  if (number !== undefined) return scanNumbers(reader, number, [...names, ...bornAlso], scope, limit);
  const exact = (row: Row) => (last === undefined || last.key === row.last) && (first === undefined || first.key === row.first);
  return scanNames(reader, look, scope, limit).map((row) => ({ ...row, exact: exact(row) }));
};

const scanNames = (reader: Reader, look: Look, scope: Scope, limit: number): Row[] => {
  const { last, first, born } = look;
  const names = nameClauses(look);
  const bornAlso = born === undefined ? [] : [bornIn(born)];
  if (born !== undefined && (born.from === born.to || (last === undefined && first === undefined))) {
    const byName = last === undefined && first !== undefined ? BY_FIRST : BY_LAST;
    const order = born.from === born.to ? byName : 'n.born, n.last, n.first, n.id';
    return run(reader, 'search_name n INDEXED BY search_name_born', [bornIn(born), ...names], order, scope, limit);
  }
  const where = [...names, ...bornAlso];
  if (last === undefined || (first?.whole === true && !last.whole)) {
    return run(reader, 'search_name n INDEXED BY search_name_first', where, BY_FIRST, scope, limit);
  }
  if (first === undefined || last.whole) return run(reader, 'search_name n INDEXED BY search_name_last', where, BY_LAST, scope, limit);
  return scanPairs(reader, last.key, first.key, where, scope, limit);
};

/** Two beginnings. With two letters of each, one range of the pair index; with fewer, the few pairs that exist, one after the other. */
const scanPairs = (reader: Reader, last: string, first: string, where: readonly Clause[], scope: Scope, limit: number): Row[] => {
  const byPair = (pair: string) =>
    run(reader, 'search_name n INDEXED BY search_name_pair', [{ sql: `${PAIR} = ?`, values: [pair] }, ...where], BY_LAST, scope, limit);
  const [lastLetters, firstStart] = [firstLetters(last, 2), firstLetters(first, 2)];
  if (letterCount(lastLetters) === 2 && letterCount(firstStart) === 2) return byPair(lastLetters + firstStart);
  if (letterCount(lastLetters) < 2 && letterCount(firstStart) < 2) {
    const near = firstFew(reader, last, where, scope, limit);
    if (near !== null) return near;
  }
  const starts = letterCount(lastLetters) === 2 ? [lastLetters] : lastStarts(reader, lastLetters);
  const pairs = starts.flatMap((start) => (letterCount(firstStart) === 2 ? [start + firstStart] : pairsFrom(reader, start + firstStart)));
  return pairs.flatMap(byPair);
};

const FEW = 2000;

/**
 * Two initials: most are so common that the first rows under the surname's letter hold enough. Null when they do not, and the initials are rare
 * enough for the pairs to be gone through.
 */
const firstFew = (reader: Reader, last: string, where: readonly Clause[], scope: Scope, limit: number): Row[] | null => {
  const few = `(SELECT * FROM search_name INDEXED BY search_name_last WHERE last BETWEEN ? AND ? ORDER BY last, first, born, id LIMIT ?) n`;
  const clauses = [...where, ...within(scope, 'n')];
  const sql = `SELECT n.id, n.last, n.first, n.born FROM ${few}
    WHERE ${clauses.map((clause) => clause.sql).join(' AND ')} ORDER BY ${BY_LAST} LIMIT ?`;
  const rows = reader.all(foundRow, sql, last, afterAll(last), FEW, ...clauses.flatMap((clause) => clause.values), limit);
  return rows.length === limit ? rows : null;
};

const pairRow = z.object({ pair: z.string() });
const NEXT_PAIR = `SELECT ${PAIR} AS pair FROM search_name n INDEXED BY search_name_pair WHERE ${PAIR} >= ? ORDER BY ${PAIR} LIMIT 1`;

/** The existing pairs that begin so, found by leaping from one to the next. */
const pairsFrom = (reader: Reader, start: string): string[] => leap(reader, start, (pair) => pair);

/** The existing first two letters of surnames that begin with this one letter. */
const lastStarts = (reader: Reader, letter: string): string[] => leap(reader, letter, (pair) => firstLetters(pair, 2));

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

const someNumber = (number: string): Clause => ({
  sql: `EXISTS (SELECT 1 FROM search_number m WHERE m.id BETWEEN ${CHART('n')} << ${SHIFT} AND (${CHART('n')} << ${SHIFT}) + ${ROWS_PER_CHART - 1}
    AND m.value BETWEEN ? AND ?)`,
  values: [number, afterAll(number)],
});

/** Numbers that end so (the last four, or the whole number), then numbers that begin so. */
const scanPhones = (reader: Reader, digits: string, where: readonly Clause[], scope: Scope, limit: number): Found[] => {
  const by = (column: string, key: string) => {
    const range: Clause = { sql: `p.${column} BETWEEN ? AND ?`, values: [key, afterAll(key)] };
    const from = `search_phone p INDEXED BY search_phone_${column} CROSS JOIN ${OWN_NAME}`;
    return run(reader, from, [range, ...where], `p.${column}, p.id`, scope, limit);
  };
  const ending = by('ending', reversed(digits)).map((row) => ({ ...row, exact: true }));
  if (ending.length === limit) return ending;
  return [...ending, ...by('digits', digits).map((row) => ({ ...row, exact: false }))];
};

/** The number itself, then numbers that begin so. */
const scanNumbers = (reader: Reader, number: string, where: readonly Clause[], scope: Scope, limit: number): Found[] => {
  const from = `search_number p INDEXED BY search_number_value CROSS JOIN ${OWN_NAME}`;
  const by = (range: Clause) => run(reader, from, [range, ...where], 'p.value, p.id', scope, limit);
  const itself = by({ sql: 'p.value = ?', values: [number] }).map((row) => ({ ...row, exact: true }));
  const begun = by({ sql: 'p.value BETWEEN ? AND ?', values: [number, afterAll(number)] }).map((row) => ({ ...row, exact: false }));
  return [...itself, ...begun];
};
