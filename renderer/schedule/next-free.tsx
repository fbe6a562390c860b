import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SLOTS_PAGE } from '../../shared/operations/free-slots.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { type FreeSlot, PARTS_OF_DAY } from '../../shared/phi/free-slot.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import { type Seeking, useBooking } from './booking.ts';
import styles from './schedule.module.css';
import { sayDay, sayShortDay, sayTime, sayWeekday } from './wall-time.ts';

interface NextFreeProps {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly setup: ScheduleSetup;
  readonly minutes: number;
  readonly providerId: string;
  /** Where the looking begins. */
  readonly day: string;
  readonly onPick: (slot: FreeSlot) => void;
  /** Puts whoever it is for on the wait list with these wishes; null where they are on it, or have a visit. */
  readonly onWait: (() => Promise<void>) | null;
}

const isPart = (text: string): text is Seeking['part'] => PARTS_OF_DAY.some((part) => part === text);

/** The next free times for the visit in hand. Its key opens it, and asks for later ones when it is open. */
export function NextFree({ form, setup, minutes, providerId, day, onPick, onWait }: NextFreeProps) {
  const { t } = useTranslation();
  const { booking, put } = useBooking();
  const seeking = booking?.seeking ?? null;
  const known = useAnswer(
    'schedule.next-free',
    seeking === null
      ? null
      : {
          ...{ from: seeking.from, after: seeking.after, weekdays: seeking.weekdays, part: seeking.part },
          ...{ minutes, providerId: seeking.anybody ? null : providerId },
        },
  );
  const slots = known.loading ? [] : (known.value?.slots ?? []);
  const list = useRef<HTMLUListElement>(null);
  /** Whoever asked by the key goes on from the first time with the keys. */
  const goesThere = useRef(false);
  useEffect(() => {
    if (!goesThere.current || slots.length === 0) return;
    goesThere.current = false;
    list.current?.querySelector('button')?.focus();
  });
  const change = (part: Partial<Seeking>) => {
    if (seeking !== null) put({ seeking: { ...seeking, after: null, ...part } });
  };
  const last = slots.length === SLOTS_PAGE ? slots.at(-1) : undefined;
  const more = () => {
    if (last !== undefined) change({ after: { day: last.day, start: last.start } });
  };
  const open = () => put({ seeking: { anybody: false, weekdays: [], part: 'any', from: day, after: null } });
  const byKey = () => {
    goesThere.current = true;
    if (seeking === null) open();
    else more();
  };
  useCommand('schedule.next-free', byKey, { within: form });
  if (seeking === null) {
    return (
      <Button variant="default" onClick={byKey}>
        {t('schedule.nextFree')}
      </Button>
    );
  }
  const toggled = (weekday: number, on: boolean) =>
    on ? [...seeking.weekdays, weekday].sort((a, b) => a - b) : seeking.weekdays.filter((one) => one !== weekday);
  return (
    <fieldset className={styles['seek']}>
      <legend>{t('schedule.nextFree')}</legend>
      <Checkbox
        label={t('schedule.withAnybody')}
        checked={seeking.anybody}
        onChange={({ currentTarget }) => change({ anybody: currentTarget.checked })}
      />
      <fieldset className={styles['bare']} aria-label={t('schedule.onWeekdays')}>
        {setup.hours.map((hours, at) =>
          hours === null ? null : (
            <Checkbox
              key={sayWeekday(at, language())}
              label={sayWeekday(at, language(), 'short')}
              aria-label={sayWeekday(at, language())}
              checked={seeking.weekdays.includes(at + 1)}
              onChange={({ currentTarget }) => change({ weekdays: toggled(at + 1, currentTarget.checked) })}
            />
          ),
        )}
      </fieldset>
      <NativeSelect
        name="part"
        label={t('schedule.partOfDay')}
        data={PARTS_OF_DAY.map((value) => ({ value, label: t(`schedule.part.${value}`) }))}
        value={seeking.part}
        onChange={({ currentTarget }) => isPart(currentTarget.value) && change({ part: currentTarget.value })}
      />
      {known.failure === null ? null : <FailureNotice failure={known.failure} again={known.again} />}
      <p role="status" className={styles['dim']}>
        {known.value !== null && !known.loading && slots.length === 0 ? t('schedule.noneFree') : ''}
      </p>
      <ul ref={list} className={styles['picks']}>
        {slots.map((slot) => (
          <li key={`${slot.day} ${slot.start}`}>
            <Button variant="default" fullWidth justify="start" onClick={() => onPick(slot)}>
              {seeking.anybody ? sayShortDay(slot.day, language()) : sayDay(slot.day, language())}, {sayTime(slot.start, language())}
              {seeking.anybody ? (
                <span className={styles['dim']}>{setup.providers.find((one) => one.providerId === slot.providerId)?.name}</span>
              ) : null}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles['steps']}>
        <Button variant="default" disabled={last === undefined} onClick={more}>
          {t('schedule.laterOnes')}
        </Button>
        {onWait === null ? null : (
          <Button variant="default" onClick={() => void onWait()}>
            {t('schedule.putOnList')}
          </Button>
        )}
        <Button variant="subtle" onClick={() => put({ seeking: null })}>
          {t('common.close')}
        </Button>
      </div>
    </fieldset>
  );
}
