import { Button, Checkbox } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Form } from '../ui/form.tsx';
import { Status } from '../ui/status.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAct } from '../ui/use-act.ts';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import { ClosuresSetup, LeftOver, RoomsSetup } from './closures-setup.tsx';
import { HoursSetup } from './hours-setup.tsx';
import { formOf, replaced, type ScheduleForm, scheduleForm, setupOf, withProvider, withVisitType } from './schedule-form.ts';
import styles from './settings.module.css';

/** What the schedule is made of: who sees patients, what kinds of visits there are, when the practice is open. */
export function ScheduleSettings() {
  const { t } = useTranslation();
  const { may } = useSession();
  const known = useAnswer('schedule.setup', {});
  const { busy, failure, act } = useAct();
  const [begun, begin] = useKeptForm('schedule-setup', scheduleForm);
  const [said, say] = useState<'saved' | 'odd' | null>(null);
  const root = useRef<HTMLFormElement>(null);
  const mayChange = may('schedule.manage');
  const left = useAnswer('schedule.left-over', mayChange ? {} : null);
  useCommand('form.save', () => root.current?.requestSubmit(), { within: root, enabled: mayChange });

  if (known.failure !== null) return <FailureNotice failure={known.failure} again={known.again} />;
  if (known.value === null) return <Waiting slow={known.slow} />;
  const form = begun ?? formOf(known.value, language());
  const put = (part: Partial<ScheduleForm>) => {
    say(null);
    begin({ ...form, ...part });
  };
  const save = async (): Promise<void> => {
    const setup = setupOf(form);
    if (setup === null) return say('odd');
    const done = await act(() => ask('schedule.set-up', setup));
    if (done === null) return;
    begin(null);
    known.again();
    left.again();
    say('saved');
  };
  return (
    <Form ref={root} className={styles['column']} onSend={() => void save()}>
      <p className={styles['dim']}>{t('schedule.setup.lead')}</p>
      {mayChange ? null : <p>{t('schedule.setup.readOnly')}</p>}
      <ErrorSummary failure={failure} />
      <div role="status">
        {said === 'saved' ? <Status kind="good">{t('schedule.setup.saved')}</Status> : null}
        {said === 'odd' ? <Status kind="attention">{t('schedule.setup.odd')}</Status> : null}
      </div>
      <fieldset disabled={!mayChange} className={styles['lines']}>
        <legend>{t('schedule.setup.providers')}</legend>
        {form.providers.map(({ providerId, name, active }, at) => (
          <div key={providerId} className={styles['lineOfFields']}>
            <TextField
              name={`provider-${at}`}
              aria-label={t('schedule.setup.name')}
              maxLength={80}
              value={name}
              onChange={(next) => put({ providers: replaced(form.providers, at, { name: next }) })}
            />
            <Checkbox
              label={t('schedule.setup.active')}
              checked={active}
              onChange={({ currentTarget }) => put({ providers: replaced(form.providers, at, { active: currentTarget.checked }) })}
            />
            <LeftOver count={left.value?.providers.find((one) => one.providerId === providerId)?.visits ?? 0} />
          </div>
        ))}
        <Button variant="default" onClick={() => put(withProvider(form))}>
          {t('schedule.setup.addProvider')}
        </Button>
      </fieldset>
      <fieldset disabled={!mayChange} className={styles['lines']}>
        <legend>{t('schedule.setup.visitTypes')}</legend>
        {form.visitTypes.map(({ visitTypeId, name, minutes, active }, at) => (
          <div key={visitTypeId} className={styles['lineOfFields']}>
            <TextField
              name={`visit-type-${at}`}
              aria-label={t('schedule.setup.name')}
              maxLength={80}
              value={name}
              onChange={(next) => put({ visitTypes: replaced(form.visitTypes, at, { name: next }) })}
            />
            <TextField
              name={`visit-minutes-${at}`}
              aria-label={t('schedule.setup.minutes')}
              inputMode="numeric"
              maxLength={3}
              rightSection={t('schedule.setup.minutes')}
              rightSectionWidth={72}
              value={minutes}
              onChange={(next) => put({ visitTypes: replaced(form.visitTypes, at, { minutes: next }) })}
            />
            <Checkbox
              label={t('schedule.setup.active')}
              checked={active}
              onChange={({ currentTarget }) => put({ visitTypes: replaced(form.visitTypes, at, { active: currentTarget.checked }) })}
            />
          </div>
        ))}
        <Button variant="default" onClick={() => put(withVisitType(form))}>
          {t('schedule.setup.addVisitType')}
        </Button>
      </fieldset>
      <HoursSetup form={form} put={put} disabled={!mayChange} />
      <ClosuresSetup form={form} put={put} disabled={!mayChange} left={left.value} />
      <RoomsSetup form={form} put={put} disabled={!mayChange} />
      <TextField
        name="timeZone"
        className={styles['narrow']}
        label={t('schedule.setup.timeZone')}
        disabled={!mayChange}
        value={form.timeZone}
        onChange={(timeZone) => put({ timeZone })}
      />
      {mayChange ? (
        <div className={`${styles['actions']} ${styles['start']}`}>
          <Button type="submit" disabled={busy}>
            {t('common.save')}
          </Button>
        </div>
      ) : null}
    </Form>
  );
}
