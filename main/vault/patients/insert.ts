import { newId } from '../../../shared/ids.ts';
import { CHART_LISTS, type ChartLists } from '../../../shared/phi/patient.ts';
import { PATIENT_FIELD_NAMES, type PatientDetails } from '../../../shared/phi/patient-fields.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { listText } from './chart-state.ts';
import { isFree, nextMrn } from './mrn.ts';
import { nameKey } from './name-key.ts';
import { indexPatient } from './search-index.ts';

export interface NewPatient {
  /** Tidy already: hygiene.ts. */
  readonly details: PatientDetails;
  readonly lists: ChartLists;
  /** The number the patient had where the data came from; kept when free, otherwise the workstation's next number is given. */
  readonly mrn?: string;
  readonly importedFrom?: { readonly batchId: string; readonly row: number };
}

export interface Inserted {
  readonly row: number;
  readonly patientId: string;
  readonly mrn: string;
  readonly version: 1;
}

const BOOKKEEPING =
  'patient_id, mrn, name_key, import_batch, import_row, schema_version, created_at, created_by, created_on, created_seq, updated_at, updated_by, updated_on, stamp';
const COLUMNS = [...BOOKKEEPING.split(', '), ...PATIENT_FIELD_NAMES, ...CHART_LISTS];
const INSERT = `INSERT INTO patient (version, ${COLUMNS.join(', ')}) VALUES (1, ${COLUMNS.map(() => '?').join(', ')})`;

/** Adds a patient and makes them findable. The patient's history starts with this row: there is nothing before it to keep. */
export const insertPatient = (writer: Writer, origin: Origin, patient: NewPatient): Inserted => {
  const inserted = insertUnfindable(writer, origin, patient);
  indexPatient(writer, inserted.row);
  return inserted;
};

/** As `insertPatient`, for the many of one transaction: the caller makes them findable together, before it commits. */
export const insertUnfindable = (writer: Writer, origin: Origin, patient: NewPatient): Inserted => {
  const patientId = newId();
  const mrn = patient.mrn !== undefined && patient.mrn !== '' && isFree(writer, patient.mrn) ? patient.mrn : nextMrn(writer);
  const { details, lists, importedFrom } = patient;
  const { author, workstation, at, entrySeq, stamp } = origin;
  const inserted = writer.run(
    INSERT,
    ...[patientId, mrn, nameKey(details), importedFrom?.batchId ?? null, importedFrom?.row ?? null, RECORDS.steps.length],
    ...[at, author, workstation, entrySeq, at, author, workstation, stamp],
    ...PATIENT_FIELD_NAMES.map((field) => details[field] ?? null),
    ...CHART_LISTS.map((list) => listText(lists[list])),
  );
  const row = Number(inserted.lastInsertRowid);
  return { row, patientId, mrn, version: 1 };
};
