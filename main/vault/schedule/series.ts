import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import type { ChangeHandlers, PhiHandler, ReadHandlers } from '../../gate/handlers.ts';
import { originOf } from '../origin.ts';
import { admitBooking, insertVisit } from './insert-visit.ts';
import { seriesDays } from './recurrence.ts';
import { reviseVisit } from './revise-visit.ts';
import { editSeries } from './series-edit.ts';
import { scopeOf, todayOf } from './series-scope.ts';
import type { SetupReader } from './setup.ts';
import { admitSlot, obstacle } from './slot.ts';
import { unconfirmedAt } from './unconfirmed.ts';
import { undoVersion } from './undo-version.ts';
import { readVisit, readVisitAt, shown } from './visits.ts';

const preview =
  (setupNow: SetupReader): PhiHandler<'series.preview'> =>
  (access, { rule, day: first, roomId = null, patientId, ...slot }) => {
    const setup = setupNow();
    const { days, more } = seriesDays(first, rule);
    const today = todayOf(access.facts.now, setup.timeZone);
    const against = (day: string) => obstacle(access.records, setup, { ...slot, roomId, patientId, day }, { today });
    return { days: days.map((day) => ({ day, against: against(day) })), more };
  };

const id = z.strictObject({ id: z.int() });
const SERIES =
  'INSERT INTO series (series_id, rule, created_at, created_by, created_on, created_seq) VALUES (?, ?, ?, ?, ?, ?) RETURNING id';

const book =
  (setupNow: SetupReader): PhiHandler<'series.book'> =>
  (access, { patientId, rule, days, anyway, start, minutes, roomId = null, visitNote, ...what }) => {
    const setup = setupNow();
    const wanted = { ...what, roomId, visitNote };
    const patient = admitBooking(access.change, setup, patientId, wanted);
    const origin = originOf(access);
    const { author, workstation, at, entrySeq } = origin;
    const series = access.change.one(id, SERIES, newId(), JSON.stringify(rule), at, author, workstation, entrySeq).id;
    const booking = { setup, origin, patient, wanted, anyway, series };
    const made = [...new Set(days)].sort().map((day) => insertVisit(access.change, booking, { day, start, minutes }));
    return { visits: made.map(({ visitId }) => shown(readVisit(access.change, patientId, visitId))) };
  };

const cancel =
  (setupNow: SetupReader): PhiHandler<'series.cancel'> =>
  (access, { reason, ...asked }) => {
    const { visits } = scopeOf(access.change, asked, todayOf(access.facts.now, setupNow().timeZone));
    const origin = originOf(access);
    for (const visit of visits) reviseVisit(access.change, origin, visit, { state: 'cancelled', cancelReason: reason });
    return { visits: visits.map(({ visitId }) => shown(readVisit(access.change, asked.patientId, visitId))) };
  };

const move =
  (setupNow: SetupReader): PhiHandler<'series.move'> =>
  (access, { providerId, day, start, anyway, ...asked }) => {
    const setup = setupNow();
    const today = todayOf(access.facts.now, setup.timeZone);
    const { anchor, visits } = scopeOf(access.change, asked, today);
    const stays = visits.every((visit) => visit.providerId === providerId);
    if (!stays && !setup.providers.some((one) => one.active && one.providerId === providerId)) throw new Failure('not-found');
    const { days } = Temporal.PlainDate.from(anchor.day).until(Temporal.PlainDate.from(day));
    const origin = originOf(access);
    const moved = visits.map((visit) => {
      const to = { providerId, start, day: Temporal.PlainDate.from(visit.day).add({ days }).toString() };
      if (to.day.length > 10 || start + visit.minutes > 1440) throw new Failure('bad-input');
      return { visit, to, placed: { ...visit, ...to } };
    });
    const together = moved.map(({ placed }) => placed);
    for (const { visit, to, placed } of moved) {
      const why = admitSlot(access.change, setup, placed, anyway, { together, ...(days === 0 ? {} : { today }) });
      reviseVisit(access.change, origin, visit, { ...to, anyway: why, ...unconfirmedAt(visit, to) });
    }
    const after = visits.map(({ visitId }) => readVisit(access.change, asked.patientId, visitId));
    return { visits: after.filter(({ version }, at) => version !== visits[at]?.version).map(shown) };
  };

const undo =
  (setupNow: SetupReader): PhiHandler<'series.undo'> =>
  (access, { patientId, visits: asked }) => {
    const setup = setupNow();
    const origin = originOf(access);
    for (const { visitId, version } of asked) undoVersion(access.change, origin, readVisitAt(access.change, patientId, visitId, version));
    const back = asked.map(({ visitId }) => readVisit(access.change, patientId, visitId));
    for (const visit of back)
      if (visit.state !== 'cancelled') admitSlot(access.change, setup, visit, visit.anyway ?? undefined, { together: [visit] });
    return { visits: back.map(shown) };
  };

export const seriesReads = (setupNow: SetupReader) => ({ 'series.preview': preview(setupNow) }) satisfies Partial<ReadHandlers>;

export const seriesChanges = (setupNow: SetupReader) =>
  ({
    'series.book': book(setupNow),
    'series.cancel': cancel(setupNow),
    'series.move': move(setupNow),
    'series.edit': editSeries(setupNow),
    'series.undo': undo(setupNow),
  }) satisfies Partial<ChangeHandlers>;
