import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { CANCEL_REASONS, Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { NoticeBar } from '../patients/notice-bar.tsx';
import { DateField } from '../ui/date-field.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { personColor } from '../ui/person-color.ts';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { useKept } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { BookDialog } from './book-dialog.tsx';
import { type Pointed, useBooking } from './booking.ts';
import { boundsOf } from './day-bounds.ts';
import { DayGrid } from './day-grid.tsx';
import styles from './schedule.module.css';
import { useDay } from './use-day.ts';
import { VisitDialog } from './visit-dialog.tsx';
import { daysLater, sayDay, sayTime, todayIn } from './wall-time.ts';

/** The practice's day, in a column for each provider. */
export function SchedulePlace() {
  const { t } = useTranslation();
  const { may } = useSession();
  const known = useAnswer('schedule.setup', {});
  if (known.failure !== null) return <FailureNotice failure={known.failure} again={known.again} />;
  if (known.value === null) return <Waiting slow={known.slow} />;
  if (!known.value.providers.some(({ active }) => active) || !known.value.visitTypes.some(({ active }) => active)) {
    return (
      <EmptyState
        title={t('schedule.notSetUp')}
        sentence={t(may('schedule.manage') ? 'schedule.setItUp' : 'schedule.askForSetUp')}
        action={may('schedule.manage') ? <Button onClick={() => useUi.getState().go('settings')}>{t('schedule.toSettings')}</Button> : null}
      />
    );
  }
  return <DayView setup={known.value} />;
}

const shownDay = z.iso.date().nullable();
const ISO = /^\d{4}-\d{2}-\d{2}$/;

function DayView({ setup }: { readonly setup: ScheduleSetup }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const today = todayIn(setup.timeZone);
  const [kept, keep] = useKept<string | null>('schedule.day', shownDay, null);
  const day = kept ?? today;
  const [typedDay, typeDay] = useState(day);
  const go = (next: string) => {
    typeDay(next);
    keep(next === today ? null : next);
  };
  const { visits, of, failure, again } = useDay(day);
  const { booking, put, end } = useBooking();
  const begin = (part: { readonly providerId?: string; readonly start?: string }) =>
    put({ start: '', anyway: '', ...part, day, open: true });
  const [opened, setOpened] = useState<string | null>(null);
  /** Where the visit that is being moved stood. */
  const [stood, setFrom] = useState<Visit | null>(null);
  const shown = of === day ? (visits ?? []) : [];
  const visit = shown.find(({ visitId }) => visitId === opened) ?? null;

  const cancel = async (gone: Visit, reason: (typeof CANCEL_REASONS)[number]): Promise<void> => {
    setOpened(null);
    const { patientId, visitId, version, anyway } = gone;
    const answer = await ask('visit.cancel', { patientId, visitId, version, reason });
    again();
    report(answer, t('schedule.cancelled', { name: sayName(gone), when: whenOf(gone) }), async (after) => {
      const back = await ask('visit.restore', { patientId, visitId, version: after.version, ...(anyway === undefined ? {} : { anyway }) });
      again();
      return back;
    });
  };
  const booked = (made: Value<'visit.book'>): void => {
    end();
    if (made.day === day) again();
    else go(made.day);
    const { patientId, visitId, version } = made;
    report({ ok: true, value: made }, t('schedule.booked', { name: sayName(made), when: whenOf(made) }), async () => {
      const undone = await ask('visit.cancel', { patientId, visitId, version, reason: 'mistake' });
      again();
      return undone;
    });
  };
  const moved = (before: Pick<Visit, 'day' | 'start' | 'providerId' | 'anyway'>, made: Value<'visit.move'>): void => {
    if (made.day === day) again();
    else go(made.day);
    const { patientId, visitId, version } = made;
    report({ ok: true, value: made }, t('schedule.moved', { name: sayName(made), when: whenOf(made) }), async () => {
      const { day: back, start, providerId, anyway } = before;
      const undone = await ask('visit.move', {
        ...{ patientId, visitId, version, day: back, start, providerId },
        ...(anyway === undefined ? {} : { anyway }),
      });
      go(back);
      again();
      return undone;
    });
  };
  /** What is pulled to another place in the day goes there, unless something stands against it: then the form asks. */
  const drag = async (visitId: string, to: Pointed): Promise<void> => {
    const pulled = shown.find((one) => one.visitId === visitId);
    if (pulled === undefined) return;
    const answer = await ask('visit.move', { patientId: pulled.patientId, visitId, version: pulled.version, day, ...to });
    if (answer.ok) return moved(pulled, answer.value);
    again();
    if (answer.code === 'slot-taken' || answer.code === 'slot-closed') beginMove(pulled, to);
    else report(answer, '');
  };
  const beginMove = (one: Visit, to: Pointed | null): void => {
    setOpened(null);
    setFrom(one);
    put({
      ...{ patientId: one.patientId, name: sayName(one), visitTypeId: one.visitTypeId, visitNote: '', anyway: '', looked: '' },
      ...{ moving: { visitId: one.visitId, version: one.version }, day, open: to !== null },
      ...{ providerId: to?.providerId ?? one.providerId, start: to === null ? '' : sayTime(to.start, language()) },
    });
  };
  const types = new Map(setup.visitTypes.map((type) => [type.visitTypeId, type]));
  const columns = setup.providers
    .filter(({ providerId, active }) => active || shown.some((one) => one.providerId === providerId))
    .map(({ providerId, name }) => ({ id: providerId, name }));
  const ended = (made: Value<'visit.move'>): void => {
    end();
    if (stood?.visitId === made.visitId) moved(stood, made);
    else {
      // after a lock it is not known any more where it stood
      go(made.day);
      again();
      report({ ok: true, value: made }, t('schedule.moved', { name: sayName(made), when: whenOf(made) }));
    }
  };
  const { from, to } = boundsOf(setup, day, shown);
  return (
    <section className={styles['schedule']} aria-labelledby="schedule-day">
      <header className={styles['header']}>
        <h1 id="schedule-day" aria-live="polite">
          {sayDay(day, language())}
        </h1>
        <div className={styles['steps']}>
          <Button variant="default" onClick={() => go(daysLater(day, -1))}>
            {t('schedule.dayBefore')}
          </Button>
          <Button variant="default" disabled={day === today} onClick={() => go(today)}>
            {t('schedule.today')}
          </Button>
          <Button variant="default" onClick={() => go(daysLater(day, 1))}>
            {t('schedule.dayAfter')}
          </Button>
          <DateField
            aria-label={t('schedule.goTo')}
            kind="any"
            help={null}
            value={typedDay}
            onChange={(next) => {
              typeDay(next);
              if (ISO.test(next)) go(next);
            }}
          />
          {may('schedule.book') ? (
            <Button onClick={() => begin({})}>{t(booking?.moving ? 'schedule.move' : 'schedule.book')}</Button>
          ) : null}
        </div>
      </header>
      {booking === null || booking.open || booking.patientId === null ? null : (
        <p className={styles['inHand']} role="status">
          {t(booking.moving === null ? 'schedule.inHand' : 'schedule.inHandMoved', { name: booking.name })}{' '}
          <Button size="compact-sm" variant="default" onClick={end}>
            {t(booking.moving === null ? 'schedule.layDown' : 'schedule.leaveThere')}
          </Button>
        </p>
      )}
      {failure === null ? null : <FailureNotice failure={failure} again={again} />}
      <p className={styles['dim']} role="status">
        {visits === null || of !== day ? '' : t('schedule.visits', { count: visits.length })}
      </p>
      <DayGrid
        label={t('schedule.dayOf', { day: sayDay(day, language()) })}
        day={day}
        columns={columns}
        from={from}
        to={to}
        blocks={shown.map((one) => ({
          id: one.visitId,
          providerId: one.providerId,
          start: one.start,
          minutes: one.minutes,
          title: sayName(one),
          line: `${sayTime(one.start, language())} ${types.get(one.visitTypeId)?.name ?? ''}`,
          color: personColor(types.get(one.visitTypeId)?.color ?? 0),
        }))}
        onPoint={({ providerId, start }) => may('schedule.book') && begin({ providerId, start: sayTime(start, language()) })}
        onOpen={setOpened}
        onDrag={may('schedule.book') ? (id, at) => void drag(id, at) : null}
      />
      {booking?.open === true ? <BookDialog setup={setup} onBooked={booked} onMoved={ended} /> : null}
      {visit === null ? null : (
        <VisitDialog
          visit={visit}
          setup={setup}
          onClose={() => setOpened(null)}
          onMove={() => beginMove(visit, null)}
          onCancel={(reason) => void cancel(visit, reason)}
        />
      )}
      <NoticeBar />
    </section>
  );
}

const whenOf = ({ day, start }: { readonly day: string; readonly start: number }): string =>
  `${sayDay(day, language())}, ${sayTime(start, language())}`;
