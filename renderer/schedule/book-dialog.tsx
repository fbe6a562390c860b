import { Button, Modal, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { FreeSlot } from '../../shared/phi/free-slot.ts';
import { SCOPES } from '../../shared/phi/series.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { DateField } from '../ui/date-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import { useUi } from '../workspace/ui-state.ts';
import { type Booking, forSomebodyElse, isAgainst, useBooking } from './booking.ts';
import { NextFree } from './next-free.tsx';
import { PatientPick } from './patient-pick.tsx';
import { RepeatFields, useSeries } from './repeat.tsx';
import styles from './schedule.module.css';
import { AnywayField, KindField, ProviderField, RoomField } from './visit-fields.tsx';
import { readMinutes, readTime, sayTime, todayIn } from './wall-time.ts';

const ISO = /^\d{4}-\d{2}-\d{2}$/;

interface BookDialogProps {
  readonly setup: ScheduleSetup;
  readonly onBooked: (visit: Value<'visit.book'>) => void;
  readonly onMoved: (visit: Value<'visit.move'>) => void;
  readonly onSeries: (made: Value<'series.book'>) => void;
  readonly onSeriesMoved: (made: Value<'series.move'>) => void;
  readonly onWaits: (wait: Value<'wait.add'>) => void;
}

/** One visit: for whom, with whom, for what, when. What is typed is kept; closing it puts the person aside until a time is chosen. */
export function BookDialog(props: BookDialogProps) {
  const { t } = useTranslation();
  const { booking, put, end } = useBooking();
  const found = booking !== null && booking.patientId !== null;
  const register = (typed: string): void => {
    end();
    useUi.getState().beginPatient(typed);
  };
  return (
    <Modal
      data-region="book"
      opened
      onClose={() => (found ? put({ open: false }) : end())}
      title={t(booking?.moving ? 'schedule.move' : 'schedule.book')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {found ? (
        <BookForm {...props} />
      ) : (
        <PatientPick
          typed={booking?.looked ?? ''}
          onType={(looked) => put({ looked })}
          onPick={(who) => put({ ...who, looked: '' })}
          onRegister={register}
        />
      )}
    </Modal>
  );
}

function BookForm({ setup, onBooked, onMoved, onSeries, onSeriesMoved, onWaits }: BookDialogProps) {
  const { t } = useTranslation();
  const { booking, put, end } = useBooking();
  const { busy, failure: told, act, forget } = useAct();
  const refused = booking?.refused ?? null;
  const failure = told ?? (refused === null ? null : { code: refused, seconds: null });
  const [odd, setOdd] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });
  const providers = setup.providers.filter(({ active }) => active);
  const rooms = setup.rooms.filter(({ active }) => active);
  const room = rooms.find(({ roomId }) => roomId === booking?.roomId);
  const types = setup.visitTypes.filter(({ active }) => active);
  const provider = providers.find(({ providerId }) => providerId === booking?.providerId) ?? providers[0];
  const visitType = types.find(({ visitTypeId }) => visitTypeId === booking?.visitTypeId) ?? types[0];
  const typedLength = booking?.minutes || String(visitType?.minutes ?? '');
  const minutes = readMinutes(typedLength);
  const start = readTime(booking?.start ?? '');
  const known = booking !== null && booking.moving === null && provider !== undefined && start !== null && minutes !== null;
  const series = useSeries(
    known
      ? {
          ...{ patientId: booking.patientId, day: booking.day, start, minutes, providerId: provider.providerId },
          ...(room === undefined ? {} : { roomId: room.roomId }),
        }
      : null,
  );
  const chosen = (series?.days ?? []).filter((one) => one.chosen);
  const asksWhy = (failure !== null && isAgainst(failure.code)) || chosen.some(({ against }) => against !== null);
  if (booking === null || booking.patientId === null || provider === undefined || visitType === undefined) return null;
  const { patientId, day, visitNote, anyway, moving, fromPinboard, scope } = booking;
  const { providerId } = provider;
  const { visitTypeId } = visitType;

  /** Another time, or another use of it: what stood against the one before is asked about anew. */
  const change = (part: Partial<Booking>): void => {
    if (told !== null && isAgainst(told.code)) forget();
    put({ ...part, refused: null });
  };
  const book = async (): Promise<void> => {
    setOdd(true);
    if (start === null || minutes === null || !ISO.test(day)) return;
    const why = asksWhy && anyway.trim().length > 2 ? { anyway } : {};
    const what = {
      ...{ patientId, providerId, visitTypeId, start, minutes, ...why },
      ...(room === undefined ? {} : { roomId: room.roomId }),
      ...(visitNote.trim() === '' ? {} : { visitNote }),
    };
    const to = { patientId, providerId, day, start, ...why };
    if (moving !== null && (scope === 'following' || scope === 'all')) {
      const done = await act(() => ask('series.move', { ...to, ...moving, scope }));
      if (done !== null) onSeriesMoved(done);
    } else if (moving !== null) {
      const done = await act(() => ask('visit.move', { ...to, ...moving }));
      if (done !== null) onMoved(done);
    } else if (series !== null) {
      const { rule } = series;
      if (rule === null || chosen.length === 0) return;
      const done = await act(() => ask('series.book', { ...what, rule, days: chosen.map((one) => one.day) }));
      if (done !== null) onSeries(done);
    } else {
      const done = await act(() => ask('visit.book', { ...what, day, ...(booking.waitId === '' ? {} : { waitId: booking.waitId }) }));
      if (done !== null) onBooked(done);
    }
  };
  /** What was taken from the pinboard goes to the free time that is chosen; else the time is only filled in. */
  const pick = async (slot: FreeSlot): Promise<void> => {
    change({ providerId: slot.providerId, day: slot.day, start: sayTime(slot.start, language()), seeking: null });
    if (moving === null || !fromPinboard || scope === 'following' || scope === 'all') {
      form.current?.querySelector<HTMLInputElement>('input[name="start"]')?.focus();
      return;
    }
    const { providerId: to, day: onDay, start: at } = slot;
    const done = await act(() => ask('visit.move', { patientId, ...moving, providerId: to, day: onDay, start: at }));
    if (done !== null) onMoved(done);
  };
  /** Puts them on the wait list with what was wished of the free times. */
  const wait = async (): Promise<void> => {
    if (minutes === null || booking.seeking === null) return;
    const { anybody, weekdays, part, from } = booking.seeking;
    const done = await act(() =>
      ask('wait.add', {
        ...{ patientId, visitTypeId, minutes, weekdays, part, fromDay: from, providerId: anybody ? null : providerId },
        ...(visitNote.trim() === '' ? {} : { visitNote }),
      }),
    );
    if (done !== null) onWaits(done);
  };
  return (
    <Form ref={form} className={styles['form']} onSend={() => void book()}>
      <p>
        <strong>{booking.name}</strong>{' '}
        {moving === null ? (
          <Button size="compact-sm" variant="subtle" onClick={() => change(forSomebodyElse(booking))}>
            {t('schedule.somebodyElse')}
          </Button>
        ) : null}
      </p>
      <ErrorSummary failure={failure} />
      {asksWhy ? <AnywayField value={anyway} onChange={(why) => put({ anyway: why })} /> : null}
      {moving === null ? (
        <div className={styles['fields']}>
          <KindField types={types} value={visitTypeId} onChange={(kind) => change({ visitTypeId: kind, minutes: '' })} />
          <TextField
            name="minutes"
            label={t('schedule.length')}
            inputMode="numeric"
            maxLength={3}
            value={typedLength}
            error={odd && minutes === null ? t('schedule.noLength') : null}
            onChange={(next) => change({ minutes: next })}
          />
        </div>
      ) : null}
      <div className={styles['fields']}>
        <ProviderField providers={providers} value={providerId} onChange={(who) => change({ providerId: who })} />
        {moving === null ? <RoomField rooms={rooms} value={room?.roomId ?? ''} onChange={(roomId) => change({ roomId })} /> : null}
      </div>
      <div className={styles['fields']}>
        <DateField
          name="day"
          label={t('schedule.day')}
          kind="any"
          required
          withAsterisk={false}
          value={day}
          onChange={(next) => change({ day: next })}
        />
        <TextField
          name="start"
          label={t('schedule.start')}
          data-autofocus
          required
          value={booking.start}
          error={odd && start === null ? t('schedule.noTime') : null}
          description={
            start === null || minutes === null
              ? t('schedule.startHelp')
              : t('schedule.fromTo', { from: sayTime(start, language()), to: sayTime(start + minutes, language()) })
          }
          onChange={(next) => change({ start: next })}
        />
      </div>
      {minutes === null || series !== null ? null : (
        <NextFree
          form={form}
          setup={setup}
          minutes={minutes}
          providerId={providerId}
          day={ISO.test(day) ? day : todayIn(setup.timeZone)}
          onWait={moving === null && booking.waitId === '' ? wait : null}
          onPick={(slot) => void pick(slot)}
        />
      )}
      {moving === null && booking.waitId === '' ? <RepeatFields series={series} /> : null}
      {scope === null ? null : (
        <NativeSelect
          name="scope"
          label={t('schedule.scopeMove')}
          data={(['one', ...SCOPES] as const).map((value) => ({ value, label: t(`schedule.scope.${value}`) }))}
          value={scope}
          onChange={({ currentTarget: { value } }) => put({ scope: value === 'all' || value === 'following' ? value : 'one' })}
        />
      )}
      {moving === null ? (
        <TextField
          name="visitNote"
          label={t('schedule.visitNote')}
          maxLength={500}
          value={visitNote}
          onChange={(note) => put({ visitNote: note })}
        />
      ) : null}
      {/* the days of a series can be ticked, and a tick half behind the buttons is hard to hit (WCAG 2.5.8) */}
      <div className={styles['actions']} {...(series === null ? { 'data-acts': true } : {})}>
        <Button variant="default" onClick={end}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={busy}>
          {t(moving === null ? 'schedule.bookIt' : 'schedule.moveIt')}
        </Button>
      </div>
    </Form>
  );
}
