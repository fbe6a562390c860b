import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import { DAY_PAGE } from '../../../shared/operations/schedule.ts';
import type { ChangeHandlers, PhiHandler, ReadHandlers } from '../../gate/handlers.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import { originOf } from '../origin.ts';
import { readChart } from '../patients/chart-state.ts';
import { checkIn, checkInSheet } from './check-in.ts';
import { progress, readComing, stepBack } from './progress.ts';
import { editVisit } from './edit-visit.ts';
import { nextFree } from './next-free.ts';
import { reviseVisit } from './revise-visit.ts';
import type { SetupReader } from './setup.ts';
import { admitSlot } from './slot.ts';
import { blockChanges, blockReads } from './time-blocks.ts';
import { listVisits } from './visit-list.ts';
import { readVisit, readVisitAt, shown, visitsOf } from './visits.ts';
import { waitChanges, waitReads } from './wait-list.ts';
import { bookFromWait, unbookWait } from './wait-rows.ts';

const day: PhiHandler<'schedule.day'> = (access, asked) => {
  const visits = visitsOf(access.records, asked.day, asked.after, DAY_PAGE + 1);
  const page = visits.slice(0, DAY_PAGE);
  const last = page.at(-1);
  return {
    visits: page.map(shown),
    next: visits.length > DAY_PAGE && last !== undefined ? { start: last.start, visitId: last.visitId } : null,
  };
};

const INSERT = `INSERT INTO visit (visit_id, patient, day, start, minutes, providerId, visitTypeId, roomId, state, visitNote, anyway, version, schema_version, created_at, created_by,
  created_on, created_seq, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'booked', ?, ?, 1, ?, ?, ?, ?, ?, ?)`;

/** Failure `not-found` (patient, provider, kind of visit or room), `merged-away`, `chart-archived`, what stands against the time, `bad-input`. */
const book =
  (setupNow: SetupReader): PhiHandler<'visit.book'> =>
  (access, { patientId, visitNote, anyway, roomId = null, waitId, ...wanted }) => {
    const chart = readChart(access.change, patientId);
    if (chart.mergedIntoId !== null) throw new Failure('merged-away');
    if (chart.state.archived !== null) throw new Failure('chart-archived');
    const setup = setupNow();
    const known =
      setup.providers.some(({ providerId, active }) => active && providerId === wanted.providerId) &&
      setup.visitTypes.some(({ visitTypeId, active }) => active && visitTypeId === wanted.visitTypeId) &&
      (roomId === null || setup.rooms.some((one) => one.active && one.roomId === roomId));
    if (!known) throw new Failure('not-found');
    const why = admitSlot(access.change, setup, { ...wanted, roomId }, anyway);
    const origin = originOf(access);
    const { author, workstation, at, entrySeq, stamp } = origin;
    const visitId = newId();
    const { lastInsertRowid } = access.change.run(
      INSERT,
      ...[visitId, chart.id, wanted.day, wanted.start, wanted.minutes, wanted.providerId, wanted.visitTypeId, roomId],
      ...[visitNote === undefined || visitNote === '' ? null : visitNote, why, RECORDS.steps.length],
      ...[at, author, workstation, entrySeq, stamp],
    );
    if (waitId !== undefined) bookFromWait(access.change, origin, patientId, waitId, Number(lastInsertRowid));
    return shown(readVisit(access.change, patientId, visitId));
  };

/** Failure `not-found` (visit or provider), `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`, what stands against the time, `bad-input`. */
const move =
  (setupNow: SetupReader): PhiHandler<'visit.move'> =>
  (access, { patientId, visitId, version, anyway, ...to }) => {
    const visit = readComing(access, { patientId, visitId, version });
    const setup = setupNow();
    const stays = visit.providerId === to.providerId;
    if (!stays && !setup.providers.some(({ providerId, active }) => active && providerId === to.providerId)) throw new Failure('not-found');
    const why = admitSlot(access.change, setup, { ...to, minutes: visit.minutes, roomId: visit.roomId }, anyway, visitId);
    reviseVisit(access.change, originOf(access), visit, { ...to, anyway: why });
    return shown(readVisit(access.change, patientId, visitId));
  };

/** Failure `not-found`, `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`. */
const cancel: PhiHandler<'visit.cancel'> = (access, { patientId, visitId, version, reason }) => {
  const visit = readComing(access, { patientId, visitId, version });
  const origin = originOf(access);
  reviseVisit(access.change, origin, visit, { state: 'cancelled', cancelReason: reason });
  if (reason === 'mistake') unbookWait(access.change, origin, visit.id);
  return shown(readVisit(access.change, patientId, visitId));
};

/** Failure `not-found`, `changed-meanwhile`, `slot-closed`, `slot-taken`. */
const restore =
  (setupNow: SetupReader): PhiHandler<'visit.restore'> =>
  (access, { patientId, visitId, version, anyway }) => {
    const visit = readVisitAt(access.change, patientId, visitId, version);
    const why = admitSlot(access.change, setupNow(), visit, anyway, visitId);
    reviseVisit(access.change, originOf(access), visit, { state: 'booked', cancelReason: null, anyway: why ?? visit.anyway });
    return shown(readVisit(access.change, patientId, visitId));
  };

export const scheduleReads = (setupNow: SetupReader) =>
  ({
    'schedule.day': day,
    'visit.check-in-sheet': checkInSheet(setupNow),
    'schedule.list': listVisits,
    'schedule.next-free': nextFree(setupNow),
    ...blockReads(setupNow),
    ...waitReads,
  }) satisfies Partial<ReadHandlers>;

export const scheduleChanges = (setupNow: SetupReader) =>
  ({
    'visit.book': book(setupNow),
    'visit.move': move(setupNow),
    'visit.cancel': cancel,
    'visit.restore': restore(setupNow),
    'visit.check-in': checkIn(setupNow),
    'visit.progress': progress(setupNow),
    'visit.step-back': stepBack,
    'visit.edit': editVisit(setupNow),
    ...blockChanges(setupNow),
    ...waitChanges(setupNow),
  }) satisfies Partial<ChangeHandlers>;
