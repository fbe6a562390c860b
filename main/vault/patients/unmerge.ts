import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { CHART_LISTS, type ChartListName } from '../../../shared/phi/patient.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { CHART_FIELDS, type ChartField, type ChartState, readChart } from './chart-state.ts';
import { withdrawList } from './merge-lists.ts';
import { reviseChart } from './revise.ts';

const undoPlan = z.partialRecord(z.enum(CHART_FIELDS), z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }));
/** Per field of the survivor that a merge changed, what it found and what it put there. */
export type UndoPlan = z.output<typeof undoPlan>;

const LATER = 'SELECT 1 FROM patient_merge WHERE survivor = ? AND id > ? AND undone_at IS NULL';
const mergeRow = z.strictObject({ id: z.int(), survivor: z.int(), merged: z.int(), plan: z.string() });

/**
 * Takes a merge back. The merged chart stands again exactly as it was; only a restriction that the survivor was given while they were one holds for both. Of the survivor, each field the merge changed gets its value from before, unless somebody
 * edited it since: an edit after the merge was made on the survivor, for what was then known to be one person, and stays there, to be judged by eye. A chart
 * that took in several gives them back newest first: each merge left out what the ones before it had brought already.
 *
 * Failure `not-found` (no such merge, or taken back already), `merge-order` (a later merge first), `merged-away` (the survivor itself has gone into another
 * chart: that merge first), `too-large` (a list with the later edits would be longer than a chart may hold).
 */
export const unmergePatients: PhiHandler<'patient.unmerge'> = (access, { mergeId, survivorId, mergedId }) => {
  const writer = access.change;
  const merge = writer.one(
    mergeRow,
    'SELECT id, survivor, merged, undo_plan AS plan FROM patient_merge WHERE merge_id = ? AND undone_at IS NULL',
    mergeId,
  );
  const survivor = readChart(writer, survivorId);
  const merged = readChart(writer, mergedId);
  if (survivor.id !== merge.survivor || merged.id !== merge.merged) throw new Failure('not-found');
  if (survivor.mergedIntoId !== null) throw new Failure('merged-away');
  if (writer.get(z.unknown(), LATER, merge.survivor, merge.id) !== undefined) throw new Failure('merge-order');

  const origin = originOf(access);
  const plan = undoPlan.parse(JSON.parse(merge.plan));
  const version = reviseChart(writer, origin, survivor, withdrawn(plan, survivor.state));
  const since =
    survivor.state.restricted !== null && merged.state.restricted === null && wasRestrictedSince(writer, survivor.id, merged.id);
  reviseChart(writer, origin, merged, { mergedInto: null, ...(since ? { restricted: survivor.state.restricted } : {}) });
  writer.run(
    'UPDATE patient_merge SET undone_at = ?, undone_by = ?, undone_seq = ? WHERE id = ?',
    ...[origin.at, origin.author, origin.entrySeq, merge.id],
  );
  return { patientId: survivorId, version };
};

// the merge wrote the merged chart's row last
const RESTRICTED_SINCE = `SELECT 1 FROM patient_change WHERE patient = ? AND field = 'restricted'
  AND id > (SELECT max(id) FROM patient_change WHERE patient = ? AND field = 'mergedInto')`;
const wasRestrictedSince = (reader: Reader, survivor: number, merged: number): boolean =>
  reader.get(z.unknown(), RESTRICTED_SINCE, survivor, merged) !== undefined;

/** The values of the plan's fields without what the merge did to them. */
const withdrawn = (plan: UndoPlan, state: ChartState): Partial<ChartState> => {
  const values: Partial<Record<ChartField, string | null>> = {};
  for (const field of CHART_FIELDS) {
    const step = plan[field];
    if (step === undefined) continue;
    if (isList(field)) values[field] = withdrawList(field, state[field], step.before, step.after);
    else values[field] = state[field] === step.after ? step.before : state[field];
  }
  return values;
};

const isList = (field: ChartField): field is ChartListName => CHART_LISTS.some((list) => list === field);
