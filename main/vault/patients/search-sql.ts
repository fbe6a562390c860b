import type { Days } from '../../../shared/person/birth-date.ts';
import { afterAll } from '../../../shared/person/name-key.ts';
import { LIMITED, type SqlValue } from '../../store/statements.ts';
import { ARCHIVED_ROW, ROWS_PER_CHART } from './search-entry.ts';

/** Whom a search may find. */
export interface Scope {
  readonly includeArchived: boolean;
  /** For a role that sees only its assigned patients: this user's, on this day. */
  readonly assignedTo: { readonly userId: string; readonly today: string } | null;
}

/** A piece of SQL and the values of its question marks. */
export interface Clause {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A typed part of a name: the keys that begin with it, or whole keys it may stand for, likeliest first. */
export type NamePart = { readonly begins: string } | { readonly anyOf: readonly string[] };

const SHIFT = Math.log2(ROWS_PER_CHART);

export const begins = (column: string, key: string): Clause => ({ sql: `${column} BETWEEN ? AND ?`, values: [key, afterAll(key)] });

export const namePart = (column: string, name: NamePart): Clause =>
  'begins' in name
    ? begins(column, name.begins)
    : name.anyOf.length === 1
      ? { sql: `${column} = ?`, values: name.anyOf }
      : { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(name.anyOf)] };

export const bornIn = ({ from, to }: Days): Clause =>
  from === to ? { sql: 'n.born = ?', values: [from] } : { sql: 'n.born BETWEEN ? AND ?', values: [from, to] };

const OF_CHART = (row: string): string =>
  `${row}.id BETWEEN (n.id >> ${SHIFT}) << ${SHIFT} AND ((n.id >> ${SHIFT}) << ${SHIFT}) + ${ROWS_PER_CHART - 1}`;

/** Some name of the chart of row `n` begins so. */
export const someName = (key: string): Clause => ({
  sql: `EXISTS (SELECT 1 FROM search_name o WHERE ${OF_CHART('o')} AND (o.last BETWEEN ? AND ? OR o.first BETWEEN ? AND ?))`,
  values: [key, afterAll(key), key, afterAll(key)],
});

/** Some number of the chart of row `n` begins so. */
export const someNumber = (number: string): Clause => ({
  sql: `EXISTS (SELECT 1 FROM search_number m WHERE ${OF_CHART('m')} AND m.value BETWEEN ? AND ?)`,
  values: [number, afterAll(number)],
});

/** What keeps a query inside its scope; it is part of the query, so that nothing outside the scope is read out of the store. */
export const within = (scope: Scope): Clause[] => {
  const clauses: Clause[] = scope.includeArchived ? [] : [{ sql: `(n.id & ${ARCHIVED_ROW}) = 0`, values: [] }];
  if (scope.assignedTo !== null) {
    const { userId, today } = scope.assignedTo;
    const sql = `(n.id >> ${SHIFT}) IN (SELECT patient FROM patient_assignment WHERE user_id = ? AND ended_at IS NULL AND until >= ?)`;
    clauses.push({ sql, values: [userId, today] });
  }
  return clauses;
};

/** `SELECT ... FROM ... WHERE ... ORDER BY ... LIMIT ?` with the values in the order of the question marks. An empty order is the order of the index. */
export const select = (columns: string, from: Clause, where: readonly Clause[], order: string, limit: number): Clause => ({
  sql: `SELECT ${columns} FROM ${from.sql} WHERE ${where.map((clause) => clause.sql).join(' AND ') || 'TRUE'}${order === '' ? '' : ` ORDER BY ${order}`} ${LIMITED}`,
  values: [...from.values, ...where.flatMap((clause) => clause.values), limit],
});
