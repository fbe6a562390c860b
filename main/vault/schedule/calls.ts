import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import { DAY_PAGE } from '../../../shared/operations/schedule.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { CALL_OUTCOMES } from '../../../shared/phi/call.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Reader } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { dayThere, readComing } from './progress.ts';
import { reviseVisit } from './revise-visit.ts';
import type { SetupReader } from './setup.ts';
import { unconfirmed } from './unconfirmed.ts';
import { readVisit, type StoredVisit, shown, visitsOf } from './visits.ts';

type Line = Result<'call.note'>;

const phoneRow = z.strictObject({ patientId: z.string(), phone: z.string().nullable() });
const PHONES = `SELECT patient_id AS patientId, coalesce(mobilePhone, homePhone, workPhone) AS phone FROM patient
  WHERE patient_id IN (SELECT value FROM json_each(?))`;

const callRow = z.strictObject({ visit: z.int(), outcome: z.enum(CALL_OUTCOMES), at: z.int(), by: z.string() });
const CALLS = `SELECT c.visit, c.outcome, c.at, a.name AS "by" FROM visit_call c CROSS JOIN author a ON a.id = c.author
  WHERE c.visit IN (SELECT value FROM json_each(?)) ORDER BY c.id`;

const CONFIRMED = "SELECT 1 FROM visit_call WHERE visit = ? AND outcome = 'confirmed' AND at = ? LIMIT 1";

/** Whether it was a call that confirmed this visit: what was confirmed at the desk or on the board no later call takes back. */
const isConfirmedByCall = (reader: Reader, { id, progress, progressSince }: StoredVisit): boolean =>
  progress === 'confirmed' && progressSince !== null && reader.get(z.unknown(), CONFIRMED, id, progressSince) !== undefined;

/** The lines of these visits, each with a number to call and how the last call ended; a confirmation that does not stand any more is no such call. */
const linesOf = (reader: Reader, visits: readonly StoredVisit[]): Line[] => {
  const phones = new Map(
    reader
      .all(phoneRow, PHONES, JSON.stringify(visits.map(({ patientId }) => patientId)))
      .map(({ patientId, phone }) => [patientId, phone]),
  );
  const confirmed = new Set(visits.filter(({ progress }) => progress === 'confirmed').map(({ id }) => id));
  const last = new Map(
    reader
      .all(callRow, CALLS, JSON.stringify(visits.map(({ id }) => id)))
      .filter(({ visit, outcome }) => outcome !== 'confirmed' || confirmed.has(visit))
      .map(({ visit, ...call }) => [visit, call]),
  );
  return visits.map((visit) => {
    const { visitId, version, patientId, familyName, givenName, preferredName, birthDate, restricted, ...rest } = shown(visit);
    const { day, start, minutes, providerId, visitTypeId, progress } = rest;
    const phone = restricted === null ? (phones.get(patientId) ?? null) : null;
    return {
      ...{ visitId, version, patientId, familyName, restricted, day, start, minutes, providerId, visitTypeId, progress },
      ...(givenName === undefined ? {} : { givenName }),
      ...(preferredName === undefined ? {} : { preferredName }),
      ...(birthDate === undefined ? {} : { birthDate }),
      ...(phone === null ? {} : { phone }),
      last: last.get(visit.id) ?? null,
    };
  });
};

const list: PhiHandler<'call.list'> = (access, { day, after }) => {
  const visits = visitsOf(access.records, day, after, DAY_PAGE + 1);
  const page = visits.slice(0, DAY_PAGE);
  const last = page.at(-1);
  return {
    calls: linesOf(
      access.records,
      page.filter(({ progress }) => progress === 'booked' || progress === 'confirmed'),
    ),
    next: visits.length > DAY_PAGE && last !== undefined ? { start: last.start, visitId: last.visitId } : null,
  };
};

const NOTE = `INSERT INTO visit_call (call_id, visit, outcome, schema_version, at, author, workstation, entry_seq, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Failure `not-found`, `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`, `visit-not-today`. */
const note =
  (setupNow: SetupReader): PhiHandler<'call.note'> =>
  (access, { patientId, visitId, version, outcome }) => {
    const visit = readComing(access, { patientId, visitId, version });
    if (visit.day < dayThere(access, setupNow)) throw new Failure('visit-not-today');
    const origin = originOf(access);
    const { at, author, workstation, entrySeq, stamp } = origin;
    if (outcome === 'confirmed' && visit.progress === 'booked')
      reviseVisit(access.change, origin, visit, { progress: 'confirmed', progressSince: at });
    else if (outcome !== 'confirmed' && isConfirmedByCall(access.change, visit))
      reviseVisit(access.change, origin, visit, unconfirmed(visit));
    access.change.run(NOTE, newId(), visit.id, outcome, RECORDS.steps.length, at, author, workstation, entrySeq, stamp);
    const [line] = linesOf(access.change, [readVisit(access.change, patientId, visitId)]);
    if (line === undefined) throw new Failure('not-found');
    return line;
  };

export const callReads = { 'call.list': list };
export const callChanges = (setupNow: SetupReader) => ({ 'call.note': note(setupNow) });
