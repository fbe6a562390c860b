import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { CHART_FIELDS, type ChartField, type ChartState, type StoredChart } from './chart-state.ts';
import { nameKey } from './name-key.ts';
import { indexPatient, unindexPatient } from './search-index.ts';

const WRITE_AS: Partial<Record<ChartField, string>> = {
  archived: 'archived = (? IS NOT NULL)',
  mergedInto: 'merged_into = (SELECT s.id FROM patient s WHERE s.mrn = ?)',
};
const UPDATE = `UPDATE patient SET ${CHART_FIELDS.map((field) => WRITE_AS[field] ?? `${field} = ?`).join(', ')},
  name_key = ?, version = ?, schema_version = ?, updated_at = ?, updated_by = ?, updated_on = ?, field_stamps = ? WHERE id = ? AND version = ?`;

const KEEP = `INSERT INTO patient_change (patient, version, field, value_from, value_to, stamp, stamp_from, at, author, workstation, entry_seq)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const stamps = z.record(z.string(), z.string());

/**
 * The one way a chart changes: a new version, and per field that really changed a row with the value before it, all in the gate's transaction; then
 * the search follows. Answers the chart's version; nothing changed means no new version.
 *
 * Failure `changed-meanwhile` when the chart in the store is not the one that was read.
 */
export const reviseChart = (writer: Writer, origin: Origin, chart: StoredChart, changes: Partial<ChartState>): number => {
  const next: ChartState = { ...chart.state, ...changes };
  const changed = CHART_FIELDS.filter((field) => next[field] !== chart.state[field]);
  if (changed.length === 0) return chart.version;
  const version = chart.version + 1;
  const fieldStamps = stamps.parse(JSON.parse(chart.fieldStamps));
  const { author, workstation, at, entrySeq, stamp } = origin;
  for (const field of changed) {
    const before = fieldStamps[field] ?? chart.stamp;
    writer.run(KEEP, chart.id, version, field, chart.state[field], next[field], stamp, before, at, author, workstation, entrySeq);
    fieldStamps[field] = stamp;
  }
  const { changes: rows } = writer.run(
    UPDATE,
    ...CHART_FIELDS.map((field) => next[field]),
    ...[nameKey({ familyName: next.familyName ?? '', givenName: next.givenName }), version, RECORDS.steps.length],
    ...[at, author, workstation, JSON.stringify(fieldStamps), chart.id, chart.version],
  );
  if (rows !== 1) throw new Failure('changed-meanwhile');
  if (next.mergedInto === null) indexPatient(writer, chart.id);
  else unindexPatient(writer, chart.id);
  return version;
};
