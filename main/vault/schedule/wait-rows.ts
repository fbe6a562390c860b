import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { Result } from '../../../shared/operations/table.ts';
import { PARTS_OF_DAY } from '../../../shared/phi/free-slot.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { SURVIVOR } from './visits.ts';

export const WAIT_STATES = ['waiting', 'booked', 'removed'] as const;

export const waitRow = z.strictObject({
  id: z.int(),
  waitId: z.string(),
  version: z.int(),
  patientId: z.string(),
  familyName: z.string(),
  givenName: z.string().nullable(),
  preferredName: z.string().nullable(),
  birthDate: z.string().nullable(),
  mrn: z.string(),
  restricted: restriction.nullable(),
  visitTypeId: z.string(),
  minutes: z.int(),
  providerId: z.string().nullable(),
  weekdays: z.string(),
  part: z.enum(PARTS_OF_DAY),
  fromDay: z.string(),
  visitNote: z.string().nullable(),
  state: z.enum(WAIT_STATES),
  visit: z.int().nullable(),
  putAt: z.int(),
  putBy: z.string(),
  stamp: z.string(),
});
export type StoredWait = z.output<typeof waitRow>;

/** Waits with the patient they are of now: one whose chart went into another comes under the survivor. Weekdays are their digits, none for any. */
export const WAITS = `SELECT v.id, v.wait_id AS waitId, v.version, s.patient_id AS patientId, s.familyName, s.givenName, s.preferredName, s.birthDate, s.mrn, s.restricted,
  v.visitTypeId, v.minutes, v.providerId, v.weekdays, v.part, v.fromDay, v.visitNote, v.state, v.visit, v.created_at AS putAt, a.name AS putBy, v.stamp
  FROM wait v CROSS JOIN patient s ON s.id = ${SURVIVOR} CROSS JOIN author a ON a.id = v.created_by`;

/** Failure `not-found`, also where it is another patient's; `changed-meanwhile`. */
export const readWaitAt = (reader: Reader, patientId: string, waitId: string, version: number): StoredWait => {
  const wait = reader.one(waitRow, `${WAITS} WHERE v.wait_id = ?`, waitId);
  if (wait.patientId !== patientId) throw new Failure('not-found');
  if (wait.version !== version) throw new Failure('changed-meanwhile');
  return wait;
};

/** Of a restricted chart nothing but the name, that it is restricted, and which times would do. */
export const shownWait = (wait: StoredWait): Result<'wait.add'> => {
  const { waitId, version, patientId, familyName, restricted, visitTypeId, minutes, providerId, part, fromDay, putAt, putBy } = wait;
  const { givenName, preferredName, birthDate, visitNote } = wait;
  return {
    ...{ waitId, version, patientId, familyName, restricted, visitTypeId, minutes, providerId, part, fromDay, putAt, putBy },
    mrn: restricted === null ? wait.mrn : '',
    weekdays: [...wait.weekdays].map(Number),
    ...(givenName === null ? {} : { givenName }),
    ...(preferredName === null ? {} : { preferredName }),
    ...(birthDate === null || restricted !== null ? {} : { birthDate }),
    ...(visitNote === null || restricted !== null ? {} : { visitNote }),
  };
};

const KEEP = `INSERT INTO wait_change (wait, version, state_from, state_to, visit_from, visit_to, stamp, stamp_from, at, author, workstation, entry_seq)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The one way a wait changes: a new version, and a row with what it was before. */
export const turnWait = (
  writer: Writer,
  origin: Origin,
  wait: StoredWait,
  state: StoredWait['state'],
  visit: number | null = null,
): void => {
  const { author, workstation, at, entrySeq, stamp } = origin;
  const version = wait.version + 1;
  writer.run(KEEP, ...[wait.id, version, wait.state, state, wait.visit, visit], ...[stamp, wait.stamp, at, author, workstation, entrySeq]);
  const update = 'UPDATE wait SET state = ?, visit = ?, version = ?, schema_version = ?, stamp = ? WHERE id = ?';
  writer.run(update, state, visit, version, RECORDS.steps.length, stamp, wait.id);
};

/** Takes whoever was booked off the list. Failure `not-found`; `changed-meanwhile` for somebody who does not wait any more. */
export const bookFromWait = (writer: Writer, origin: Origin, patientId: string, waitId: string, visit: number): void => {
  const wait = writer.one(waitRow, `${WAITS} WHERE v.wait_id = ?`, waitId);
  if (wait.patientId !== patientId) throw new Failure('not-found');
  if (wait.state !== 'waiting') throw new Failure('changed-meanwhile');
  turnWait(writer, origin, wait, 'booked', visit);
};

/** A visit that should never have been booked puts whoever waited for it back on the list. */
export const unbookWait = (writer: Writer, origin: Origin, visit: number): void => {
  const wait = writer.get(waitRow, `${WAITS} WHERE v.visit = ?`, visit);
  if (wait !== undefined) turnWait(writer, origin, wait, 'waiting');
};

const MISTAKEN = 'SELECT wait FROM wait_change WHERE visit_from = ? AND state_to = ? ORDER BY id DESC LIMIT 1';

/** A visit that was no mistake after all takes whoever it put back on the list off it again, unless they left the list otherwise meanwhile. */
export const rebookWait = (writer: Writer, origin: Origin, visit: number): void => {
  const put = writer.get(z.strictObject({ wait: z.int() }), MISTAKEN, visit, 'waiting');
  const wait = put && writer.get(waitRow, `${WAITS} WHERE v.id = ?`, put.wait);
  if (wait?.state === 'waiting') turnWait(writer, origin, wait, 'booked', visit);
};
