import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import { PROGRESS, VISIT_STATES } from '../../../shared/phi/visit.ts';
import type { Reader } from '../../store/statements.ts';

/** What is versioned of a visit. */
export const VISIT_FIELDS = [
  'day',
  'start',
  'minutes',
  'providerId',
  'visitTypeId',
  'roomId',
  'state',
  'cancelReason',
  'visitNote',
  'anyway',
  'progress',
  'progressSince',
  'arrivedAt',
] as const;
export type VisitField = (typeof VISIT_FIELDS)[number];

const fields = {
  day: z.string(),
  start: z.int(),
  minutes: z.int(),
  providerId: z.string(),
  visitTypeId: z.string(),
  roomId: z.string().nullable(),
  state: z.enum(VISIT_STATES),
  cancelReason: z.string().nullable(),
  visitNote: z.string().nullable(),
  anyway: z.string().nullable(),
  progress: z.enum(PROGRESS),
  progressSince: z.int().nullable(),
  arrivedAt: z.int().nullable(),
} satisfies Record<VisitField, z.ZodType>;
/** What is versioned, as history keeps it. */
export const visitFields = z.strictObject(fields);

const row = z.strictObject({
  id: z.int(),
  visitId: z.string(),
  version: z.int(),
  patientId: z.string(),
  familyName: z.string(),
  givenName: z.string().nullable(),
  preferredName: z.string().nullable(),
  birthDate: z.string().nullable(),
  mrn: z.string(),
  restricted: restriction.nullable(),
  ...fields,
  seriesId: z.string().nullable(),
  bookedAt: z.int(),
  bookedBy: z.string(),
  stamp: z.string(),
  fieldStamps: z.string(),
});

/** A visit as the store holds it, with the patient it is of now: one whose chart went into another comes under the survivor. */
export type StoredVisit = z.output<typeof row>;

/** The patient a row `v` is of now, where charts were merged. */
export const SURVIVOR = `(WITH RECURSIVE up (id, into_id) AS (SELECT p.id, p.merged_into FROM patient p WHERE p.id = v.patient
  UNION SELECT p.id, p.merged_into FROM up CROSS JOIN patient p ON p.id = up.into_id) SELECT id FROM up WHERE into_id IS NULL)`;

const VISITS = `SELECT v.id, v.visit_id AS visitId, v.version, s.patient_id AS patientId, s.familyName, s.givenName, s.preferredName, s.birthDate, s.mrn, s.restricted,
  v.day, v.start, v.minutes, v.providerId, v.visitTypeId, v.roomId, v.state, v.progress, v.progressSince, v.arrivedAt, v.cancelReason, v.visitNote, v.anyway,
  (SELECT x.series_id FROM series x WHERE x.id = v.series) AS seriesId, v.created_at AS bookedAt, a.name AS bookedBy, v.stamp, v.field_stamps AS fieldStamps
  FROM visit v CROSS JOIN patient s ON s.id = ${SURVIVOR} CROSS JOIN author a ON a.id = v.created_by`;

/** Failure `not-found`, also where the visit is another patient's. */
export const readVisit = (reader: Reader, patientId: string, visitId: string): StoredVisit => {
  const visit = reader.one(row, `${VISITS} WHERE v.visit_id = ?`, visitId);
  if (visit.patientId !== patientId) throw new Failure('not-found');
  return visit;
};

/** As `readVisit`, for a change against the version a person saw. Failure `changed-meanwhile`. */
export const readVisitAt = (reader: Reader, patientId: string, visitId: string, version: number): StoredVisit => {
  const visit = readVisit(reader, patientId, visitId);
  if (visit.version !== version) throw new Failure('changed-meanwhile');
  return visit;
};

/** Visits of a day that take place, in order, from behind a place on. */
export const visitsOf = (
  reader: Reader,
  day: string,
  after: { readonly start: number; readonly visitId: string } | null,
  limit: number,
): StoredVisit[] => {
  const from = after ?? { start: -1, visitId: '' };
  return reader.all(
    row,
    `${VISITS} WHERE v.day = ? AND (v.start, v.visit_id) > (?, ?) AND v.state <> 'cancelled' ORDER BY v.start, v.visit_id LIMIT ? + 0`,
    day,
    from.start,
    from.visitId,
    limit,
  );
};

/** As `visitsOf`, over several days, of all providers or of one. */
export const visitsBetween = (
  reader: Reader,
  { from, to, providerId }: { readonly from: string; readonly to: string; readonly providerId: string | null },
  after: { readonly day: string; readonly start: number; readonly visitId: string } | null,
  limit: number,
): StoredVisit[] => {
  const behind = after ?? { day: from, start: -1, visitId: '' };
  return reader.all(
    row,
    `${VISITS} WHERE v.day BETWEEN ? AND ? AND (v.day, v.start, v.visit_id) > (?, ?, ?) ${providerId === null ? '' : 'AND v.providerId = ?'}
      AND v.state <> 'cancelled' ORDER BY v.day, v.start, v.visit_id LIMIT ? + 0`,
    ...[behind.day < from ? from : behind.day, to, behind.day, behind.start, behind.visitId],
    ...(providerId === null ? [] : [providerId]),
    limit,
  );
};

/** The visits of a series that are still to come about, from a day on. */
export const visitsOfSeries = (reader: Reader, seriesId: string, from: string): StoredVisit[] =>
  reader.all(
    row,
    `${VISITS} WHERE v.series = (SELECT x.id FROM series x WHERE x.series_id = ?) AND v.day >= ? AND v.state = 'booked' AND v.progress IN ('booked', 'confirmed') ORDER BY v.day`,
    seriesId,
    from,
  );

/** A visit as it is shown. Of a restricted chart nothing but the name and that it is restricted: what is more asks for a reason, in the chart. */
export const shown = (visit: StoredVisit): Result<'visit.book'> => {
  const { visitId, version, patientId, familyName, restricted, day, start, minutes, providerId, visitTypeId, state } = visit;
  const mrn = restricted === null ? visit.mrn : '';
  const all = { visitId, version, patientId, familyName, mrn, restricted, day, start, minutes, providerId, visitTypeId, state };
  const {
    givenName,
    preferredName,
    birthDate,
    roomId,
    seriesId,
    visitNote,
    anyway,
    bookedAt,
    bookedBy,
    progress,
    progressSince,
    arrivedAt,
  } = visit;
  return {
    ...all,
    ...{ progress, progressSince, arrivedAt },
    bookedAt,
    bookedBy,
    ...(roomId === null ? {} : { roomId }),
    ...(seriesId === null ? {} : { seriesId }),
    ...(givenName === null ? {} : { givenName }),
    ...(preferredName === null ? {} : { preferredName }),
    ...(birthDate === null || restricted !== null ? {} : { birthDate }),
    ...(visitNote === null || restricted !== null ? {} : { visitNote }),
    ...(anyway === null || restricted !== null ? {} : { anyway }),
  };
};
