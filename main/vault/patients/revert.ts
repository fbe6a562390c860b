import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { CHART_FIELDS, type ChartState, isMark, readChart, type StoredChart } from './chart-state.ts';
import { reviseChart } from './revise.ts';
import { refuseBadDates, refuseHidden } from './update.ts';

const changeRow = z.strictObject({ field: z.enum(CHART_FIELDS), from: z.string().nullable(), to: z.string().nullable() });
const AUTHOR = 'SELECT author FROM patient_change WHERE patient = ? AND version = ? LIMIT 1';
const authorRow = z.strictObject({ author: z.int() });

/**
 * Takes back the edit that made `version`, as a new version. Only an edit: archiving, restricting and merging have rights of their own and are taken back
 * by their own operations. What was edited again since is not overwritten, and nobody takes back what somebody else did.
 *
 * Failure `not-found` (no such edit), `changed-meanwhile` (also for somebody else's edit), `not-permitted`, `merged-away`.
 */
export const revertPatient: PhiHandler<'patient.revert'> = (access, { patientId, version }) => {
  const chart = readChart(access.change, patientId);
  const origin = originOf(access);
  const before = beforeEdit(access.change, chart, version);
  const fields = Object.keys(before);
  refuseHidden(access.facts.actor.role, fields);
  const { author } = access.change.one(authorRow, AUTHOR, chart.id, version);
  if (author !== origin.author) throw new Failure('changed-meanwhile');
  refuseBadDates({ ...chart.state, ...before }, fields, access.facts.today);
  return { patientId, mrn: chart.mrn, version: reviseChart(access.change, origin, chart, before) };
};

/** The fields the edit that made `version` changed, as they were before it. Failure as `revertPatient`. */
export const beforeEdit = (reader: Reader, chart: StoredChart, version: number): Partial<ChartState> => {
  if (chart.mergedIntoId !== null) throw new Failure('merged-away');
  const rows = reader.all(
    changeRow,
    'SELECT field, value_from AS "from", value_to AS "to" FROM patient_change WHERE patient = ? AND version = ?',
    chart.id,
    version,
  );
  if (rows.length === 0) throw new Failure('not-found');
  if (rows.some(({ field }) => isMark(field))) throw new Failure('not-permitted');
  if (rows.some(({ field, to }) => chart.state[field] !== to)) throw new Failure('changed-meanwhile');
  return Object.fromEntries(rows.map(({ field, from }) => [field, from]));
};
