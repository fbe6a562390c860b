import type { Mapping } from '../../../shared/intake/gather.ts';
import type { RowReason, RowReasonCode } from '../../../shared/intake/reasons.ts';
import type { ChangeAccess } from '../../gate/access.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Writer } from '../../store/statements.ts';
import { type Origin, originOf } from '../origin.ts';
import { readChart } from '../patients/chart-state.ts';
import { insertUnfindable } from '../patients/insert.ts';
import { dropIndexes, ensureNext, indexNewPatient } from '../patients/search-index.ts';
import { areTyposLeft } from '../patients/search-words.ts';
import { applyUpdate } from './apply-update.ts';
import { type Batch, batchIn, mappingOf, progressOf, writeBatch } from './batch.ts';
import { candidateOf } from './candidate.ts';
import { anyPatient } from './check.ts';
import { chunk, PACE } from './chunk.ts';
import { dropPieces } from './receive.ts';
import { rowId } from './row-id.ts';
import { rowsAfter, type StagedRow } from './staged-rows.ts';
import { correctVerdict, type StoredVerdict, verdictsBetween } from './verdict-rows.ts';

/** An empty store is filled without the indexes of the search, which are made at the end: worth it from here on. */
const FIRST_LOAD_ROWS = 2000;

/**
 * The next chunk of the import. The rows made, the place reached and the counts are one transaction, so that after a kill no row is made twice and none is
 * left out. Failure `import-not-ready`.
 */
export const advanceImport: PhiHandler<'import.advance'> = (access, { batchId, duplicates }) => {
  const writer = access.change;
  let batch = batchIn(writer, batchId, 'checked', 'importing', 'done');
  if (batch.state === 'done') return { progress: progressOf(batch), patients: [] };
  if (batch.state === 'checked') batch = begin(writer, batch, duplicates === 'create');
  const step = new ImportStep(access, batch);
  const { last, rows, ended } = chunk(
    (after, limit) => step.page(after, limit),
    batch.at_row,
    (row) => step.take(row),
    batch.unindexed ? PACE.firstLoad : PACE.live,
  );
  const moved = writeBatch(writer, batch, { ...step.counts, done: batch.done + rows, at_row: last });
  return {
    progress: progressOf(ended ? finish(writer, moved, access.facts.now) : moved),
    patients: step.touched.map((patientId) => ({ patientId })),
  };
};

const begin = (writer: Writer, batch: Batch, duplicatesMade: boolean): Batch => {
  const unindexed = batch.total >= FIRST_LOAD_ROWS && !anyPatient(writer);
  if (unindexed) dropIndexes(writer);
  dropPieces(writer, batch.id);
  const fresh = { state: 'importing', done: 0, at_row: batch.header_row, created: 0, updated: 0 };
  return writeBatch(writer, batch, { ...fresh, unindexed: unindexed ? 1 : 0, duplicates_made: duplicatesMade ? 1 : 0 });
};

/** After the last row of a first load each call makes one part of the search's indexes; the import is done when none is missing. */
const finish = (writer: Writer, batch: Batch, now: number): Batch => {
  if (batch.unindexed && ensureNext(writer)) return batch;
  return writeBatch(writer, batch, { state: 'done', finished_at: now, unindexed: 0 });
};

/** One chunk at work: whom it has touched, and the counts as they stand. */
class ImportStep {
  readonly touched: string[] = [];
  readonly counts: { created: number; updated: number; duplicates: number; rejected: number };
  readonly #access: ChangeAccess;
  readonly #batch: Batch;
  readonly #mapping: Mapping;
  readonly #origin: Origin;
  /** After a kill the store has its indexes again, and the rest of a first load keeps them. */
  readonly #bare: boolean;
  /** Words met in this transaction. */
  readonly #words = new Set<string>();
  #verdicts = new Map<number, StoredVerdict>();

  constructor(access: ChangeAccess, batch: Batch) {
    this.#access = access;
    this.#batch = batch;
    this.#bare = areTyposLeft(access.change);
    this.#mapping = mappingOf(batch);
    this.#origin = originOf(access);
    const { created, updated, rejected } = batch;
    this.counts = { created, updated, duplicates: batch.duplicates, rejected };
  }

  page(after: number, limit: number): readonly StagedRow[] {
    const writer = this.#access.change;
    const rows = rowsAfter(writer, this.#batch.id, after, limit);
    const last = rows.at(-1)?.id ?? 0;
    this.#verdicts = new Map(verdictsBetween(writer, rowId(this.#batch.id, after), last).map((verdict) => [verdict.id, verdict]));
    return rows;
  }

  take(staged: StagedRow): void {
    const verdict = this.#verdicts.get(staged.id);
    if (verdict === undefined || verdict.kind === 'rejected') return;
    const refused = verdict.kind === 'update' ? this.#update(staged, verdict) : this.#create(staged, verdict);
    if (refused !== null) this.#reject(verdict, refused);
  }

  /** Null when it went well; otherwise why the row could not be taken although the check had let it through. */
  #create(staged: StagedRow, verdict: StoredVerdict): RowReasonCode | null {
    if (verdict.kind === 'duplicate' && !this.#batch.duplicates_made) return null;
    const { details, lists, mrn } = candidateOf(staged, this.#mapping, this.#access.facts.today);
    if (details === null) return 'not-accepted';
    const importedFrom = { batchId: this.#batch.batch_id, row: staged.row };
    const numbered = mrn === null ? {} : { mrn };
    const inserted = insertUnfindable(this.#access.change, this.#origin, { details, lists, importedFrom, ...numbered });
    if (mrn !== null && inserted.mrn !== mrn) this.#note(verdict, [{ code: 'number-taken', column: null }]);
    indexNewPatient(this.#access.change, inserted.row, this.#words, this.#bare);
    this.touched.push(inserted.patientId);
    this.counts.created += 1;
    if (verdict.kind === 'duplicate') this.counts.duplicates -= 1;
    return null;
  }

  #update(staged: StagedRow, verdict: StoredVerdict): RowReasonCode | null {
    const { change, facts } = this.#access;
    const { details, lists } = candidateOf(staged, this.#mapping, facts.today);
    if (details === null || verdict.patient === null) return 'not-accepted';
    const chart = readChart(change, verdict.patient.patientId);
    const same = chart.version === verdict.patient.version && chart.mergedIntoId === null && chart.state.restricted === null;
    if (!same) return 'chart-changed';
    const { version, kept } = applyUpdate(change, this.#origin, chart, { details, lists }, facts.actor.role, facts.today);
    if (kept.length > 0) this.#note(verdict, kept);
    if (version !== chart.version) {
      change.run('INSERT INTO import_update (id, patient, version) VALUES (?, ?, ?)', staged.id, chart.patientId, version);
    }
    this.touched.push(chart.patientId);
    this.counts.updated += 1;
    return null;
  }

  #reject(verdict: StoredVerdict, code: RowReasonCode): void {
    correctVerdict(this.#access.change, verdict.id, {
      kind: 'rejected',
      reasons: [...verdict.reasons, { code, column: null }],
      patient: null,
    });
    this.counts.rejected += 1;
    if (verdict.kind === 'duplicate') this.counts.duplicates -= 1;
  }

  #note(verdict: StoredVerdict, more: readonly RowReason[]): void {
    correctVerdict(this.#access.change, verdict.id, { ...verdict, reasons: [...verdict.reasons, ...more] });
  }
}
