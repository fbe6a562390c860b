import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../commands/handlers.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useSession } from '../workspace/session.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './settings.module.css';
import { useAct } from './use-act.ts';

/** When this workstation locks, and how long the password alone is enough. */
export function LockPolicy() {
  const { t } = useTranslation();
  const { may } = useSession();
  const known = useAnswer('policy.read', {});
  const { busy, failure, act } = useAct();
  const [minutes, setMinutes] = useState<string | number>('');
  const [hours, setHours] = useState<string | number>('');
  const [saved, setSaved] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const mayChange = may('settings.manage');
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form, enabled: mayChange });

  useEffect(() => {
    if (known.value === null) return;
    setMinutes(known.value.autoLockMinutes);
    setHours(known.value.passwordOnlyHours);
  }, [known.value]);

  if (known.failure !== null) return <FailureNotice failure={known.failure} again={known.again} />;
  if (known.value === null) return <Waiting slow={known.slow} />;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const done = await act('policy.write', { autoLockMinutes: Number(minutes), passwordOnlyHours: Number(hours) });
    setSaved(done !== null);
  };
  return (
    <form ref={form} className={`${styles['column']} ${styles['narrow']}`} onSubmit={(event) => void save(event)}>
      <p className={styles['dim']}>{t('settings.lock.lead')}</p>
      {mayChange ? null : <p>{t('settings.lock.readOnly')}</p>}
      <ErrorSummary failure={failure} />
      <div role="status">{saved ? <Status kind="good">{t('settings.lock.saved')}</Status> : null}</div>
      <NumberInput
        name="autoLockMinutes"
        label={t('settings.lock.minutes')}
        description={t('settings.lock.minutesHelp')}
        min={1}
        max={15}
        allowDecimal={false}
        clampBehavior="strict"
        hideControls
        required
        withAsterisk={false}
        disabled={!mayChange}
        value={minutes}
        onChange={setMinutes}
      />
      <NumberInput
        name="passwordOnlyHours"
        label={t('settings.lock.hours')}
        description={t('settings.lock.hoursHelp')}
        min={0}
        max={12}
        allowDecimal={false}
        clampBehavior="strict"
        hideControls
        required
        withAsterisk={false}
        disabled={!mayChange}
        value={hours}
        onChange={setHours}
      />
      {mayChange ? (
        <div className={styles['actions']}>
          <Button type="submit" disabled={busy}>
            {t('common.save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
