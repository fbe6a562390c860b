import { Button, Modal, NativeSelect } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { prefillOf } from '../patients/typed-search.ts';
import { isAgainst } from '../schedule/booking.ts';
import { PatientPick } from '../schedule/patient-pick.tsx';
import { AnywayField, KindField, ProviderField } from '../schedule/visit-fields.tsx';
import { sayTime } from '../schedule/wall-time.ts';
import { todayHere } from '../ui/civil-date.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { sayName } from '../ui/name.ts';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import styles from './board.module.css';
import { NewcomerFields } from './newcomer-fields.tsx';
import { useFirstFree } from './use-first-free.ts';
import { wallNow } from './use-now.ts';
import { detailsOf, startNow, useWalkIn, type WalkIn } from './walking-in.ts';

interface WalkInDialogProps {
  readonly setup: ScheduleSetup;
  /** The visit is booked, and its patient stands at the counter. */
  readonly onBooked: (visit: Value<'visit.book'>) => void;
}

/** Somebody without a visit: who, with whom, for what. One Enter books it for now, and the check-in follows. */
export function WalkInDialog({ setup, onBooked }: WalkInDialogProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { form, put, end } = useWalkIn();
  if (form === null) return null;
  const register = (looked: string): void => {
    const { familyName = '', givenName = '', birthDate = '', mobilePhone = '' } = prefillOf(looked, todayHere());
    put({ newcomer: { familyName, givenName, birthDate, mobilePhone } });
  };
  return (
    <Modal data-region="walk-in" opened onClose={end} title={t('desk.walkIn.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {form.patientId === null && form.newcomer === null ? (
        <PatientPick
          typed={form.looked}
          onType={(looked) => put({ looked })}
          onPick={(who) => put({ ...who, looked: '' })}
          onRegister={may('patient.register') ? register : null}
        />
      ) : (
        <WalkInForm setup={setup} onBooked={onBooked} />
      )}
    </Modal>
  );
}

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

function WalkInForm({ setup, onBooked }: WalkInDialogProps) {
  const { t } = useTranslation();
  const { form, put, end } = useWalkIn();
  const { busy, failure, act, forget } = useAct();
  const place = useRef<HTMLFormElement>(null);
  const go = useRef<HTMLButtonElement>(null);
  useCommand('form.save', () => place.current?.requestSubmit(), { within: place });
  const types = setup.visitTypes.filter(({ active }) => active);
  const type = types.find(({ visitTypeId }) => visitTypeId === form?.visitTypeId) ?? types[0];
  const { providers, provider, slot } = useFirstFree(setup, type?.minutes ?? null, form?.providerId ?? '');
  /** Enter was pressed before it was known who is free first: it counts then. */
  const early = useRef(false);
  useEffect(() => {
    if (!early.current || provider === undefined) return;
    early.current = false;
    place.current?.requestSubmit();
  }, [provider]);
  const isNew = form?.newcomer != null;
  useEffect(() => (isNew ? place.current?.querySelector('input')?.focus() : go.current?.focus()), [isNew]);
  if (form === null) return null;
  if (type === undefined) return <p>{t('schedule.askForSetUp')}</p>;
  const { patientId, newcomer, anyway, when } = form;
  const asksWhy = failure !== null && isAgainst(failure.code);
  const { minute } = wallNow(setup.timeZone);
  const now = startNow(minute, type.minutes);

  /** Somebody else, or another time: what stood against the one before is asked about anew. */
  const change = (part: Partial<WalkIn>): void => {
    if (asksWhy) forget();
    put(part);
  };
  /** Whom it is for; a newcomer is registered first. */
  const whom = async (): Promise<string | null> => {
    if (patientId !== null || newcomer === null) return patientId;
    const details = detailsOf(newcomer);
    if (details === null) return null;
    const made = await act(() => ask('patient.register', { details, lists: NO_LISTS }));
    if (made !== null) put({ patientId: made.patientId, name: sayName(newcomer), newcomer: null });
    return made?.patientId ?? null;
  };
  const send = async (): Promise<void> => {
    early.current = provider === undefined;
    if (provider === undefined) return;
    const who = await whom();
    if (who === null) return;
    const wall = wallNow(setup.timeZone);
    const start = when === 'next' && slot !== null ? slot.start : startNow(wall.minute, type.minutes);
    const made = await act(() =>
      ask('visit.book', {
        ...{ patientId: who, providerId: provider.providerId, visitTypeId: type.visitTypeId, day: wall.day, start, minutes: type.minutes },
        ...(asksWhy && anyway.trim().length > 2 ? { anyway } : {}),
      }),
    );
    if (made === null) return;
    end();
    onBooked(made);
  };
  return (
    <Form ref={place} className={styles['sheet']} onSend={() => void send()}>
      {newcomer === null ? (
        <p>
          <strong>{form.name}</strong>{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => change({ patientId: null, name: '', anyway: '' })}>
            {t('schedule.somebodyElse')}
          </Button>
        </p>
      ) : null}
      <ErrorSummary failure={failure} />
      {asksWhy ? <AnywayField value={anyway} onChange={(why) => put({ anyway: why })} /> : null}
      {newcomer === null ? null : (
        <NewcomerFields
          newcomer={newcomer}
          onType={(part) => put({ newcomer: { ...newcomer, ...part } })}
          onKnown={(who) => put({ ...who, newcomer: null, looked: '' })}
          onBack={() => put({ newcomer: null })}
        />
      )}
      <ProviderField providers={providers} value={provider?.providerId ?? ''} onChange={(providerId) => change({ providerId })} />
      <KindField types={types} value={type.visitTypeId} onChange={(visitTypeId) => change({ visitTypeId })} />
      <NativeSelect
        name="when"
        label={t('desk.walkIn.when')}
        description={provider !== undefined && slot === null ? t('desk.walkIn.noneLeft') : null}
        data={[
          { value: 'now', label: t('desk.walkIn.now', { time: sayTime(now, language()) }) },
          ...(slot === null ? [] : [{ value: 'next', label: t('desk.walkIn.next', { time: sayTime(slot.start, language()) }) }]),
        ]}
        value={slot === null ? 'now' : when}
        onChange={({ currentTarget }) => change({ when: currentTarget.value === 'next' ? 'next' : 'now' })}
      />
      <div className={styles['actions']} data-acts>
        <Button variant="default" onClick={end}>
          {t('common.cancel')}
        </Button>
        <Button ref={go} type="submit" disabled={busy}>
          {t('desk.walkIn.go')}
        </Button>
      </div>
    </Form>
  );
}
