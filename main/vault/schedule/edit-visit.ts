import { Failure } from '../../../shared/failure.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { reviseVisit } from './revise-visit.ts';
import type { SetupReader } from './setup.ts';
import { admitSlot } from './slot.ts';
import { readVisit, readVisitAt, shown } from './visits.ts';

/** Failure `not-found` (visit, kind of visit or room), `changed-meanwhile`, `visit-cancelled`, `slot-closed`, `slot-blocked`, `slot-taken`, `room-taken`, `bad-input`. */
export const editVisit =
  (setupNow: SetupReader): PhiHandler<'visit.edit'> =>
  (access, { patientId, visitId, version, visitTypeId, minutes, roomId, visitNote, anyway }) => {
    const visit = readVisitAt(access.change, patientId, visitId, version);
    if (visit.state === 'cancelled') throw new Failure('visit-cancelled');
    const setup = setupNow();
    const knownType = visit.visitTypeId === visitTypeId || setup.visitTypes.some((one) => one.active && one.visitTypeId === visitTypeId);
    const knownRoom = roomId === null || visit.roomId === roomId || setup.rooms.some((one) => one.active && one.roomId === roomId);
    if (!knownType || !knownRoom) throw new Failure('not-found');
    // what it takes already it may keep, whatever stands against it
    const takesMore = minutes > visit.minutes || (roomId !== null && roomId !== visit.roomId);
    const why = takesMore ? admitSlot(access.change, setup, { ...visit, minutes, roomId }, anyway, visitId) : null;
    const note = visitNote === undefined ? {} : { visitNote: visitNote === '' ? null : visitNote };
    reviseVisit(access.change, originOf(access), visit, { visitTypeId, minutes, roomId, anyway: why ?? visit.anyway, ...note });
    return shown(readVisit(access.change, patientId, visitId));
  };
