import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { ASSIGNED_ONLY, HIDDEN_FIELDS } from '../../../shared/permissions.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { detailsOf, listsOf, readChart } from './chart-state.ts';
import { sameNameCount } from './name-key.ts';
import { foundBy } from './rights.ts';

/** Opens a chart, also an archived one or one merged into another. The social security number stays behind: `readSsn`. Failure `not-found`. */
export const openPatient: PhiHandler<'patient.open'> = (access, { patientId }) => {
  const chart = readChart(access.records, patientId);
  const { ssn, ...details } = detailsOf(chart.state);
  const { role, userId } = access.facts.actor;
  // Of patients who are not assigned such a role learns nothing, not even that they are there.
  const reach = foundBy(role, userId, access.facts.today);
  const last4 = HIDDEN_FIELDS[role].includes('ssn') ? undefined : lastFour(ssn);
  return {
    patientId: chart.patientId,
    mrn: chart.mrn,
    version: chart.version,
    details,
    lists: listsOf(chart.state),
    ...(last4 === undefined ? {} : { ssnLast4: last4 }),
    archived: chart.state.archived !== null,
    restricted: restriction.nullable().parse(chart.state.restricted),
    sameNameCount: sameNameCount(access.records, chart.id, reach),
    mergedInto: ASSIGNED_ONLY.has(role) ? null : chart.mergedIntoId,
    mergedFrom: ASSIGNED_ONLY.has(role) ? [] : access.records.all(mergedRow, MERGED_FROM, chart.id),
    createdAt: chart.createdAt,
    updatedAt: chart.updatedAt,
    updatedBy: chart.updatedBy,
    importedFrom: chart.importBatch === null || chart.importRow === null ? null : { batchId: chart.importBatch, row: chart.importRow },
  };
};

const mergedRow = z.strictObject({ mergeId: z.string(), mergedId: z.string(), mrn: z.string(), at: z.int() });
const MERGED_FROM = `SELECT m.merge_id AS mergeId, p.patient_id AS mergedId, p.mrn, m.at FROM patient_merge m JOIN patient p ON p.id = m.merged
  WHERE m.survivor = ? AND m.undone_at IS NULL ORDER BY m.id`;

/** The last four digits of a social security number; undefined when it has fewer than nine, since four of five digits would be nearly all of it. */
export const lastFour = (ssn: string | null | undefined): string | undefined => {
  const digits = (ssn ?? '').replaceAll(/\D/g, '');
  return digits.length < 9 ? undefined : digits.slice(-4);
};

/** The whole social security number, for its own audited operation. Failure `not-found` when there is none. */
export const readSsn: PhiHandler<'patient.ssn'> = (access, { patientId }) => {
  const { ssn } = detailsOf(readChart(access.records, patientId).state);
  if (ssn === undefined) throw new Failure('not-found');
  return { patientId, ssn };
};
