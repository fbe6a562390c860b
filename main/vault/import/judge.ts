import type { RowReasonCode } from '../../../shared/intake/reasons.ts';
import type { Role } from '../../../shared/permissions.ts';
import { comparable, comparableTo } from '../../../shared/person/match.ts';
import type { PatientDetails } from '../../../shared/phi/patient-fields.ts';
import type { Reader } from '../../store/statements.ts';
import type { Candidate } from './candidate.ts';
import { chartAlike, chartsByNumber, contradicts } from './charts-alike.ts';
import type { FilePeople } from './file-people.ts';
import type { Verdict } from './verdict-rows.ts';

export interface Judgement {
  readonly reader: Reader;
  /** Whose import it is: nobody is recognised by what is hidden from them. */
  readonly role: Role;
  /** False while the practice has no patient at all: then nobody is looked for. */
  readonly anybody: boolean;
  readonly people: FilePeople;
  /** What another row of the file says, or null when it is no patient. */
  readonly read: (row: number) => PatientDetails | null;
}

/**
 * What a row is to the records: a new patient, an update of the chart that has its number, a likely duplicate of a chart or of an earlier row, or nothing
 * they can take. The same row gets the same verdict however often it is asked.
 */
export const judge = (row: number, candidate: Candidate, { reader, role, anybody, people, read }: Judgement): Verdict => {
  const { details, mrn, reasons } = candidate;
  if (details === null) return { kind: 'rejected', reasons, patient: null };
  const person = comparable(details);
  const verdict = (kind: Verdict['kind'], code: RowReasonCode | null, patient: Verdict['patient'] = null): Verdict => ({
    kind,
    reasons: code === null ? reasons : [...reasons, { code, column: null }],
    patient,
  });
  const personOf = (other: number) => {
    const known = read(other);
    return known === null ? null : comparable(known);
  };
  const { externalId } = details;
  const twin =
    (mrn === null ? undefined : people.numbered('mrn', mrn)) ??
    (externalId === undefined ? undefined : people.numbered('external', externalId));
  if (twin !== undefined) {
    const other = personOf(twin);
    if (other === null || contradicts(person, other)) return verdict('rejected', 'number-twice-in-file');
    return verdict('duplicate', 'looks-like-row');
  }
  const charts = anybody ? chartsByNumber(reader, mrn, externalId) : [];
  const [chart, another] = charts;
  if (chart !== undefined) {
    if (another !== undefined || contradicts(person, comparableTo(role, chart))) return verdict('rejected', 'number-of-another-person');
    if (chart.restricted !== null) return verdict('rejected', 'restricted-chart');
    people.add(row, person, mrn, externalId);
    return verdict('update', null, { patientId: chart.patient_id, version: chart.version });
  }
  const earlier = people.alike(person, personOf);
  people.add(row, person, mrn, externalId);
  if (earlier !== null) return verdict('duplicate', 'looks-like-row');
  const alike = anybody ? chartAlike(reader, person, role) : null;
  if (alike === null) return verdict('new', null);
  return verdict('duplicate', 'looks-like-patient', { patientId: alike.chart.patient_id, version: alike.chart.version });
};
