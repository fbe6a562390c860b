import { CHART_LISTS, type ChartListName, type PatientChart } from '../../shared/phi/patient.ts';
import type { PatientField } from '../../shared/phi/patient-fields.ts';
import { sayPhone } from '../ui/phone.ts';
import { isPhone } from './field-groups.ts';

/** One line of a merge: what each of the two charts says. */
export interface MergeRow {
  readonly field: PatientField | ChartListName;
  /** What the chart that stays says, and what the one that goes into it says; null where it says nothing. Of a social security number its last four digits. */
  readonly stays: string | null;
  readonly goes: string | null;
  /** Both speak and don't say the same: a person looks. */
  readonly differs: boolean;
  /** A list: both charts' entries are kept. */
  readonly joined: boolean;
}

const said = (chart: PatientChart, field: PatientField): string | null => (field === 'ssn' ? chart.ssnLast4 : chart.details[field]) ?? null;

/** A phone number is the same however it is written. */
const means = (field: PatientField, value: string | null): string | null => (value !== null && isPhone(field) ? sayPhone(value) : value);

/** The lines where the chart that goes says something else than the one that stays, or more. Lists are joined, so they ask for no choice. */
export const mergeRows = (stays: PatientChart, goes: PatientChart, fields: readonly PatientField[]): readonly MergeRow[] => [
  ...fields.flatMap((field) => {
    const row = { stays: said(stays, field), goes: said(goes, field) };
    return row.goes === null || means(field, row.stays) === means(field, row.goes)
      ? []
      : [{ field, ...row, differs: row.stays !== null, joined: false }];
  }),
  ...CHART_LISTS.flatMap((field) => {
    const row = { stays: listText(stays, field), goes: listText(goes, field) };
    return row.goes === null ? [] : [{ field, ...row, differs: false, joined: true }];
  }),
];

const listText = (chart: PatientChart, list: ChartListName): string | null =>
  chart.lists[list].length === 0 ? null : JSON.stringify(chart.lists[list]);

/** What is taken from the chart that goes, unless the person chooses otherwise: only what the other does not know. */
export const firstChoice = (rows: readonly MergeRow[]): ReadonlySet<string> =>
  new Set(rows.filter(({ stays, joined }) => stays === null && !joined).map(({ field }) => field));
