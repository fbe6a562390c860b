import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { LIMITED, type Writer } from '../../store/statements.ts';
import { type Origin, originOf } from '../origin.ts';
import { readChart } from '../patients/chart-state.ts';
import { beforeEdit } from '../patients/revert.ts';
import { reviseChart } from '../patients/revise.ts';
import { unindexPatient } from '../patients/search-index.ts';
import { type Batch, batchIn, progressOf, UNDO_MS, writeBatch } from './batch.ts';
import { chunk, PACE } from './chunk.ts';
import { lastRowId, rowId, rowNumber } from './row-id.ts';

/**
 * Takes back the next chunk of a batch, newest first of what can be: charts it changed go back to what they were before it, patients it made go away.
 * What anybody has touched since stays as it is and is counted. A patient who goes leaves a line in `patient_taken_back`, the row of the file stays
 * readable, and their number is free again, so that the corrected list can be imported. The log keeps every entry.
 *
 * Failure `undo-expired` when it ended more than 24 h ago, `import-not-ready`.
 */
export const undoImport: PhiHandler<'import.undo'> = (access, { batchId }) => {
  const writer = access.change;
  let batch = batchIn(writer, batchId, 'done', 'cancelled', 'undoing', 'undone');
  if (batch.state === 'undone') return { progress: progressOf(batch), patients: [] };
  if (batch.state !== 'undoing') batch = begin(writer, batch, access.facts.now);
  const origin = originOf(access);
  const touched: string[] = [];
  const counts = { created: batch.created, updated: batch.updated, kept: batch.kept };
  const { last, rows, ended } = chunk(
    (after, limit) => importedAfter(writer, batch, after, limit),
    batch.at_row,
    ({ row, patientId, version }) => {
      const gone =
        version === null ? takeBackPatient(writer, origin, batch, row, patientId) : takeBackUpdate(writer, origin, patientId, version);
      if (!gone) counts.kept += 1;
      else if (version === null) counts.created -= 1;
      else counts.updated -= 1;
      touched.push(patientId);
    },
    PACE.live,
  );
  const moved = writeBatch(writer, batch, { ...counts, done: batch.done + rows, at_row: last, state: ended ? 'undone' : 'undoing' });
  return { progress: progressOf(moved), patients: touched.map((patientId) => ({ patientId })) };
};

const begin = (writer: Writer, batch: Batch, now: number): Batch => {
  if (batch.finished_at === null) throw new Failure('import-not-ready');
  if (now - batch.finished_at > UNDO_MS) throw new Failure('undo-expired');
  const { total } = writer.one(
    z.strictObject({ total: z.int() }),
    `SELECT (SELECT count(*) FROM patient WHERE import_batch = ?) + (SELECT count(*) FROM import_update WHERE id BETWEEN ? AND ?) AS total`,
    batch.batch_id,
    rowId(batch.id, 0),
    lastRowId(batch.id),
  );
  return writeBatch(writer, batch, { state: 'undoing', done: 0, total, at_row: 0, kept: 0 });
};

interface Imported {
  readonly row: number;
  readonly patientId: string;
  /** The version an update made; null for a patient the batch made. */
  readonly version: number | null;
}

const madeRow = z.strictObject({ row: z.int(), patientId: z.uuid(), version: z.null() });
const updateRow = z.strictObject({ id: z.int(), patientId: z.uuid(), version: z.int() });

const importedAfter = (writer: Writer, batch: Batch, after: number, limit: number): Imported[] => {
  const made = writer.all(
    madeRow,
    `SELECT import_row AS row, patient_id AS patientId, NULL AS version FROM patient WHERE import_batch = ? AND import_row > ? ORDER BY import_row ${LIMITED}`,
    batch.batch_id,
    after,
    limit,
  );
  const updates = writer
    .all(
      updateRow,
      `SELECT id, patient AS patientId, version FROM import_update WHERE id > ? AND id <= ? ORDER BY id ${LIMITED}`,
      rowId(batch.id, after),
      lastRowId(batch.id),
      limit,
    )
    .map(({ id, patientId, version }) => ({ row: rowNumber(id), patientId, version }));
  return [...made, ...updates].sort((a, b) => a.row - b.row).slice(0, limit);
};

const madePatient = z.strictObject({
  id: z.int(),
  mrn: z.string(),
  version: z.int(),
  created_at: z.int(),
  created_by: z.int(),
  inUse: z.int(),
});

/** A patient nobody has touched since: one version, given to nobody, no visit, waiting for none, no task, and no chart was merged into theirs. */
const takeBackPatient = (writer: Writer, origin: Origin, batch: Batch, row: number, patientId: string): boolean => {
  const made = writer.one(
    madePatient,
    `SELECT id, mrn, version, created_at, created_by, 
       EXISTS (SELECT 1 FROM patient_assignment a WHERE a.patient = p.id) OR EXISTS (SELECT 1 FROM visit v WHERE v.patient = p.id)
         OR EXISTS (SELECT 1 FROM task t WHERE t.patient = p.id)
       OR EXISTS (SELECT 1 FROM wait w WHERE w.patient = p.id) AS inUse
       FROM patient p WHERE patient_id = ?`,
    patientId,
  );
  if (made.version !== 1 || made.inUse === 1) return false;
  unindexPatient(writer, made.id);
  writer.run('DELETE FROM patient WHERE id = ?', made.id);
  writer.run(
    `INSERT INTO patient_taken_back (patient_id, mrn, batch, row, created_at, created_by, at, author, entry_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[patientId, made.mrn, batch.id, row, made.created_at, made.created_by, origin.at, origin.author, origin.entrySeq],
  );
  return true;
};

/** The chart as it was before the batch, as a new version; not when anybody has changed it since. */
const takeBackUpdate = (writer: Writer, origin: Origin, patientId: string, version: number): boolean => {
  const chart = readChart(writer, patientId);
  if (chart.version !== version || chart.mergedIntoId !== null) return false;
  reviseChart(writer, origin, chart, beforeEdit(writer, chart, version));
  return true;
};
