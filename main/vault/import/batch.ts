import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { columnReading } from '../../../shared/intake/column-reading.ts';
import type { DateOrder } from '../../../shared/intake/date-order.ts';
import { DOCUMENT_CAPS } from '../../../shared/intake/document.ts';
import type { Mapping } from '../../../shared/intake/gather.ts';
import { isTarget } from '../../../shared/intake/targets.ts';
import { dateOrder, type ImportProgress } from '../../../shared/operations/import.ts';
import type { Reader, SqlValue, Writer } from '../../store/statements.ts';

const STATES = [
  ...(['receiving', 'reading', 'mapping', 'checking', 'checked', 'importing', 'done', 'cancelled', 'undoing', 'undone', 'failed'] as const),
] as const;
export type BatchState = (typeof STATES)[number];

const target = z.string().refine(isTarget).nullable();

/** A column as the batch keeps it. */
const column = z.strictObject({
  index: z.int().nonnegative(),
  header: z.string(),
  target,
  because: z.enum(['header', 'content', 'person', 'remembered', 'none']),
  samples: z.array(z.string()),
  reads: columnReading.optional(),
});
export type BatchColumn = z.output<typeof column>;

const fromJson = <S extends z.ZodType>(shape: S) => z.string().transform((text) => shape.parse(JSON.parse(text)));
const flag = z.int().transform((value) => value === 1);

const batchRow = z.strictObject({
  id: z.int(),
  batch_id: z.uuid(),
  file_name: z.string(),
  size: z.int(),
  started_at: z.int(),
  started_by: z.int(),
  state: z.enum(STATES),
  failure: z.string().nullable(),
  done: z.int(),
  total: z.int(),
  at_row: z.int(),
  sheets: fromJson(z.array(z.string())),
  sheet: z.string().nullable(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  rows: z.int(),
  formula_cells: z.int(),
  header_row: z.int(),
  columns: fromJson(z.array(column).max(DOCUMENT_CAPS.columns)),
  date_order: dateOrder.nullable(),
  order_chosen: flag,
  date_examples: fromJson(z.array(z.string())),
  names_look_swapped: flag,
  swap_names: flag,
  created: z.int(),
  updated: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  kept: z.int(),
  unindexed: flag,
  duplicates_made: flag,
  finished_at: z.int().nullable(),
});
export type Batch = z.output<typeof batchRow>;

type Column = keyof z.input<typeof batchRow>;

/** How long a whole batch can be taken back. */
export const UNDO_MS = 24 * 3_600_000;

/** Failure `not-found`. */
export const readBatch = (reader: Reader, batchId: string): Batch =>
  reader.one(batchRow, 'SELECT * FROM import_batch WHERE batch_id = ?', batchId);

/** As `readBatch`, in one of these states. Failure `import-not-ready` in any other. */
export const batchIn = (reader: Reader, batchId: string, ...states: readonly BatchState[]): Batch => {
  const batch = readBatch(reader, batchId);
  if (!states.includes(batch.state)) throw new Failure('import-not-ready');
  return batch;
};

/** Writes the named columns and answers the batch as it now stands. */
export const writeBatch = (writer: Writer, batch: Batch, changes: Partial<Record<Column, SqlValue>>): Batch => {
  const names = Object.keys(changes);
  writer.run(`UPDATE import_batch SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, ...Object.values(changes), batch.id);
  return readBatch(writer, batch.batch_id);
};

export const newestBatches = (reader: Reader, limit: number): Batch[] =>
  reader.all(batchRow, 'SELECT * FROM import_batch ORDER BY id DESC LIMIT ?', limit);

export const progressOf = (batch: Batch): Omit<ImportProgress, symbol> => ({
  batchId: batch.batch_id,
  state: batch.state,
  failure: batch.failure,
  done: batch.done,
  total: batch.total,
  created: batch.created,
  updated: batch.updated,
  duplicates: batch.duplicates,
  rejected: batch.rejected,
  kept: batch.kept,
  undoUntil: batch.finished_at === null || batch.state === 'undone' ? null : batch.finished_at + UNDO_MS,
});

/** False while `ymd` only means that no date that was looked at had to be asked about. */
const isOrderKnown = ({ date_order, order_chosen, columns }: Batch): boolean =>
  order_chosen || (date_order !== null && date_order !== 'ymd') || columns.some(({ reads }) => reads === 'year-first');

/** The order as it stands for a person: null while they are asked, also where only the check met a date that can be read two ways. */
export const askedOrder = (batch: Batch): DateOrder | null =>
  isOrderKnown(batch) || batch.date_examples.length === 0 ? batch.date_order : null;

export const mappingOf = (batch: Batch): Mapping => ({
  columns: batch.columns,
  dateOrder: isOrderKnown(batch) ? batch.date_order : null,
  swapNames: batch.swap_names,
});
