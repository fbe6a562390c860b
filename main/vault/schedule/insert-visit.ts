import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import type { Origin } from '../origin.ts';
import { readChart } from '../patients/chart-state.ts';
import { todayOf } from './series-scope.ts';
import { admitSlot, type Slot } from './slot.ts';

/** A visit that is to be booked, whenever it is. */
export interface Wanted {
  readonly providerId: string;
  readonly visitTypeId: string;
  readonly roomId: string | null;
  readonly visitNote: string | undefined;
}

/** Whom it is for. Failure `not-found` (patient, provider, kind of visit or room), `merged-away`, `chart-archived`. */
export const admitBooking = (reader: Reader, setup: ScheduleSetup, patientId: string, wanted: Wanted): Booked => {
  const chart = readChart(reader, patientId);
  if (chart.mergedIntoId !== null) throw new Failure('merged-away');
  if (chart.state.archived !== null) throw new Failure('chart-archived');
  const { providerId, visitTypeId, roomId } = wanted;
  const known =
    setup.providers.some((one) => one.active && one.providerId === providerId) &&
    setup.visitTypes.some((one) => one.active && one.visitTypeId === visitTypeId) &&
    (roomId === null || setup.rooms.some((one) => one.active && one.roomId === roomId));
  if (!known) throw new Failure('not-found');
  return { row: chart.id, patientId };
};

/** Whom a visit is booked for. */
export interface Booked {
  readonly row: number;
  readonly patientId: string;
}

interface Booking {
  readonly setup: ScheduleSetup;
  readonly origin: Origin;
  readonly patient: Booked;
  readonly wanted: Wanted;
  readonly anyway: string | undefined;
  readonly series: number | null;
}

const INSERT = `INSERT INTO visit (visit_id, patient, day, start, minutes, providerId, visitTypeId, roomId, series, state, visitNote, anyway, version, schema_version, created_at,
  created_by, created_on, created_seq, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'booked', ?, ?, 1, ?, ?, ?, ?, ?, ?)`;

/** Writes one visit that was admitted. What stands against its time, unless somebody said why; `bad-input` for one that goes over midnight. */
export const insertVisit = (
  writer: Writer,
  { setup, origin, patient, wanted, anyway, series }: Booking,
  time: Pick<Slot, 'day' | 'start' | 'minutes'>,
): { readonly id: number; readonly visitId: string } => {
  const { providerId, visitTypeId, roomId, visitNote } = wanted;
  const today = todayOf(origin.at, setup.timeZone);
  const why = admitSlot(writer, setup, { ...time, providerId, roomId, patientId: patient.patientId }, anyway, { today });
  const { author, workstation, at, entrySeq, stamp } = origin;
  const visitId = newId();
  const { lastInsertRowid } = writer.run(
    INSERT,
    ...[visitId, patient.row, time.day, time.start, time.minutes, providerId, visitTypeId, roomId, series],
    ...[visitNote === undefined || visitNote === '' ? null : visitNote, why, RECORDS.steps.length],
    ...[at, author, workstation, entrySeq, stamp],
  );
  return { id: Number(lastInsertRowid), visitId };
};
