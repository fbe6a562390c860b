import { Failure } from '../../../shared/failure.ts';
import { MINUTES_OF_DAY } from '../../../shared/phi/visit.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { admitParticulars, noteOf, takesMore } from './edit-visit.ts';
import { reviseVisit } from './revise-visit.ts';
import { scopeOf, todayOf } from './series-scope.ts';
import type { SetupReader } from './setup.ts';
import { admitSlot } from './slot.ts';
import { readVisit, shown } from './visits.ts';

/** Failure `not-found` (visit, series, kind of visit or room), `changed-meanwhile`, `visit-cancelled`, what stands against the time, `bad-input`. */
export const editSeries =
  (setupNow: SetupReader): PhiHandler<'series.edit'> =>
  (access, { visitTypeId, minutes, roomId, visitNote, anyway, ...asked }) => {
    const setup = setupNow();
    const { visits } = scopeOf(access.change, asked, todayOf(access.facts.now, setup.timeZone));
    const origin = originOf(access);
    const edited = visits.map((visit) => {
      const wanted = {
        visitTypeId: visitTypeId ?? visit.visitTypeId,
        minutes: minutes ?? visit.minutes,
        roomId: roomId === undefined ? visit.roomId : roomId,
      };
      admitParticulars(setup, visit, wanted);
      if (visit.start + wanted.minutes > MINUTES_OF_DAY) throw new Failure('bad-input');
      return { visit, wanted, to: { ...visit, ...wanted } };
    });
    const together = edited.map(({ to }) => to);
    for (const { visit, wanted, to } of edited) {
      const why = takesMore(visit, wanted) ? admitSlot(access.change, setup, to, anyway, { together }) : null;
      reviseVisit(access.change, origin, visit, { ...wanted, ...noteOf(visitNote), anyway: why ?? visit.anyway });
    }
    const after = visits.map(({ visitId }) => readVisit(access.change, asked.patientId, visitId));
    return { visits: after.filter(({ version }, at) => version !== visits[at]?.version).map(shown) };
  };
