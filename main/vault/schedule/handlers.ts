import { Failure } from '../../../shared/failure.ts';
import { DAY_PAGE } from '../../../shared/operations/schedule.ts';
import type { ChangeHandlers, PhiHandler, ReadHandlers } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { callChanges, callReads } from './calls.ts';
import { checkIn, checkInSheet } from './check-in.ts';
import { editVisit } from './edit-visit.ts';
import { admitBooking, insertVisit } from './insert-visit.ts';
import { listMissing } from './missing-list.ts';
import { nextFree } from './next-free.ts';
import { dayThere, progress, readComing, stepBack } from './progress.ts';
import { reviseVisit } from './revise-visit.ts';
import { seriesChanges, seriesReads } from './series.ts';
import type { SetupReader } from './setup.ts';
import { admitSlot } from './slot.ts';
import { blockChanges, blockReads } from './time-blocks.ts';
import { unconfirmed, unconfirmedAt } from './unconfirmed.ts';
import { listVisits } from './visit-list.ts';
import { readVisit, readVisitAt, shown, visitsOf } from './visits.ts';
import { waitChanges, waitReads } from './wait-list.ts';
import { bookFromWait, rebookWait, unbookWait } from './wait-rows.ts';

const day: PhiHandler<'schedule.day'> = (access, asked) => {
  const visits = visitsOf(access.records, asked.day, asked.after, DAY_PAGE + 1);
  const page = visits.slice(0, DAY_PAGE);
  const last = page.at(-1);
  return {
    visits: page.map(shown),
    next: visits.length > DAY_PAGE && last !== undefined ? { start: last.start, visitId: last.visitId } : null,
  };
};

/** Failure `not-found` (patient, provider, kind of visit or room), `merged-away`, `chart-archived`, what stands against the time, `bad-input`. */
const book =
  (setupNow: SetupReader): PhiHandler<'visit.book'> =>
  (access, { patientId, visitNote, anyway, roomId = null, waitId, providerId, visitTypeId, ...time }) => {
    const setup = setupNow();
    const wanted = { providerId, visitTypeId, roomId, visitNote };
    const patient = admitBooking(access.change, setup, patientId, wanted);
    const origin = originOf(access);
    const { id, visitId } = insertVisit(access.change, { setup, origin, patient, wanted, anyway, series: null }, time);
    if (waitId !== undefined) bookFromWait(access.change, origin, patientId, waitId, id);
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
    const moved = { ...visit, ...to };
    const today = to.day === visit.day ? {} : { today: dayThere(access, setupNow) };
    const why = admitSlot(access.change, setup, moved, anyway, { together: [moved], ...today });
    reviseVisit(access.change, originOf(access), visit, { ...to, anyway: why, ...unconfirmedAt(visit, to) });
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

/** Failure `not-found`, `changed-meanwhile`, what stands against the time. */
const restore =
  (setupNow: SetupReader): PhiHandler<'visit.restore'> =>
  (access, { patientId, visitId, version, anyway }) => {
    const visit = readVisitAt(access.change, patientId, visitId, version);
    const why = admitSlot(access.change, setupNow(), visit, anyway, { together: [visit] });
    const back = { state: 'booked', cancelReason: null, anyway: why ?? visit.anyway } as const;
    const origin = originOf(access);
    reviseVisit(access.change, origin, visit, { ...back, ...unconfirmed(visit) });
    rebookWait(access.change, origin, visit.id);
    return shown(readVisit(access.change, patientId, visitId));
  };

export const scheduleReads = (setupNow: SetupReader) =>
  ({
    'schedule.day': day,
    'visit.check-in-sheet': checkInSheet(setupNow),
    'schedule.list': listVisits,
    'schedule.next-free': nextFree(setupNow),
    'schedule.missing': listMissing,
    ...blockReads(setupNow),
    ...callReads,
    ...waitReads,
    ...seriesReads(setupNow),
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
    ...callChanges(setupNow),
    ...waitChanges(setupNow),
    ...seriesChanges(setupNow),
  }) satisfies Partial<ChangeHandlers>;
