import type { RowReason } from '../../../shared/intake/reasons.ts';
import { HIDDEN_FIELDS, type Role, unwritable } from '../../../shared/permissions.ts';
import type { ChartLists } from '../../../shared/phi/patient.ts';
import { PATIENT_FIELD_NAMES, PATIENT_FIELDS, type PatientDetails } from '../../../shared/phi/patient-fields.ts';
import type { Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { type ChartField, type ChartState, listsOf, listText, type StoredChart } from '../patients/chart-state.ts';
import { dateProblems } from '../patients/hygiene.ts';
import { reviseChart } from '../patients/revise.ts';

/**
 * Brings a chart up to date from a row. An empty cell clears nothing. What two people may not overwrite for one another in silence (names, birth date,
 * numbers) is only filled in where the chart has nothing; a coverage or contact is only added where the chart has none. All of it is in the history.
 *
 * Answers the chart's version and what was kept against the file.
 */
export const applyUpdate = (
  writer: Writer,
  origin: Origin,
  chart: StoredChart,
  row: { readonly details: PatientDetails; readonly lists: ChartLists },
  role: Role,
  today: string,
): { readonly version: number; readonly kept: readonly RowReason[] } => {
  const changes: Partial<Record<ChartField, string | null>> = {};
  const kept: RowReason[] = [];
  for (const field of PATIENT_FIELD_NAMES) {
    const value = row.details[field];
    const known = chart.state[field];
    if (value === undefined || value === known || HIDDEN_FIELDS[role].includes(field)) continue;
    if (known !== null && PATIENT_FIELDS[field].risk === 'high') kept.push({ code: 'kept-existing', column: field });
    else changes[field] = value;
  }
  const lists = listsOf(chart.state);
  for (const list of ['coverages', 'emergencyContacts'] as const) {
    if (row.lists[list].length > 0 && !unwritable(role).includes(list) && lists[list].length === 0)
      changes[list] = listText(row.lists[list]);
  }
  const next: ChartState = { ...chart.state, ...changes };
  if (dateProblems(next, today).length > 0) {
    delete changes.birthDate;
    delete changes.deathDate;
  }
  return { version: reviseChart(writer, origin, chart, changes), kept };
};
