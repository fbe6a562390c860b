import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { CHART_LISTS, type ChartListName } from '../../../shared/phi/patient.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Writer } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { CHART_FIELDS, type ChartField, type ChartState, readChart } from './chart-state.ts';
import { withdrawList } from './merge-lists.ts';
import { reviseChart } from './revise.ts';

const undoPlan = z.partialRecord(z.enum(CHART_FIELDS), z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }));
/** Per field of the survivor that a merge changed, what it found and what it put there. */
export type UndoPlan = z.output<typeof undoPlan>;

const mergeRow = z.strictObject({ id: z.int(), survivor: z.int(), merged: z.int(), plan: z.string() });

/**
 * Takes a merge back. The merged chart stands again exactly as it was. Of the survivor, each field the merge changed gets its value from before, unless somebody
 * edited it since: an edit after the merge was made on the survivor, for what was then known to be one person, and stays there, to be judged by eye. Merges can be
 * taken back in any order: what later merges remember is set right as well.
 *
 * Failure `not-found` (no such merge, or taken back already), `merged-away` (the survivor itself has gone into another chart: that merge first).
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

  const origin = originOf(access);
  const plan = undoPlan.parse(JSON.parse(merge.plan));
  const version = reviseChart(writer, origin, survivor, withdraw(plan, survivor.state));
  reviseChart(writer, origin, merged, { mergedInto: null });
  correctLaterPlans(writer, merge.survivor, merge.id, plan);
  writer.run(
    'UPDATE patient_merge SET undone_at = ?, undone_by = ?, undone_seq = ? WHERE id = ?',
    ...[origin.at, origin.author, origin.entrySeq, merge.id],
  );
  return { patientId: survivorId, version };
};

type Values = Readonly<Partial<Record<ChartField, string | null>>>;

/** The values without what the plan's merge did to them. */
const withdraw = (plan: UndoPlan, values: Values): Partial<ChartState> => {
  const without: Partial<Record<ChartField, string | null>> = {};
  for (const field of CHART_FIELDS) {
    const step = plan[field];
    const value = values[field];
    if (step === undefined || value === undefined) continue;
    if (isList(field)) without[field] = withdrawList(field, value, step.before, step.after);
    else without[field] = value === step.after ? step.before : value;
  }
  return without;
};

const isList = (field: ChartField): field is ChartListName => CHART_LISTS.some((list) => list === field);

const laterRow = z.strictObject({ id: z.int(), plan: z.string() });

/** A later merge found what this one had put there; it would otherwise bring it back when it is taken back itself. */
const correctLaterPlans = (writer: Writer, survivor: number, mergeRowId: number, undone: UndoPlan): void => {
  const later = writer.all(
    laterRow,
    'SELECT id, undo_plan AS plan FROM patient_merge WHERE survivor = ? AND id > ? AND undone_at IS NULL',
    ...[survivor, mergeRowId],
  );
  for (const { id, plan } of later) {
    const steps = undoPlan.parse(JSON.parse(plan));
    const before = withdraw(undone, side(steps, 'before'));
    const after = withdraw(undone, side(steps, 'after'));
    const corrected: UndoPlan = {};
    for (const field of CHART_FIELDS) {
      const step = steps[field];
      if (step !== undefined) corrected[field] = { before: over(before[field], step.before), after: over(after[field], step.after) };
    }
    writer.run('UPDATE patient_merge SET undo_plan = ? WHERE id = ?', JSON.stringify(corrected), id);
  }
};

/** Null is a value here: a field that is cleared. */
const over = (given: string | null | undefined, otherwise: string | null): string | null => (given === undefined ? otherwise : given);

const side = (plan: UndoPlan, which: 'before' | 'after'): Values => {
  const values: Partial<Record<ChartField, string | null>> = {};
  for (const field of CHART_FIELDS) {
    const step = plan[field];
    if (step !== undefined) values[field] = step[which];
  }
  return values;
};
