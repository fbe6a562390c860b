import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { COPAY_WAYS, identifiers } from '../../../shared/phi/check-in.ts';
import { EXPECTED } from '../../../shared/phi/visit.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Reader } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { detailsOf, listsOf, readChart } from '../patients/chart-state.ts';
import { FAMILY } from '../patients/family.ts';
import { lastVerified } from './coverage-checks.ts';
import { missingOf } from './missing.ts';
import { dayThere, readStanding } from './progress.ts';
import { reviseVisit } from './revise-visit.ts';
import type { SetupReader } from './setup.ts';
import { readVisit, shown } from './visits.ts';

type Sheet = Result<'visit.check-in-sheet'>;

const dayRow = z.strictObject({ day: z.string(), since: z.int() });
/** A visit that was closed on a later day without a check-in was one all the same. */
const LAST_VISIT = `SELECT day, coalesce(arrivedAt, progressSince) AS since FROM visit WHERE patient IN ${FAMILY} AND id <> ? AND state <> 'cancelled'
  AND progress IN ('arrived', 'roomed', 'done', 'left') ORDER BY day DESC, start DESC LIMIT 1`;

const changeRow = z.strictObject({ field: z.string(), at: z.int(), by: z.string() });
const CHANGES = `SELECT c.field, max(c.at) AS at, a.name AS "by" FROM patient_change c JOIN author a ON a.id = c.author
  WHERE c.patient = ? AND c.at > ? GROUP BY c.field ORDER BY max(c.at) DESC LIMIT 20`;

const checkInRow = z.strictObject({
  at: z.int(),
  by: z.string(),
  identifiers: z.string(),
  cents: z.int().nullable(),
  way: z.enum(COPAY_WAYS).nullable(),
});
const CHECK_IN = `SELECT i.at, a.name AS "by", i.identifiers, i.copay_cents AS cents, i.copay_way AS way
  FROM check_in i JOIN author a ON a.id = i.author WHERE i.visit = ? AND i.undone_at IS NULL ORDER BY i.id DESC LIMIT 1`;

const standing = (reader: Reader, visit: number): Sheet['checkIn'] => {
  const row = reader.get(checkInRow, CHECK_IN, visit);
  if (row === undefined) return null;
  const { at, by, cents, way } = row;
  return {
    at,
    by,
    identifiers: identifiers.parse(JSON.parse(row.identifiers)),
    copay: cents === null || way === null ? null : { cents, way },
  };
};

/** Failure `not-found`. */
export const checkInSheet =
  (setupNow: SetupReader): PhiHandler<'visit.check-in-sheet'> =>
  (access, { patientId, visitId }) => {
    const { records, facts } = access;
    const visit = readVisit(records, patientId, visitId);
    const chart = readChart(records, patientId);
    const details = detailsOf(chart.state);
    const lists = listsOf(chart.state);
    const verified = lastVerified(records, lists.coverages);
    const coverages = lists.coverages.map((coverage) => ({ ...coverage, verified: verified(coverage) }));
    const last = records.get(dayRow, LAST_VISIT, patientId, visit.id);
    const { familyName, givenName, preferredName, birthDate, mobilePhone, homePhone, workPhone, addressLine1, city, state, zip } = details;
    const phone = mobilePhone ?? homePhone ?? workPhone;
    const address = [addressLine1, city, [state, zip].filter(Boolean).join(' ')].filter(Boolean).join(', ');
    return {
      ...{ patientId, visitId, version: visit.version, familyName: familyName ?? visit.familyName, mrn: chart.mrn },
      ...(givenName === undefined ? {} : { givenName }),
      ...(preferredName === undefined ? {} : { preferredName }),
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(phone === undefined ? {} : { phone }),
      ...(address === '' ? {} : { address }),
      coverages,
      missing: missingOf(
        { birthDate, phone, address: addressLine1 ?? '' },
        coverages,
        lists.consents,
        dayThere(access, setupNow),
        facts.now,
      ),
      lastVisit: last?.day ?? null,
      changes: last === undefined ? [] : records.all(changeRow, CHANGES, chart.id, last.since),
      checkIn: standing(records, visit.id),
    };
  };

const CHECKED_IN = `INSERT INTO check_in (check_in_id, visit, visit_version, identifiers, copay_cents, copay_way, schema_version, at, author, workstation, entry_seq, stamp)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const VERIFY = 'INSERT INTO coverage_check (coverage_check_id, coverage_id, check_in, schema_version, stamp) VALUES (?, ?, ?, ?, ?)';

/** Failure `not-found` (visit, or a coverage the patient has not), `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`, `visit-not-today`. */
export const checkIn =
  (setupNow: SetupReader): PhiHandler<'visit.check-in'> =>
  (access, { patientId, identifiers: said, copay, verified, ...asked }) => {
    const visit = readStanding(access, { patientId, ...asked });
    if (!EXPECTED.includes(visit.progress)) throw new Failure('visit-elsewhere');
    if (visit.day !== dayThere(access, setupNow)) throw new Failure('visit-not-today');
    const { coverages } = listsOf(readChart(access.change, patientId).state);
    if (verified.some((id) => !coverages.some((coverage) => coverage.id === id))) throw new Failure('not-found');
    const origin = originOf(access);
    const { at, author, workstation, entrySeq, stamp } = origin;
    reviseVisit(access.change, origin, visit, { progress: 'arrived', progressSince: at, arrivedAt: at });
    const { lastInsertRowid } = access.change.run(
      CHECKED_IN,
      ...[newId(), visit.id, visit.version + 1, JSON.stringify(said), copay?.cents ?? null, copay?.way ?? null, RECORDS.steps.length],
      ...[at, author, workstation, entrySeq, stamp],
    );
    for (const coverageId of verified) access.change.run(VERIFY, newId(), coverageId, lastInsertRowid, RECORDS.steps.length, stamp);
    return shown(readVisit(access.change, patientId, visit.visitId));
  };
