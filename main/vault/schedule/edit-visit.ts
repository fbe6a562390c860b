import { Failure } from '../../../shared/failure.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { reviseVisit } from './revise-visit.ts';
import type { SetupReader } from './setup.ts';
import { admitSlot } from './slot.ts';
import { readVisit, readVisitAt, type StoredVisit, shown } from './visits.ts';

/** What a visit is for, how long it takes and its room. */
export type Particulars = Pick<StoredVisit, 'visitTypeId' | 'minutes' | 'roomId'>;

/** What a visit has already it may keep, also where it is given to nobody any more. Failure `not-found` for a kind of visit or a room that is not there. */
export const admitParticulars = (setup: ScheduleSetup, visit: StoredVisit, { visitTypeId, roomId }: Particulars): void => {
  const knownType = visit.visitTypeId === visitTypeId || setup.visitTypes.some((one) => one.active && one.visitTypeId === visitTypeId);
  const knownRoom = roomId === null || visit.roomId === roomId || setup.rooms.some((one) => one.active && one.roomId === roomId);
  if (!knownType || !knownRoom) throw new Failure('not-found');
};

/** Whether a visit would take time or a room it has not yet: only then what stands against it counts. */
export const takesMore = (visit: StoredVisit, { minutes, roomId }: Particulars): boolean =>
  minutes > visit.minutes || (roomId !== null && roomId !== visit.roomId);

/** A note as it is kept: one that is left out stays, an empty one goes. */
export const noteOf = (visitNote: string | undefined): { readonly visitNote?: string | null } =>
  visitNote === undefined ? {} : { visitNote: visitNote === '' ? null : visitNote };

/** Failure `not-found` (visit, kind of visit or room), `changed-meanwhile`, `visit-cancelled`, what stands against the time, `bad-input`. */
export const editVisit =
  (setupNow: SetupReader): PhiHandler<'visit.edit'> =>
  (access, { patientId, visitId, version, visitTypeId, minutes, roomId, visitNote, anyway }) => {
    const visit = readVisitAt(access.change, patientId, visitId, version);
    if (visit.state === 'cancelled') throw new Failure('visit-cancelled');
    const setup = setupNow();
    const wanted = { visitTypeId, minutes, roomId };
    admitParticulars(setup, visit, wanted);
    const edited = { ...visit, ...wanted };
    const why = takesMore(visit, wanted) ? admitSlot(access.change, setup, edited, anyway, { together: [edited] }) : null;
    reviseVisit(access.change, originOf(access), visit, { ...wanted, anyway: why ?? visit.anyway, ...noteOf(visitNote) });
    return shown(readVisit(access.change, patientId, visitId));
  };
