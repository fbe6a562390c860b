import { withReadings } from '../../../shared/intake/column-reading.ts';
import { inspectMapping, proposeColumns } from '../../../shared/intake/propose.ts';
import type { Role } from '../../../shared/permissions.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Writer } from '../../store/statements.ts';
import { type Batch, batchIn, progressOf, writeBatch } from './batch.ts';
import { columnView } from './hidden-columns.ts';
import type { ReadingRoom } from './reading-room.ts';
import { piecesOf } from './receive.ts';
import { withRemembered } from './remembered.ts';
import { rowNumber } from './row-id.ts';
import { sampleRows, stageRow } from './staged-rows.ts';

/** Rows taken into the store in one call: a transaction of some 20 ms. */
const ROWS_PER_CALL = 2000;

/** A sheet of which nothing could be read: it has no columns, and nothing is asked of its dates and names. */
const NO_ROWS = {
  ...{ state: 'mapping', columns: '[]', header_row: 0, formula_cells: 0 },
  ...{ date_order: 'ymd', order_chosen: 0, date_examples: '[]', names_look_swapped: 0, swap_names: 0 },
} as const;

/**
 * Takes in what the document worker has read since the last call, and starts it when none is at work (also after a kill: rows that stand already are not
 * read again). When the last row is there the columns are proposed and the worker is gone.
 */
export const readFile =
  (room: ReadingRoom): PhiHandler<'import.read'> =>
  (access, { batchId }) => {
    const writer = access.change;
    const batch = batchIn(writer, batchId, 'reading', 'mapping', 'failed');
    if (batch.state !== 'reading') return progressOf(batch);
    const reading = room.of(batchId, () => ({
      pieces: piecesOf(writer, batch.id),
      sheet: batch.sheet,
      staged: { rows: batch.done, lastRow: batch.at_row },
    }));
    if (reading.failure !== null) {
      room.leave(batchId);
      // Who chose this sheet of a workbook can still choose another.
      const goesOn = batch.sheets.length > 1 && batch.done === 0 ? NO_ROWS : { state: 'failed' };
      return progressOf(writeBatch(writer, batch, { ...goesOn, failure: reading.failure }));
    }
    const { outline } = reading;
    if (outline === null) return progressOf(batch);
    const rows = reading.take(batch.done).slice(0, ROWS_PER_CALL);
    for (const row of rows) stageRow(writer, batch.id, row);
    const taken = writeBatch(writer, batch, {
      sheets: JSON.stringify(outline.sheets),
      sheet: outline.sheet,
      encoding: outline.encoding,
      delimiter: outline.delimiter,
      rows: outline.rows,
      formula_cells: outline.formulaCells,
      total: outline.rows,
      done: batch.done + rows.length,
      at_row: rows.at(-1)?.row ?? batch.at_row,
    });
    if (taken.done < outline.rows) return progressOf(taken);
    room.leave(batchId);
    return progressOf(propose(writer, taken, access.facts.actor.role));
  };

/** Proposes what every column is, from the row of headings that is given or found, and from what was said of such headings before. */
export const propose = (writer: Writer, batch: Batch, role: Role, headerRow?: number): Batch => {
  const rows = sampleRows(writer, batch.id);
  const proposal = proposeColumns(rows, headerRow);
  const columns = withRemembered(writer, proposal.columns, columnView(writer, batch, role));
  const body = rows.filter(({ id }) => rowNumber(id) > proposal.headerRow);
  const seen = inspectMapping(columns, body);
  return writeBatch(writer, batch, {
    state: 'mapping',
    header_row: proposal.headerRow,
    columns: JSON.stringify(withReadings(columns, body)),
    date_order: seen.dateOrder,
    order_chosen: 0,
    date_examples: JSON.stringify(seen.dateExamples),
    names_look_swapped: seen.namesLookSwapped ? 1 : 0,
    swap_names: 0,
  });
};
