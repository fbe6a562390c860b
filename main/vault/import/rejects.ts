import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { ROW_REASONS, type RowReason } from '../../../shared/intake/reasons.ts';
import { REJECTS_HEADINGS } from '../../../shared/intake/rejects-file.ts';
import type { Result } from '../../../shared/operations/table.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import type { OutTray } from '../out-tray.ts';
import { type Batch, readBatch } from './batch.ts';
import { PACE } from './chunk.ts';
import { type ColumnView, columnView } from './hidden-columns.ts';
import { rowNumber } from './row-id.ts';
import { stagedRow } from './staged-rows.ts';
import { type StoredVerdict, verdictsAfter } from './verdict-rows.ts';
import { WorkbookFile } from './workbook-file.ts';

type Language = 'en' | 'es';
const NAMES = { en: 'not-imported.xlsx', es: 'no-importadas.xlsx' } as const;
const KINDS = ['rejected', 'duplicate'] as const;
const PAGE = 20;

/** A spreadsheet half made: where it has got to, and of which batch in which state. */
interface Making {
  readonly fileId: string;
  readonly language: Language;
  readonly state: string;
  readonly book: WorkbookFile;
  kind: 0 | 1;
  after: number;
  read: number;
  rows: number;
}

/**
 * The rows that were not imported, as they stood, each with its number and its reasons before it: to be mended and imported again, which is why the
 * headings are those of the file. Columns hidden from the role are not in it.
 *
 * Made in this process a piece a call, so that nobody waits behind it, and put into the out-tray when whole. Failure `not-found` for a file that is not
 * being made, `changed-meanwhile` when the batch went on in between.
 */
export const rejectedRows = (tray: OutTray): PhiHandler<'import.rejects'> => {
  let making: Making | null = null;
  return (access, { batchId, language, fileId }) => {
    const batch = readBatch(access.records, batchId);
    const state = stateOf(batch);
    const view = columnView(access.records, batch, access.facts.actor.role);
    if (fileId === undefined) making = begin(tray, batch, language, state, view);
    if (making === null || (fileId !== undefined && fileId !== making.fileId)) throw new Failure('not-found');
    if (making.state !== state) throw new Failure('changed-meanwhile');
    const ready = goOn(access.records, batch, making, view);
    const { read, rows, book } = making;
    const answer: Result<'import.rejects'> = { fileId: making.fileId, done: read, total: batch.rejected + batch.duplicates, ready };
    if (ready) {
      tray.put(making.fileId, { name: NAMES[making.language], rows, pieces: book.end() });
      making = null;
    }
    return answer;
  };
};

/** What must not change while the file is being made. */
const stateOf = ({ batch_id, state, rejected, duplicates, created }: Batch): string =>
  [batch_id, state, rejected, duplicates, created].join(' ');

const begin = (tray: OutTray, batch: Batch, language: Language, state: string, view: ColumnView): Making => {
  const book = new WorkbookFile();
  book.add([
    ...REJECTS_HEADINGS[language],
    ...shown(
      batch.columns.map(({ header }) => header),
      view,
    ),
  ]);
  return { fileId: tray.begin(), language, state, book, kind: 0, after: batch.header_row, read: 0, rows: 0 };
};

const shown = (cells: readonly string[], view: ColumnView): string[] => cells.filter((_, index) => !view.hidden.has(index)).map(view.text);

/** True when the last row is in. */
const goOn = (reader: Reader, batch: Batch, making: Making, view: ColumnView): boolean => {
  const until = performance.now() + PACE.check;
  do {
    const kind = KINDS[making.kind];
    const found = verdictsAfter(reader, batch.id, making.after, kind, PAGE);
    for (const verdict of found) {
      making.after = rowNumber(verdict.id);
      making.read += 1;
      if (kind === 'duplicate' && wasMade(reader, batch, making.after)) continue;
      const { cells } = stagedRow(reader, batch.id, making.after);
      making.book.add([String(making.after), sentence(verdict, making.language), ...shown(cells, view)]);
      making.rows += 1;
    }
    if (found.length < PAGE && kind === 'duplicate') return true;
    if (found.length < PAGE) Object.assign(making, { kind: 1, after: batch.header_row });
  } while (performance.now() < until);
  return false;
};

/** A duplicate that a person chose to import after all. */
const wasMade = (reader: Reader, batch: Batch, row: number): boolean =>
  reader.get(z.unknown(), 'SELECT 1 FROM patient WHERE import_batch = ? AND import_row = ?', batch.batch_id, row) !== undefined;

const refuses = ({ code }: RowReason): boolean => ROW_REASONS[code].effect === 'rejects' || ROW_REASONS[code].effect === 'duplicate';

const sentence = ({ reasons }: StoredVerdict, language: Language): string =>
  reasons
    .filter(refuses)
    .map(({ code, column }) => `${column === null || column === '' ? '' : `${column}: `}${ROW_REASONS[code][language]}`)
    .join(' ');
