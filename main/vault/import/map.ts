import { Failure } from '../../../shared/failure.ts';
import { withReadings } from '../../../shared/intake/column-reading.ts';
import { inspectMapping } from '../../../shared/intake/propose.ts';
import { isTarget } from '../../../shared/intake/targets.ts';
import type { Result } from '../../../shared/operations/table.ts';
import type { Role } from '../../../shared/permissions.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import { askedOrder, type Batch, type BatchColumn, batchIn, readBatch, writeBatch } from './batch.ts';
import { type ColumnView, columnView } from './hidden-columns.ts';
import { propose } from './read.ts';
import { forgetColumns } from './remembered.ts';
import { dropRows, rowsAfter, sampleRows } from './staged-rows.ts';
import { dropVerdicts } from './verdict-rows.ts';

const PREVIEW = { rows: 20, columns: 60, characters: 200 } as const;

/** The table as it was read, what each column is taken for, and its first rows. */
export const readSheet: PhiHandler<'import.sheet'> = (access, { batchId }) =>
  sheetOf(access.records, readBatch(access.records, batchId), access.facts.actor.role);

const sheetOf = (reader: Reader, batch: Batch, role: Role): Result<'import.sheet'> => {
  const view = columnView(reader, batch, role);
  return {
    batchId: batch.batch_id,
    sheets: batch.sheets,
    sheet: batch.sheet ?? '',
    encoding: batch.encoding,
    delimiter: batch.delimiter,
    rows: batch.rows,
    headerRow: batch.header_row,
    columns: batch.columns.map((column) => shownColumn(column, view)),
    preview: rowsAfter(reader, batch.id, batch.header_row, PREVIEW.rows).map(({ cells }) =>
      cells.slice(0, PREVIEW.columns).map((cell, index) => (view.hidden.has(index) ? '' : view.text(cell.slice(0, PREVIEW.characters)))),
    ),
    dateOrder: askedOrder(batch),
    dateExamples: batch.date_examples,
    namesLookSwapped: batch.names_look_swapped,
    swapNames: batch.swap_names,
    formulaCells: batch.formula_cells,
  };
};

const shownColumn = ({ reads: _, ...column }: BatchColumn, view: ColumnView): Result<'import.sheet'>['columns'][number] => {
  const hidden = view.hidden.has(column.index);
  return { ...column, header: view.text(column.header), hidden, samples: hidden ? [] : column.samples.map(view.text) };
};

/**
 * Takes a person's corrections. Another sheet is read anew; another row of headings proposes the columns anew; any correction makes a finished check void.
 * What was said of lists with the same headings can be forgotten.
 *
 * Failure `bad-input`, `file-no-sheet`, `import-not-ready`, `not-permitted` (a column hidden from the role made into something it sees).
 */
export const mapColumns: PhiHandler<'import.map'> = (access, { batchId, sheet, headerRow, targets, dateOrder, swapNames, forget }) => {
  const writer = access.change;
  const { role } = access.facts.actor;
  let batch = batchIn(writer, batchId, 'mapping', 'checking', 'checked');
  if (batch.state !== 'mapping') {
    dropVerdicts(writer, batch.id);
    batch = writeBatch(writer, batch, { state: 'mapping', duplicates: 0, rejected: 0, created: 0, updated: 0 });
  }
  if (sheet !== undefined && sheet !== batch.sheet) {
    if (!batch.sheets.includes(sheet)) throw new Failure('file-no-sheet');
    dropRows(writer, batch.id);
    const again = {
      ...{ state: 'reading', sheet, rows: 0, done: 0, total: 0, at_row: 0 },
      ...{ columns: '[]', header_row: 0, date_order: null, failure: null },
    };
    return sheetOf(writer, writeBatch(writer, batch, again), role);
  }
  if (forget === true) {
    forgetColumns(writer, batch.columns);
    batch = propose(writer, batch, role, batch.header_row);
  }
  if (headerRow !== undefined && headerRow !== batch.header_row) batch = propose(writer, batch, role, headerRow);
  if (targets !== undefined) batch = chooseTargets(writer, batch, targets, columnView(writer, batch, role));
  if (dateOrder !== undefined) batch = writeBatch(writer, batch, { date_order: dateOrder, order_chosen: 1 });
  if (swapNames !== undefined) batch = writeBatch(writer, batch, { swap_names: swapNames ? 1 : 0 });
  return sheetOf(writer, batch, role);
};

const chooseTargets = (
  writer: Writer,
  batch: Batch,
  targets: readonly { index: number; target: string | null }[],
  view: ColumnView,
): Batch => {
  const chosen = new Map(targets.map(({ index, target }) => [index, target]));
  if ([...chosen.keys()].some((index) => index >= batch.columns.length)) throw new Failure('bad-input');
  const columns = batch.columns.map((column): BatchColumn => {
    const target = chosen.get(column.index);
    if (target === undefined) return column;
    if (target !== null && !isTarget(target)) throw new Failure('bad-input');
    if (!view.mayBecome(column, target)) throw new Failure('not-permitted');
    return { ...column, target, because: 'person' };
  });
  const body = sampleRows(writer, batch.id).filter(({ row }) => row > batch.header_row);
  const seen = inspectMapping(columns, body);
  return writeBatch(writer, batch, {
    columns: JSON.stringify(withReadings(columns, body)),
    ...(batch.order_chosen ? {} : { date_order: seen.dateOrder, date_examples: JSON.stringify(seen.dateExamples) }),
    names_look_swapped: seen.namesLookSwapped ? 1 : 0,
  });
};
