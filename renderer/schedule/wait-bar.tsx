import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Wait } from '../../shared/phi/wait.ts';
import { language } from '../i18n/i18n.ts';
import { sayName } from '../ui/name.ts';
import { useSession } from '../workspace/session.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import { bookingFor, isLost, openedAt, useBooking } from './booking.ts';
import { useFreed } from './freed.ts';
import { useLaidAside } from './laid-aside.ts';
import styles from './schedule.module.css';
import { WaitDialog } from './wait-dialog.tsx';
import { sayDay, sayTime, todayIn } from './wall-time.ts';

interface WaitBarProps {
  readonly setup: ScheduleSetup;
  /** Where a booking from the list begins when no freed time is offered. */
  readonly day: string;
}

/** The way to the wait list, and the time that became free as long as somebody on it could come. */
export function WaitBar({ setup, day }: WaitBarProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { booking, put } = useBooking();
  const laidAside = useLaidAside();
  const [freed, setFreed] = useFreed();
  const [open, setOpen] = useState<'all' | 'fitting' | null>(null);
  const offered = freed !== null && freed.day >= todayIn(setup.timeZone) && may('schedule.book') ? freed : null;
  const { value } = useAnswer('wait.fitting', offered === null ? null : { ...offered, names: false });
  const fitting = offered === null ? 0 : (value?.fitting ?? 0);
  const book = (wait: Wait): void => {
    const time = open === 'fitting' ? freed : null;
    setOpen(null);
    const who = {
      ...{ name: sayName(wait), visitTypeId: wait.visitTypeId, minutes: String(wait.minutes) },
      ...{ visitNote: wait.visitNote ?? '', waitId: wait.waitId },
      ...(wait.providerId === null ? {} : { providerId: wait.providerId }),
    };
    const when =
      time === null
        ? {
            day,
            seeking: {
              anybody: wait.providerId === null,
              weekdays: wait.weekdays,
              part: wait.part,
              from: wait.fromDay > day ? wait.fromDay : day,
              after: null,
            },
          }
        : { day: time.day, start: sayTime(time.start, language()), providerId: time.providerId };
    put(bookingFor(null, { ...who, ...openedAt(when), patientId: wait.patientId }));
    if (isLost(booking, null)) laidAside(booking.name, () => put({ ...booking, open: false }));
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen('all')}>
        {t('schedule.waitList')}
      </Button>
      {offered === null || fitting === 0 ? null : (
        <span className={styles['chip']} role="status">
          {t('schedule.freed', {
            when: `${sayDay(offered.day, language())}, ${sayTime(offered.start, language())}`,
            provider: setup.providers.find(({ providerId }) => providerId === offered.providerId)?.name ?? '',
          })}{' '}
          {t('schedule.fitting', { count: fitting })}
          <Button size="compact-xs" variant="subtle" onClick={() => setOpen('fitting')}>
            {t('schedule.showFitting')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => setFreed(null)}>
            {t('schedule.putAside')}
          </Button>
        </span>
      )}
      {open === null ? null : (
        <WaitDialog setup={setup} freed={open === 'fitting' ? freed : null} onBook={book} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
