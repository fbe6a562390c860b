import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { intakeRow } from '../../../shared/intake/row.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { readChart } from '../patients/chart-state.ts';
import { mappingOf, newestBatches, progressOf, readBatch } from './batch.ts';
import { columnView } from './hidden-columns.ts';
import { rowNumber } from './row-id.ts';
import { stagedRow } from './staged-rows.ts';
import { verdictsAfter } from './verdict-rows.ts';

const PAGE = 50;
const MOST_REASONS = 20;

export const importProgress: PhiHandler<'import.progress'> = (access, { batchId }) => progressOf(readBatch(access.records, batchId));

/** What the dry run said, row by row, at most 50 at a time; `afterRow` of the last one gives the next page. */
export const importVerdicts: PhiHandler<'import.verdicts'> = (access, { batchId, verdict, afterRow }) => {
  const batch = readBatch(access.records, batchId);
  const mapping = mappingOf(batch);
  const view = columnView(access.records, batch, access.facts.actor.role);
  const found = verdictsAfter(access.records, batch.id, afterRow, verdict, PAGE + 1);
  const rows = found.slice(0, PAGE).map(({ id, kind, reasons, patient }) => {
    const staged = stagedRow(access.records, batch.id, rowNumber(id));
    const { details } = intakeRow(staged.cells, staged.marks, mapping, access.facts.today);
    const name = [details.familyName, details.givenName].filter((part) => part !== undefined).join(', ');
    return {
      row: staged.row,
      verdict: kind,
      reasons: reasons.slice(0, MOST_REASONS).map(({ code, column }) => ({ code, column })),
      name: view.text(name).slice(0, 300),
      birthDate: details.birthDate ?? null,
      patientId: patient?.patientId ?? null,
    };
  });
  return { rows, more: found.length > PAGE };
};

/** The row as it stood in the file, under the headings of the file, for the chart made from it. Failure `not-found` when it came from no file. */
export const originalRow: PhiHandler<'import.original'> = (access, { patientId }) => {
  const { importBatch, importRow } = readChart(access.records, patientId);
  if (importBatch === null || importRow === null) throw new Failure('not-found');
  const batch = readBatch(access.records, importBatch);
  const view = columnView(access.records, batch, access.facts.actor.role);
  const { row, cells } = stagedRow(access.records, batch.id, importRow);
  const shown = cells.flatMap((value, index) =>
    view.hidden.has(index) ? [] : [{ header: view.text(batch.columns[index]?.header ?? ''), value: view.text(value) }],
  );
  return { patientId, row, cells: shown };
};

const author = z.strictObject({ name: z.string() });

/** The newest batches, the unfinished ones among them. */
export const importBatches: PhiHandler<'import.batches'> = (access) => ({
  batches: newestBatches(access.records, PAGE).map((batch) => ({
    batchId: batch.batch_id,
    fileName: batch.file_name,
    startedAt: batch.started_at,
    by: access.records.one(author, 'SELECT name FROM author WHERE id = ?', batch.started_by).name,
    progress: progressOf(batch),
  })),
});
