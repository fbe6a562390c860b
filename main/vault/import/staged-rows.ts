import * as z from 'zod';
import { cellMark, type DocumentRow } from '../../../shared/intake/document.ts';
import type { CellMark } from '../../../shared/intake/gather.ts';
import { LIMITED, type Reader, type Writer } from '../../store/statements.ts';
import { lastRowId, rowId, rowNumber } from './row-id.ts';

/** A row of a file as it stood. */
export interface StagedRow {
  readonly id: number;
  readonly row: number;
  readonly cells: readonly string[];
  readonly marks: readonly CellMark[];
}

const cellTexts = z.array(z.string());
const cellMarks = z.array(z.tuple([z.int(), cellMark]));
const stored = z.strictObject({ id: z.int(), cells: z.string(), marks: z.string().nullable() });

const opened = ({ id, cells, marks }: z.output<typeof stored>): StagedRow => ({
  id,
  row: rowNumber(id),
  cells: cellTexts.parse(JSON.parse(cells)),
  marks: marks === null ? [] : cellMarks.parse(JSON.parse(marks)).map(([column, mark]) => ({ column, mark })),
});

export const stageRow = (writer: Writer, batch: number, { row, cells, marks }: DocumentRow): void => {
  const noted = marks.length === 0 ? null : JSON.stringify(marks);
  writer.run('INSERT INTO import_row (id, cells, marks) VALUES (?, ?, ?)', rowId(batch, row), JSON.stringify(cells), noted);
};

/** The rows after a row number, in the order of the file. */
export const rowsAfter = (reader: Reader, batch: number, row: number, limit: number): StagedRow[] =>
  reader
    .all(
      stored,
      `SELECT id, cells, marks FROM import_row WHERE id > ? AND id <= ? ORDER BY id ${LIMITED}`,
      rowId(batch, row),
      lastRowId(batch),
      limit,
    )
    .map(opened);

export const stagedRow = (reader: Reader, batch: number, row: number): StagedRow =>
  opened(reader.one(stored, 'SELECT id, cells, marks FROM import_row WHERE id = ?', rowId(batch, row)));

const SAMPLED = 500;

/** The first rows of a table and as many from all over the rest: enough to see what a column holds. */
export const sampleRows = (reader: Reader, batch: number): StagedRow[] => {
  const first = rowsAfter(reader, batch, 0, SAMPLED);
  const last = first.at(-1);
  if (last === undefined || first.length < SAMPLED) return first;
  const { rest } = reader.one(
    z.strictObject({ rest: z.int() }),
    'SELECT count(*) AS rest FROM import_row WHERE id > ? AND id <= ?',
    last.id,
    lastRowId(batch),
  );
  const step = Math.max(1, Math.floor(rest / SAMPLED));
  const spread = reader.all(
    stored,
    `SELECT id, cells, marks FROM import_row WHERE id > ? AND id <= ? AND id % ? = 0 ORDER BY id ${LIMITED}`,
    last.id,
    lastRowId(batch),
    step,
    SAMPLED * 2,
  );
  return [...first, ...spread.map(opened)];
};

export const countAfter = (reader: Reader, batch: number, row: number): number =>
  reader.one(
    z.strictObject({ rows: z.int() }),
    'SELECT count(*) AS rows FROM import_row WHERE id > ? AND id <= ?',
    rowId(batch, row),
    lastRowId(batch),
  ).rows;

export const dropRows = (writer: Writer, batch: number): void => {
  writer.run('DELETE FROM import_row WHERE id BETWEEN ? AND ?', rowId(batch, 0), lastRowId(batch));
};
