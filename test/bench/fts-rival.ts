import * as z from 'zod';
import type { Store } from '../../main/store/open.ts';
import { LIMITED, type Reader } from '../../main/store/statements.ts';
import { reversed } from '../../main/vault/patients/search-entry.ts';
import { hitsOf } from '../../main/vault/patients/search-hits.ts';
import { readQuery } from '../../shared/person/query.ts';

/**
 * What most programs would do instead: one FTS5 table with a prefix index over the same keys, hits in the same order and shown by the same code. It stands
 * in the plain twin, with a cache of its own and no cipher to pay for.
 */
export const buildFts = (store: Store): void => {
  store.exec(`
    CREATE VIRTUAL TABLE rival USING fts5 (last, first, born, phone, ending, number, prefix = '2 3 5', detail = column, content = '');
    INSERT INTO rival (rowid, last, first, born, phone, ending, number)
      SELECT c.chart, group_concat(DISTINCT n.last), group_concat(DISTINCT n.first), c.born,
        (SELECT group_concat(digits) FROM search_phone p WHERE p.id BETWEEN c.chart << 6 AND (c.chart << 6) + 63),
        (SELECT group_concat(ending) FROM search_phone p WHERE p.id BETWEEN c.chart << 6 AND (c.chart << 6) + 63),
        (SELECT group_concat(value) FROM search_number m WHERE m.id BETWEEN c.chart << 6 AND (c.chart << 6) + 63)
      FROM search_card c CROSS JOIN search_name n ON n.id BETWEEN c.chart << 6 AND (c.chart << 6) + 63 WHERE c.archived = 0 GROUP BY c.chart;
    INSERT INTO rival (rival) VALUES ('optimize');`);
};

const quoted = (key: string): string => `"${key}"*`;

/** The same readings of the line as one FTS5 expression. Whole years are not in FTS5's reach and are left out, in its favour. */
const expressionOf = (line: string, today: string): string => {
  const readings = readQuery(line, today).map((reading) => {
    const parts = reading.names.map((key) => `{last first} : ${quoted(key)}`);
    const days = reading.born.filter((days) => days.from === days.to);
    if (days.length > 0) parts.push(`born : (${days.map((day) => `"${day.from}"`).join(' OR ')})`);
    if (reading.phone !== null) parts.push(`(ending : ${quoted(reversed(reading.phone))} OR phone : ${quoted(reading.phone)})`);
    if (reading.number !== null) parts.push(`number : ${quoted(reading.number)}`);
    return parts.length === 0 ? '' : `(${parts.join(' AND ')})`;
  });
  return readings.filter((part) => part !== '').join(' OR ');
};

const chartRow = z.object({ chart: z.int() });

/** Answers a line by FTS5. Returns how many hits. */
export const searchByFts = (reader: Reader, line: string, today: string, limit: number): number => {
  const charts = reader.all(
    chartRow,
    `SELECT r.rowid AS chart FROM rival r CROSS JOIN search_name n ON n.id = r.rowid << 6 WHERE rival MATCH ? ORDER BY n.last, n.first, n.born ${LIMITED}`,
    expressionOf(line, today),
    limit + 1,
  );
  return hitsOf(
    reader,
    charts.slice(0, limit).map((row) => row.chart),
    'front-desk',
    { includeArchived: false, assignedTo: null },
  ).length;
};
