import * as z from 'zod';
import { DAY_PAGE } from '../../../shared/operations/schedule.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { type ChartLists, chartLists } from '../../../shared/phi/patient.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import { lastVerified } from './coverage-checks.ts';
import { missingOf } from './missing.ts';
import { type StoredVisit, shown, visitsOf } from './visits.ts';

type Line = Result<'schedule.missing'>['lines'][number];

const row = z.strictObject({
  patientId: z.string(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  coverages: z.string().nullable(),
  consents: z.string().nullable(),
});
const CHARTS = `SELECT patient_id AS patientId, coalesce(mobilePhone, homePhone, workPhone) AS phone, addressLine1 AS address, coverages, consents FROM patient
  WHERE patient_id IN (SELECT value FROM json_each(?)) AND restricted IS NULL`;

interface Chart {
  readonly phone: string | undefined;
  readonly address: string;
  readonly coverages: ChartLists['coverages'];
  readonly consents: ChartLists['consents'];
}

/** What these charts hold of what the desk wants, restricted ones left out. */
const chartsOf = (reader: Reader, visits: readonly StoredVisit[]): ReadonlyMap<string, Chart> =>
  new Map(
    reader.all(row, CHARTS, JSON.stringify(visits.map(({ patientId }) => patientId))).map(({ patientId, phone, address, ...lists }) => [
      patientId,
      {
        phone: phone ?? undefined,
        address: address ?? '',
        coverages: chartLists.shape.coverages.parse(JSON.parse(lists.coverages ?? '[]')),
        consents: chartLists.shape.consents.parse(JSON.parse(lists.consents ?? '[]')),
      },
    ]),
  );

/** The visits of a page of which something is missing. Asked of the store: the charts, and the payers' answers, once each however many they are. */
const linesOf = (reader: Reader, visits: readonly StoredVisit[], now: number): Line[] => {
  const charts = chartsOf(reader, visits);
  const verified = lastVerified(
    reader,
    [...charts.values()].flatMap(({ coverages }) => coverages),
  );
  return visits.flatMap((visit): Line[] => {
    const { visitId, patientId, familyName, givenName, preferredName, birthDate, restricted, day, start, minutes, providerId } =
      shown(visit);
    const line = {
      ...{ visitId, patientId, familyName, restricted, day, start, minutes, providerId },
      ...(givenName === undefined ? {} : { givenName }),
      ...(preferredName === undefined ? {} : { preferredName }),
      ...(birthDate === undefined ? {} : { birthDate }),
    };
    const chart = charts.get(patientId);
    if (chart === undefined) return [{ ...line, missing: null }];
    const coverages = chart.coverages.map((coverage) => ({ ...coverage, verified: verified(coverage) }));
    const { phone, address } = chart;
    const missing = missingOf({ birthDate, phone, address }, coverages, chart.consents, day, now);
    return missing.length === 0 ? [] : [{ ...line, missing }];
  });
};

export const listMissing: PhiHandler<'schedule.missing'> = ({ records, facts }, { day, after }) => {
  const visits = visitsOf(records, day, after, DAY_PAGE + 1);
  const page = visits.slice(0, DAY_PAGE);
  const last = page.at(-1);
  const expected = page.filter(({ progress }) => progress === 'booked' || progress === 'confirmed');
  return {
    lines: linesOf(records, expected, facts.now),
    next: visits.length > DAY_PAGE && last !== undefined ? { start: last.start, visitId: last.visitId } : null,
  };
};
