import { newId } from '../../../shared/ids.ts';
import type { Mapping } from '../../../shared/intake/gather.ts';
import { type RowReason, type RowReasonCode, rejects } from '../../../shared/intake/reasons.ts';
import { intakeRow } from '../../../shared/intake/row.ts';
import type { ChartLists } from '../../../shared/phi/patient.ts';
import { type PatientDetails, patientDetails } from '../../../shared/phi/patient-fields.ts';
import { dateProblems, type ProblemCode, tidyDetails } from '../patients/hygiene.ts';
import { tidyAllLists } from '../patients/list-hygiene.ts';
import type { StagedRow } from './staged-rows.ts';

/** A row as the records would take it; `details` is null when they would not. */
export interface Candidate {
  readonly details: PatientDetails | null;
  readonly lists: ChartLists;
  readonly mrn: string | null;
  readonly reasons: readonly RowReason[];
}

const REASON_OF: Readonly<Record<ProblemCode, RowReasonCode>> = {
  required: 'no-name',
  'control-character': 'control-character',
  'not-accepted': 'not-accepted',
  'future-date': 'future-date',
  'age-over-120': 'age-over-120',
  'death-before-birth': 'death-before-birth',
};

const MRN_LENGTH = 40;
export const NO_LISTS: ChartLists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

/** Reads a row by the mapping and judges it by the same hygiene that a form goes through. */
export const candidateOf = (staged: StagedRow, mapping: Mapping, today: string): Candidate => {
  const row = intakeRow(staged.cells, staged.marks, mapping, today);
  const reasons = [...row.reasons];
  const headerOf = (field: string): string | null => mapping.columns.find(({ target }) => target === field)?.header ?? null;
  const tidy = tidyDetails(row.details);
  for (const { field, code } of [...tidy.problems, ...dateProblems(tidy.details, today)]) {
    reasons.push({ code: REASON_OF[code], column: headerOf(field) });
  }
  const mrn = row.mrn === null ? null : row.mrn.normalize('NFC');
  if (mrn !== null && (mrn.length > MRN_LENGTH || /\p{Cc}/u.test(mrn))) reasons.push({ code: 'not-accepted', column: headerOf('mrn') });
  const lists = listsOf(row.lists, today, () => reasons.push({ code: 'not-accepted', column: null }));
  const refused = { details: null, lists, mrn, reasons };
  if (rejects(reasons)) return refused;
  const known = patientDetails.safeParse(withoutNulls(tidy.details));
  return known.success ? { ...refused, details: known.data } : { ...refused, reasons: [...reasons, { code: 'no-name', column: null }] };
};

const withoutNulls = (details: Readonly<Record<string, string | null>>): Record<string, string> => {
  const known: Record<string, string> = {};
  for (const field in details) {
    const value = details[field];
    if (value !== null && value !== undefined) known[field] = value;
  }
  return known;
};

const listsOf = (given: ReturnType<typeof intakeRow>['lists'], today: string, refuse: () => void): ChartLists => {
  if (given.coverages.length === 0 && given.emergencyContacts.length === 0) return NO_LISTS;
  try {
    return tidyAllLists(
      {
        ...NO_LISTS,
        coverages: given.coverages.map((coverage) => ({ ...coverage, id: newId() })),
        emergencyContacts: given.emergencyContacts.map((contact) => ({ ...contact, id: newId() })),
      },
      today,
    );
  } catch {
    refuse();
    return NO_LISTS;
  }
};
