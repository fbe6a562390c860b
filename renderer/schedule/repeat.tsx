import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Asked } from '../../shared/operations/table.ts';
import { REPEATS, type Recurrence, recurrence, type SeriesDay } from '../../shared/phi/series.ts';
import { language } from '../i18n/i18n.ts';
import { DateField } from '../ui/date-field.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import { type Repeating, useBooking } from './booking.ts';
import styles from './schedule.module.css';
import { sayDay } from './wall-time.ts';

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const isRepeat = (text: string): text is Recurrence['repeats'] => REPEATS.some((one) => one === text);

/** The rule that was typed; null while some of it can't be read. */
const ruleOf = ({ repeats, every, until, count }: Repeating): Recurrence | null => {
  const ends = until === '' ? { count: Number(count) } : { until };
  const read = recurrence.safeParse({ repeats, every: Number(every), ends });
  return read.success ? read.data : null;
};

/** The days of a series with what stands against each, and which of them are to be booked: those nothing stands against, unless somebody chose otherwise. */
export interface Series {
  readonly rule: Recurrence | null;
  readonly days: readonly (SeriesDay & { readonly chosen: boolean })[];
  readonly more: boolean;
  readonly failure: ReturnType<typeof useAnswer<'series.preview'>>['failure'];
  readonly again: () => void;
}

/** Null where the visit in hand comes once. */
export function useSeries(slot: Omit<Asked<'series.preview'>, 'rule'> | null): Series | null {
  const { booking } = useBooking();
  const repeating = booking?.repeating ?? null;
  const rule = repeating === null ? null : ruleOf(repeating);
  const known = useAnswer('series.preview', rule === null || slot === null || !ISO.test(slot.day) ? null : { ...slot, rule });
  if (repeating === null) return null;
  const days = known.loading || known.value === null ? [] : known.value.days;
  return {
    ...{ rule, failure: known.failure, again: known.again, more: known.value?.more === true },
    days: days.map((one) => ({ ...one, chosen: (one.against === null) !== repeating.turned.includes(one.day) })),
  };
}

/** How often the visit comes again, until when, and on which days. */
export function RepeatFields({ series }: { readonly series: Series | null }) {
  const { t } = useTranslation();
  const { booking, put } = useBooking();
  const repeating = booking?.repeating ?? null;
  const change = (part: Partial<Repeating>) => repeating !== null && put({ repeating: { ...repeating, turned: [], ...part } });
  const turn = (day: string) => {
    if (repeating === null) return;
    const { turned } = repeating;
    put({ repeating: { ...repeating, turned: turned.includes(day) ? turned.filter((one) => one !== day) : [...turned, day] } });
  };
  return (
    <>
      <NativeSelect
        name="repeats"
        label={t('schedule.repeat')}
        data={[{ value: '', label: t('schedule.once') }, ...REPEATS.map((value) => ({ value, label: t(`schedule.repeats.${value}`) }))]}
        value={repeating?.repeats ?? ''}
        onChange={({ currentTarget: { value } }) => {
          if (!isRepeat(value)) put({ repeating: null });
          else if (repeating === null) put({ seeking: null, repeating: { repeats: value, every: '1', count: '6', until: '', turned: [] } });
          else change({ repeats: value });
        }}
      />
      {repeating === null ? null : (
        <fieldset className={styles['seek']}>
          <legend>{t('schedule.series')}</legend>
          <div className={styles['fields']}>
            <TextField
              name="every"
              label={t(repeating.repeats === 'weekly' ? 'schedule.everyWeeks' : 'schedule.everyMonths')}
              inputMode="numeric"
              maxLength={2}
              value={repeating.every}
              onChange={(every) => change({ every })}
            />
            <TextField
              name="count"
              label={t('schedule.howOften')}
              inputMode="numeric"
              maxLength={2}
              disabled={repeating.until !== ''}
              value={repeating.count}
              onChange={(count) => change({ count })}
            />
            <DateField
              name="until"
              label={t('schedule.until')}
              kind="any"
              help={t('schedule.untilHelp')}
              value={repeating.until}
              onChange={(until) => change({ until })}
            />
          </div>
          {series?.failure ? <FailureNotice failure={series.failure} again={series.again} /> : null}
          <p role="status" className={styles['dim']}>
            {series === null || series.days.length === 0
              ? t(series?.rule === null ? 'schedule.ruleOdd' : 'schedule.typeTime')
              : t('schedule.chosenDays', { count: series.days.filter(({ chosen }) => chosen).length })}{' '}
            {series?.more === true ? t('schedule.seriesFull') : ''}
          </p>
          <ul className={styles['picks']}>
            {(series?.days ?? []).map(({ day, against, chosen }) => (
              <li key={day} className={styles['steps']}>
                <Checkbox label={sayDay(day, language())} checked={chosen} onChange={() => turn(day)} />
                {against === null ? null : <Status kind="attention">{t(`schedule.against.${against}`)}</Status>}
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </>
  );
}
