import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { CHART_FIELDS, type ChartState, isMark, readChart } from './chart-state.ts';
import { reviseChart } from './revise.ts';
import { refuseBadDates, refuseHidden } from './update.ts';

const changeRow = z.strictObject({ field: z.enum(CHART_FIELDS), from: z.string().nullable(), to: z.string().nullable() });

/**
 * Takes back the edit that made `version`, as a new version. Only an edit: archiving, restricting and merging have rights of their own and are taken back
 * by their own operations. What was edited again since is not overwritten.
 *
 * Failure `not-found` (no such edit), `changed-meanwhile`, `not-permitted`, `merged-away`.
 */
export const revertPatient: PhiHandler<'patient.revert'> = (access, { patientId, version }) => {
  const chart = readChart(access.change, patientId);
  if (chart.mergedIntoId !== null) throw new Failure('merged-away');
  const rows = access.change.all(
    changeRow,
    'SELECT field, value_from AS "from", value_to AS "to" FROM patient_change WHERE patient = ? AND version = ?',
    chart.id,
    version,
  );
  if (rows.length === 0) throw new Failure('not-found');
  if (rows.some(({ field }) => isMark(field))) throw new Failure('not-permitted');
  if (rows.some(({ field, to }) => chart.state[field] !== to)) throw new Failure('changed-meanwhile');
  const fields = rows.map(({ field }) => field);
  refuseHidden(access.facts.actor.role, fields);
  const before: Partial<ChartState> = Object.fromEntries(rows.map(({ field, from }) => [field, from]));
  refuseBadDates({ ...chart.state, ...before }, fields, access.facts.today);
  return { patientId, mrn: chart.mrn, version: reviseChart(access.change, originOf(access), chart, before) };
};
