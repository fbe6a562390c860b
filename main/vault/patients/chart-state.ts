import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { CHART_LISTS, type ChartLists, chartLists } from '../../../shared/phi/patient.ts';
import { PATIENT_FIELD_NAMES, type PatientDetails, type PatientField, patientDetails } from '../../../shared/phi/patient-fields.ts';
import type { Reader } from '../../store/statements.ts';

/** The marks a chart carries beside what is known of the patient; versioned like every other field. */
const MARKS = ['archived', 'restricted', 'mergedInto'] as const;

export type ChartField = PatientField | (typeof CHART_LISTS)[number] | (typeof MARKS)[number];
export const CHART_FIELDS: readonly ChartField[] = [...PATIENT_FIELD_NAMES, ...CHART_LISTS, ...MARKS];

export const isMark = (field: ChartField): boolean => MARKS.some((mark) => mark === field);

/**
 * All that is versioned of one chart, each field as the text its history keeps: details as typed, a list as JSON, `archived` as 'yes',
 * `restricted` as its kind, `mergedInto` as the survivor's MRN; null where there is nothing.
 */
export type ChartState = Readonly<Record<ChartField, string | null>>;

const state = z.record(z.enum(CHART_FIELDS), z.string().nullable());

const READ_AS: Partial<Record<ChartField, string>> = {
  archived: "CASE p.archived WHEN 1 THEN 'yes' END AS archived",
  mergedInto: '(SELECT s.mrn FROM patient s WHERE s.id = p.merged_into) AS mergedInto',
};
const SELECT_STATE = `SELECT ${CHART_FIELDS.map((field) => READ_AS[field] ?? `p.${field}`).join(', ')} FROM patient p WHERE p.id = ?`;

const chartRow = z.strictObject({
  id: z.int(),
  patientId: z.string(),
  mrn: z.string(),
  version: z.int(),
  createdAt: z.int(),
  createdBy: z.string(),
  createdOn: z.string(),
  updatedAt: z.int(),
  updatedBy: z.string(),
  mergedIntoId: z.string().nullable(),
  importBatch: z.string().nullable(),
  importRow: z.int().nullable(),
  stamp: z.string(),
  fieldStamps: z.string(),
});

const SELECT_CHART = `SELECT p.id, p.patient_id AS patientId, p.mrn, p.version, p.created_at AS createdAt, c.name AS createdBy, w.name AS createdOn,
  p.updated_at AS updatedAt, u.name AS updatedBy, (SELECT s.patient_id FROM patient s WHERE s.id = p.merged_into) AS mergedIntoId,
  p.import_batch AS importBatch, p.import_row AS importRow, p.stamp, p.field_stamps AS fieldStamps
  FROM patient p JOIN author c ON c.id = p.created_by JOIN author u ON u.id = p.updated_by JOIN workstation w ON w.id = p.created_on
  WHERE p.patient_id = ?`;

/** A chart as the store holds it. */
export type StoredChart = z.output<typeof chartRow> & { readonly state: ChartState };

/** Failure `not-found`. */
export const readChart = (reader: Reader, patientId: string): StoredChart => {
  const row = reader.one(chartRow, SELECT_CHART, patientId);
  return { ...row, state: reader.one(state, SELECT_STATE, row.id) };
};

/** As `readChart`, for a change against the version a person saw. Failure `changed-meanwhile`, `merged-away` when the chart went into another. */
export const readChartAt = (reader: Reader, patientId: string, version: number): StoredChart => {
  const chart = readChart(reader, patientId);
  if (chart.mergedIntoId !== null) throw new Failure('merged-away');
  if (chart.version !== version) throw new Failure('changed-meanwhile');
  return chart;
};

/** What is known of the patient; a field without a value is missing. */
export const detailsOf = (from: ChartState): PatientDetails =>
  patientDetails.parse(Object.fromEntries(PATIENT_FIELD_NAMES.flatMap((name) => (from[name] === null ? [] : [[name, from[name]]]))));

export const listsOf = (from: ChartState): ChartLists =>
  chartLists.parse(Object.fromEntries(CHART_LISTS.map((name) => [name, JSON.parse(from[name] ?? '[]')])));

/** The text a list is kept as: the same list always gives the same text. */
export const listText = (list: ChartLists[keyof ChartLists]): string => JSON.stringify(list);
