import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../shared/contract.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { SCOPES } from '../../shared/phi/series.ts';
import type { CANCEL_REASONS, Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { report as reportAct } from '../patients/notice.ts';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';
import { isAgainst, isLost, type Pointed, type Refused, useBooking } from './booking.ts';
import { freedBy, useFreed } from './freed.ts';
import { useLaidAside } from './laid-aside.ts';
import { usePinboard } from './pinboard.ts';
import { sayDay, sayTime } from './wall-time.ts';

/** As much of a visit as moving it takes. */
export type Movable = Pick<
  Visit,
  | 'visitId'
  | 'patientId'
  | 'version'
  | 'familyName'
  | 'givenName'
  | 'preferredName'
  | 'visitTypeId'
  | 'minutes'
  | 'providerId'
  | 'day'
  | 'start'
  | 'seriesId'
  | 'anyway'
>;

const whenOf = ({ day, start }: { readonly day: string; readonly start: number }): string =>
  `${sayDay(day, language())}, ${sayTime(start, language())}`;

/** A time may end in a full stop of its own ("10:00 a.m."). */
const report: typeof reportAct = (answer, words, undo) => reportAct(answer, words.replace(/\.\.$/, '.'), undo);

interface Screen {
  /** Shows a visit as a change has answered it, on its day. */
  readonly show: (made: Visit) => void;
  /** The same, without leaving the day that is shown. */
  readonly put: (made: Visit) => void;
  readonly again: () => void;
  readonly close: () => void;
}

/** What can be done with visits, each with its way back. */
export function useVisitActs({ again, close, ...screen }: Screen) {
  const { t } = useTranslation();
  const { board, settle } = usePinboard();
  const show = (made: Visit): void => {
    settle([made]);
    screen.show(made);
  };
  const putVisit = (made: Visit): void => {
    settle([made]);
    screen.put(made);
  };
  const { booking, put, end } = useBooking();
  const laidAside = useLaidAside();
  /** Where the visit that is being moved stood. */
  const [stood, setFrom] = useState<Movable | null>(null);

  const [, setFreed] = useFreed();
  const showAnswer = (answer: Answer<Visit>, how = putVisit): void => (answer.ok ? how(answer.value) : again());

  const cancel = async (gone: Visit, reason: (typeof CANCEL_REASONS)[number]): Promise<void> => {
    close();
    const { patientId, visitId, version, anyway } = gone;
    const answer = await ask('visit.cancel', { patientId, visitId, version, reason });
    showAnswer(answer);
    if (answer.ok) setFreed(freedBy(gone));
    report(answer, t('schedule.cancelled', { name: sayName(gone), when: whenOf(gone) }), async (after) => {
      const back = await ask('visit.restore', { patientId, visitId, version: after.version, ...(anyway === undefined ? {} : { anyway }) });
      setFreed(null);
      showAnswer(back);
      return back;
    });
  };
  const booked = (made: Value<'visit.book'>): void => {
    end();
    setFreed(null);
    show(made);
    const { patientId, visitId, version } = made;
    report({ ok: true, value: made }, t('schedule.booked', { name: sayName(made), when: whenOf(made) }), async () => {
      const undone = await ask('visit.cancel', { patientId, visitId, version, reason: 'mistake' });
      showAnswer(undone);
      return undone;
    });
  };
  /** Takes back what made these versions: the visits are as they were in every way, or nothing is done. */
  const takeBack = (patientId: string, made: readonly Visit[]) =>
    ask('series.undo', { patientId, visits: made.map(({ visitId, version }) => ({ visitId, version })) });
  /** As `takeBack`, for one visit. Only where this act made a version: the one before is another act's. */
  const undoOne = (made: Visit, how: (back: Visit) => void) => async (): Promise<Answer<unknown>> => {
    const undone = await takeBack(made.patientId, [made]);
    const [back] = undone.ok ? undone.value.visits : [];
    if (back === undefined) again();
    else how(back);
    return undone;
  };
  const moved = (before: Movable, made: Value<'visit.move'>): void => {
    const words = t('schedule.moved', { name: sayName(made), when: whenOf(made) });
    show(made);
    if (made.version === before.version) {
      report({ ok: true, value: made }, words);
      return;
    }
    setFreed(freedBy(before));
    report(
      { ok: true, value: made },
      words,
      undoOne(made, (back) => {
        setFreed(null);
        show(back);
      }),
    );
  };
  const beginMove = (one: Movable, day: string, to: Refused | null, fromPinboard = false): void => {
    close();
    setFrom(one);
    put({
      waitId: '',
      ...{ patientId: one.patientId, name: sayName(one), visitTypeId: one.visitTypeId, visitNote: '', anyway: '', looked: '' },
      ...{
        minutes: String(one.minutes),
        seeking: null,
        repeating: null,
        refused: to?.refused ?? null,
        scope: one.seriesId === undefined ? null : ('one' as const),
      },
      ...{ moving: { visitId: one.visitId, version: one.version }, fromPinboard, day: to?.day ?? day, open: to !== null },
      ...{ providerId: to?.providerId ?? one.providerId, start: to === null ? '' : sayTime(to.start, language()) },
    });
    if (isLost(booking, one.visitId)) laidAside(booking.name, () => put({ ...booking, open: false }));
  };
  /** What is pulled to another place goes there, unless something stands against it: then the form asks. Whether it went. */
  const drag = async (pulled: Movable, to: Pointed, fromPinboard = false): Promise<boolean> => {
    const { patientId, visitId, version } = pulled;
    const answer = await ask('visit.move', { patientId, visitId, version, ...to });
    if (answer.ok) {
      moved(pulled, answer.value);
      return true;
    }
    again();
    if (isAgainst(answer.code)) beginMove(pulled, pulled.day, { ...to, refused: answer.code }, fromPinboard);
    else report(answer, '');
    return false;
  };
  /** A visit from the pinboard goes where somebody pointed. Whether it went. */
  const place = async (held: Movable, to: Pointed): Promise<boolean> => {
    const went = await drag(held, to, true);
    if (went) end();
    return went;
  };
  const ended = (made: Value<'visit.move'>): void => {
    end();
    const before = stood?.visitId === made.visitId ? stood : board.find(({ visitId }) => visitId === made.visitId);
    if (before !== undefined) {
      moved(before, made);
      return;
    }
    // after a lock it is not known any more where it stood
    show(made);
    report({ ok: true, value: made }, t('schedule.moved', { name: sayName(made), when: whenOf(made) }));
  };
  /** Takes back what was just done to several visits. */
  const undoSeries = (made: Value<'series.cancel'>, patientId: string) => async () => {
    const undone = await takeBack(patientId, made.visits);
    if (undone.ok) settle(undone.value.visits);
    again();
    return undone;
  };
  const seriesBooked = (made: Value<'series.book'>): void => {
    end();
    const [first] = made.visits;
    if (first === undefined) return;
    show(first);
    const { patientId, visitId, version } = first;
    report(
      { ok: true, value: made },
      t('schedule.seriesBooked', { name: sayName(first), when: whenOf(first), count: made.visits.length }),
      async () => {
        const undone = await ask('series.cancel', { patientId, visitId, version, scope: 'following', reason: 'mistake' });
        again();
        return undone;
      },
    );
  };
  const seriesMoved = (made: Value<'series.move'>): void => {
    end();
    settle(made.visits);
    const [first] = made.visits;
    if (first === undefined) {
      report({ ok: true, value: made }, t('desk.series.nothingMoved'));
      return;
    }
    show(first);
    const words = t('schedule.seriesMoved', { name: sayName(first), when: whenOf(first), count: made.visits.length });
    report({ ok: true, value: made }, words, undoSeries(made, first.patientId));
  };
  const cancelSeries = async (anchor: Visit, scope: (typeof SCOPES)[number], reason: (typeof CANCEL_REASONS)[number]): Promise<void> => {
    close();
    const { patientId, visitId, version } = anchor;
    const answer = await ask('series.cancel', { patientId, visitId, version, scope, reason });
    if (answer.ok) settle(answer.value.visits);
    again();
    const count = answer.ok ? answer.value.visits.length : 0;
    report(answer, t('schedule.seriesCancelled', { name: sayName(anchor), count }), (made) => undoSeries(made, patientId)());
  };
  const edited = (before: Visit, made: Value<'visit.edit'>): void => {
    const words = t('schedule.edited', { name: sayName(made), when: whenOf(made) });
    show(made);
    if (made.version === before.version) report({ ok: true, value: made }, words);
    else report({ ok: true, value: made }, words, undoOne(made, putVisit));
  };
  const seriesEdited = (before: Visit, made: Value<'series.edit'>): void => {
    settle(made.visits);
    again();
    const count = made.visits.length;
    if (count === 0) report({ ok: true, value: made }, t('desk.series.nothingEdited', { name: sayName(before) }));
    else report({ ok: true, value: made }, t('desk.series.edited', { name: sayName(before), count }), undoSeries(made, before.patientId));
  };
  const waits = (made: Value<'wait.add'>): void => {
    end();
    const { patientId, waitId, version } = made;
    report({ ok: true, value: made }, t('schedule.waits', { name: sayName(made) }), () =>
      ask('wait.remove', { patientId, waitId, version }),
    );
  };
  return { cancel, cancelSeries, seriesBooked, seriesMoved, seriesEdited, booked, waits, beginMove, drag, place, ended, edited };
}
