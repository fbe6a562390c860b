import { useTranslation } from 'react-i18next';
import { closureOn } from '../../shared/open-hours.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { Status } from '../ui/status.tsx';
import styles from './schedule.module.css';
import { daysOf, type Range } from './view-range.ts';
import { sayDay } from './wall-time.ts';

interface ClosedNoticeProps {
  readonly setup: ScheduleSetup;
  readonly range: Range;
  readonly visits: readonly Visit[];
}

/** The days on which the practice is closed, and how many visits still stand on them. */
export function ClosedNotice({ setup, range, visits }: ClosedNoticeProps) {
  const { t } = useTranslation();
  const closed = daysOf(range).flatMap((day) => {
    const closure = closureOn(setup, day);
    return closure === undefined ? [] : [{ day, name: closure.name, count: visits.filter((one) => one.day === day).length }];
  });
  if (closed.length === 0) return null;
  return (
    <ul className={styles['picks']} aria-label={t('schedule.closedDays')}>
      {closed.map(({ day, name, count }) => (
        <li key={day}>
          <Status kind={count === 0 ? 'info' : 'attention'}>
            {t('schedule.closedOn', { day: sayDay(day, language()), name })} {count === 0 ? '' : t('schedule.toBeMoved', { count })}
          </Status>
        </li>
      ))}
    </ul>
  );
}
