import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { COMING, type Visit } from '../../shared/phi/visit.ts';
import { useChangedVisits } from '../board/use-changed.ts';
import { useSteps } from '../board/use-steps.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { NoticeBar } from '../patients/notice-bar.tsx';
import { usePrinting } from '../printing/print-request.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { Waiting } from '../ui/waiting.tsx';
import { useKept } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { BlockedTimes } from './blocked-times.tsx';
import { BookDialog } from './book-dialog.tsx';
import { openedAt, useBooking } from './booking.ts';
import { CallsDialog } from './calls-dialog.tsx';
import { ClosedNotice } from './closed-notice.tsx';
import { EditDialog, useEditing } from './edit-dialog.tsx';
import { nextOpenDay } from './next-open-day.ts';
import { PinStrip } from './pin-strip.tsx';
import { SavedViews, useLooks } from './saved-views.tsx';
import styles from './schedule.module.css';
import { ScheduleBody } from './schedule-body.tsx';
import { ScheduleHeader } from './schedule-header.tsx';
import { useBlocks } from './use-blocks.ts';
import { useParked } from './use-parked.ts';
import { useVisitActs } from './use-visit-acts.ts';
import { useVisits } from './use-visits.ts';
import { LIST_LENGTHS, rangeOf, type View } from './view-range.ts';
import { VisitDialog } from './visit-dialog.tsx';
import { WaitBar } from './wait-bar.tsx';
import { sayTime, todayIn } from './wall-time.ts';

/** The practice's visits: a day in columns, a provider's week, or a list. */
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
  return <Schedule setup={known.value} />;
}

const NONE: readonly Visit[] = [];
const shownProvider = z.uuid().nullable();
const shownDay = z.iso.date().nullable();
const shownLength = z.literal(LIST_LENGTHS);

function Schedule({ setup }: { readonly setup: ScheduleSetup }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const today = todayIn(setup.timeZone);
  const [kept, keep] = useKept<string | null>('schedule.day', shownDay, null);
  const day = kept ?? today;
  const [typedDay, typeDay] = useState(day);
  const [looks, setLooks] = useLooks();
  const { view } = looks;
  const [keptProvider, setProvider] = useKept<string | null>('schedule.provider', shownProvider, null);
  const [listed, setListed] = useKept('schedule.listed', shownLength, 7);
  const chosen = setup.providers.find(({ providerId }) => providerId === keptProvider) ?? null;
  const first = setup.providers.find(({ active }) => active)?.providerId ?? '';
  const providerId = view === 'day' ? null : (chosen?.providerId ?? (view === 'week' ? first : null));
  const range = rangeOf(view, day, listed);
  const go = (next: string) => {
    typeDay(next);
    keep(next === today ? null : next);
  };
  const { visits: read, known, failure, again: readVisits, put: putVisit } = useVisits(range, providerId);
  // under the heading of the next day the visits of the day before would be a lie
  const visits = known && read !== null ? read : NONE;
  const { blocks, again: readBlocks } = useBlocks(range);
  const again = () => {
    readVisits();
    readBlocks();
  };
  useChangedVisits(again);
  const { booking, put, end } = useBooking();
  const { editing, edit } = useEditing();
  const [opened, setOpened] = useState<string | null>(null);
  const [calling, setCalling] = useState<string | null>(null);
  const visit = visits.find(({ visitId }) => visitId === opened) ?? null;
  const inEdit = visits.find(({ visitId }) => visitId === editing?.visitId) ?? null;
  const acts = useVisitActs({
    show: (made) => {
      if (range.from <= made.day && made.day <= range.to) putVisit(made);
      else go(made.day);
    },
    put: putVisit,
    again,
    close: () => setOpened(null),
  });
  const { step, stepBack } = useSteps(again);
  const parked = useParked({ range, providerId, visits: known ? read : null, take: (one) => acts.beginMove(one, day, null, true) });
  const begin = (part: { readonly day?: string; readonly providerId?: string; readonly start?: string }) =>
    put(openedAt({ day, ...(view === 'week' && providerId !== null ? { providerId } : {}), ...part }));
  const mayBook = may('schedule.book');
  const { begin: beginPrint } = usePrinting();
  const printDay = () => beginPrint({ kind: 'day', day, providerId: null });
  useCommand('print', printDay, { enabled: may('print') && view === 'day' });
  return (
    <section className={styles['schedule']} aria-labelledby="schedule-day">
      <ScheduleHeader
        {...{
          setup,
          view,
          setView: (next: View) => setLooks({ ...looks, view: next }),
          day,
          today,
          range,
          go,
          listed,
          setListed,
          providerId,
          typedDay,
        }}
        setProvider={setProvider}
        onTypeDay={typeDay}
      >
        {may('print') && view === 'day' ? (
          <Button variant="default" onClick={printDay}>
            {t('printing.day')}
          </Button>
        ) : null}
        {mayBook ? <Button onClick={() => begin({})}>{t(booking?.moving ? 'schedule.move' : 'schedule.book')}</Button> : null}
      </ScheduleHeader>
      {booking === null || booking.open || booking.patientId === null || parked.held !== null ? null : (
        <p className={styles['inHand']} role="status">
          {t(booking.moving === null ? 'schedule.inHand' : 'schedule.inHandMoved', { name: booking.name })}{' '}
          <Button size="compact-sm" variant="default" onClick={end}>
            {t(booking.moving === null ? 'schedule.layDown' : 'schedule.leaveThere')}
          </Button>
        </p>
      )}
      {mayBook ? (
        <PinStrip
          setup={setup}
          pinboard={parked.pinboard}
          held={parked.held}
          onTake={(one) => void parked.take(one)}
          onPutBack={end}
          onLetGo={parked.letGo}
        />
      ) : null}
      {failure === null ? null : <FailureNotice failure={failure} again={again} />}
      <ClosedNotice setup={setup} range={range} visits={visits} />
      <BlockedTimes setup={setup} range={range} blocks={blocks} providerId={providerId} again={again}>
        <SavedViews setup={setup} looks={looks} setLooks={setLooks} providerId={providerId} setProvider={setProvider} />
        <WaitBar setup={setup} day={day} />
        {may('visit.progress') ? (
          <Button size="compact-sm" variant="default" onClick={() => setCalling(nextOpenDay(setup, today))}>
            {t('schedule.calls')}
          </Button>
        ) : null}
      </BlockedTimes>
      <p className={styles['dim']} role="status">
        {known ? t('schedule.visits', { count: visits.length }) : ''}
      </p>
      <ScheduleBody
        {...{ setup, day, range, visits, blocks, providerId, looks }}
        isParked={parked.pinboard.isParked}
        onPoint={(to) => {
          if (!mayBook) return;
          const { held } = parked;
          if (held !== null) void acts.place(held, to).then((went) => went || parked.check(held));
          else begin({ day: to.day, providerId: to.providerId, start: sayTime(to.start, language()) });
        }}
        onOpen={setOpened}
        onDrag={
          mayBook
            ? async (id, to) => {
                const pulled = visits.find(({ visitId }) => visitId === id);
                return pulled !== undefined && (await acts.drag(pulled, to));
              }
            : null
        }
      />
      {calling === null ? null : <CallsDialog setup={setup} day={calling} onClose={() => setCalling(null)} onChanged={again} />}
      {booking?.open === true ? (
        <BookDialog
          setup={setup}
          onBooked={acts.booked}
          onMoved={acts.ended}
          onSeries={acts.seriesBooked}
          onSeriesMoved={acts.seriesMoved}
          onWaits={acts.waits}
        />
      ) : null}
      {visit === null ? null : (
        <VisitDialog
          visit={visit}
          setup={setup}
          onClose={() => setOpened(null)}
          onMove={() => acts.beginMove(visit, visit.day, null)}
          onEdit={() => {
            setOpened(null);
            edit(visit);
          }}
          park={
            mayBook && COMING.includes(visit.progress)
              ? {
                  parked: parked.pinboard.isParked(visit.visitId),
                  toggle: () => {
                    setOpened(null);
                    parked.toggle(visit);
                  },
                }
              : null
          }
          onClosed={(to) => {
            setOpened(null);
            void step({ ...visit, name: sayName(visit) }, to);
          }}
          onStepBack={() => {
            setOpened(null);
            void stepBack(visit);
          }}
          onCancel={(reason, scope) => void (scope === 'one' ? acts.cancel(visit, reason) : acts.cancelSeries(visit, scope, reason))}
        />
      )}
      {inEdit === null ? null : (
        <EditDialog
          setup={setup}
          visit={inEdit}
          onEdited={(made) => acts.edited(inEdit, made)}
          onSeriesEdited={(made) => acts.seriesEdited(inEdit, made)}
        />
      )}
      <NoticeBar />
    </section>
  );
}
