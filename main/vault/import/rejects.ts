import * as z from 'zod';
import { ROW_REASONS, type RowReason } from '../../../shared/intake/reasons.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import { type Batch, readBatch } from './batch.ts';
import { type ColumnView, columnView } from './hidden-columns.ts';
import { rowNumber } from './row-id.ts';
import { stagedRow } from './staged-rows.ts';
import { type VerdictKind, verdictsAfter } from './verdict-rows.ts';
import { workbookFile } from './workbook-file.ts';

type Language = 'en' | 'es';
const HEADINGS = { en: ['Row', 'Why it was not imported'], es: ['Fila', 'Por qué no se importó'] } as const;
const PAGE = 500;

/**
 * The rows that were not imported, as they stood, each with its number and its reasons before it: to be mended and imported again, which is why the
 * headings are those of the file. Columns hidden from the role are not in it.
 */
export const rejectedRows: PhiHandler<'import.rejects'> = (access, { batchId, language }) => {
  const batch = readBatch(access.records, batchId);
  const view = columnView(access.records, batch, access.facts.actor.role);
  const file = workbookFile(linesOf(access.records, batch, language, view));
  const name = batch.file_name.replace(/\.[^.]*$/, '');
  return { fileName: `${name}-${language === 'es' ? 'rechazadas' : 'rejected'}.xlsx`, base64: Buffer.from(file).toString('base64') };
};

function* linesOf(reader: Reader, batch: Batch, language: Language, view: ColumnView): Generator<readonly string[]> {
  const shown = (cells: readonly string[]): string[] => cells.filter((_, index) => !view.hidden.has(index)).map(view.text);
  yield [...HEADINGS[language], ...shown(batch.columns.map(({ header }) => header))];
  for (const kind of ['rejected', 'duplicate'] as const)
    for (const [row, why, cells] of linesOfKind(reader, batch, kind, language)) yield [row, why, ...shown(cells)];
}

function* linesOfKind(
  reader: Reader,
  batch: Batch,
  kind: VerdictKind,
  language: Language,
): Generator<readonly [row: string, why: string, cells: readonly string[]]> {
  for (let after = 0; ; ) {
    const found = verdictsAfter(reader, batch.id, after, kind, PAGE);
    for (const { id, reasons } of found) {
      after = rowNumber(id);
      if (kind === 'duplicate' && wasMade(reader, batch, after)) continue;
      yield [String(after), sentence(reasons, language), stagedRow(reader, batch.id, after).cells];
    }
    if (found.length < PAGE) return;
  }
}

/** A duplicate that a person chose to import after all. */
const wasMade = (reader: Reader, batch: Batch, row: number): boolean =>
  reader.get(z.unknown(), 'SELECT 1 FROM patient WHERE import_batch = ? AND import_row = ?', batch.batch_id, row) !== undefined;

const sentence = (reasons: readonly RowReason[], language: Language): string =>
  reasons
    .filter(({ code }) => ROW_REASONS[code].effect === 'rejects' || ROW_REASONS[code].effect === 'duplicate')
    .map(({ code, column }) => `${column === null || column === '' ? '' : `${column}: `}${ROW_REASONS[code][language]}`)
    .join(' ');
