import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { language } from '../i18n/i18n.ts';
import { DateField } from '../ui/date-field.tsx';
import styles from './schedule.module.css';
import { LIST_LENGTHS, type Range, VIEWS, type View } from './view-range.ts';
import { daysLater, sayDay } from './wall-time.ts';

interface ScheduleHeaderProps {
  readonly setup: ScheduleSetup;
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly day: string;
  readonly today: string;
  readonly range: Range;
  readonly go: (day: string) => void;
  readonly listed: (typeof LIST_LENGTHS)[number];
  readonly setListed: (days: (typeof LIST_LENGTHS)[number]) => void;
  readonly providerId: string | null;
  readonly setProvider: (providerId: string | null) => void;
  readonly typedDay: string;
  readonly onTypeDay: (typed: string) => void;
  /** What can be done here. */
  readonly children: ReactNode;
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const isView = (text: string): text is View => VIEWS.some((view) => view === text);

/** Which days are shown, how, and of whom. */
export function ScheduleHeader({ setup, view, setView, day, today, range, go, children, ...rest }: ScheduleHeaderProps) {
  const { t } = useTranslation();
  const { listed, setListed, providerId, setProvider, typedDay, onTypeDay } = rest;
  const step = view === 'week' ? 7 : view === 'list' ? listed : 1;
  const title =
    range.from === range.to
      ? sayDay(range.from, language())
      : t('schedule.fromToDay', { from: sayDay(range.from, language()), to: sayDay(range.to, language()) });
  return (
    <header className={styles['header']}>
      <h1 id="schedule-day" aria-live="polite">
        {title}
      </h1>
      <div className={styles['steps']}>
        <SegmentedControl
          aria-label={t('schedule.view')}
          data={VIEWS.map((value) => ({ value, label: t(`schedule.viewAs.${value}`) }))}
          value={view}
          onChange={(next) => isView(next) && setView(next)}
        />
        {view === 'day' ? null : (
          <NativeSelect
            aria-label={t('schedule.provider')}
            data={[
              ...(view === 'list' ? [{ value: '', label: t('schedule.everybody') }] : []),
              ...setup.providers.map(({ providerId: value, name }) => ({ value, label: name })),
            ]}
            value={providerId ?? ''}
            onChange={({ currentTarget }) => setProvider(currentTarget.value === '' ? null : currentTarget.value)}
          />
        )}
        {view === 'list' ? (
          <NativeSelect
            aria-label={t('schedule.howMany')}
            data={LIST_LENGTHS.map((days) => ({ value: String(days), label: t('schedule.days', { count: days }) }))}
            value={String(listed)}
            onChange={({ currentTarget }) => {
              const days = LIST_LENGTHS.find((one) => String(one) === currentTarget.value);
              if (days !== undefined) setListed(days);
            }}
          />
        ) : null}
        <Button variant="default" onClick={() => go(daysLater(day, -step))}>
          {t(view === 'day' ? 'schedule.dayBefore' : 'schedule.earlier')}
        </Button>
        <Button variant="default" disabled={day === today} onClick={() => go(today)}>
          {t('schedule.today')}
        </Button>
        <Button variant="default" onClick={() => go(daysLater(day, step))}>
          {t(view === 'day' ? 'schedule.dayAfter' : 'schedule.later')}
        </Button>
        <DateField
          aria-label={t('schedule.goTo')}
          kind="any"
          help={null}
          value={typedDay}
          onChange={(next) => {
            onTypeDay(next);
            if (ISO.test(next)) go(next);
          }}
        />
        {children}
      </div>
    </header>
  );
}
