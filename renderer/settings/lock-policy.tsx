import { Button, NumberInput, type NumberInputProps } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { useCommand } from '../commands/handlers.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Form, useEmptyField } from '../ui/form.tsx';
import { Status } from '../ui/status.tsx';
import { useAct } from '../ui/use-act.ts';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import { PlaceSetting } from './place-setting.tsx';
import styles from './settings.module.css';

/** As it is being typed: an empty field is text. */
const typedNumber = z.union([z.string().max(9), z.number()]);
const lockForm = z.strictObject({ minutes: typedNumber, hours: typedNumber, clipboard: typedNumber });

/** When this workstation locks, how long the password alone is enough, and how long what was copied stays on the clipboard. */
export function LockPolicy() {
  const { t } = useTranslation();
  const { may } = useSession();
  const known = useAnswer('policy.read', {});
  const { busy, failure, act } = useAct();
  const [begun, begin] = useKeptForm('lock', lockForm);
  const [saved, setSaved] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  const mayChange = may('settings.manage');
  useCommand('form.save', () => root.current?.requestSubmit(), { within: root, enabled: mayChange });

  if (known.failure !== null) return <FailureNotice failure={known.failure} again={known.again} />;
  if (known.value === null) return <Waiting slow={known.slow} />;
  const { autoLockMinutes, passwordOnlyHours, clipboardClearSeconds } = known.value;
  const form = begun ?? { minutes: autoLockMinutes, hours: passwordOnlyHours, clipboard: clipboardClearSeconds };
  const { minutes, hours, clipboard } = form;
  const save = async () => {
    setSaved(false);
    const wanted = { autoLockMinutes: Number(minutes), passwordOnlyHours: Number(hours), clipboardClearSeconds: Number(clipboard) };
    const done = await act(() => ask('policy.write', wanted));
    setSaved(done !== null);
    if (done === null) return;
    begin(null);
    known.again();
  };
  return (
    <Form ref={root} className={`${styles['column']} ${styles['narrow']}`} onSend={() => void save()}>
      <PlaceSetting />
      <p className={styles['dim']}>{t('settings.lock.lead')}</p>
      {mayChange ? null : <p>{t('settings.lock.readOnly')}</p>}
      <ErrorSummary failure={failure} />
      <div role="status">{saved ? <Status kind="good">{t('settings.lock.saved')}</Status> : null}</div>
      <WholeNumber
        name="autoLockMinutes"
        label={t('settings.lock.minutes')}
        description={t('settings.lock.minutesHelp')}
        min={1}
        max={15}
        disabled={!mayChange}
        value={minutes}
        onChange={(value) => begin({ ...form, minutes: value })}
      />
      <WholeNumber
        name="passwordOnlyHours"
        label={t('settings.lock.hours')}
        description={t('settings.lock.hoursHelp')}
        min={0}
        max={12}
        disabled={!mayChange}
        value={hours}
        onChange={(value) => begin({ ...form, hours: value })}
      />
      <WholeNumber
        name="clipboardClearSeconds"
        label={t('settings.lock.clipboard')}
        description={t('settings.lock.clipboardHelp')}
        min={5}
        max={60}
        disabled={!mayChange}
        value={clipboard}
        onChange={(value) => begin({ ...form, clipboard: value })}
      />
      {mayChange ? (
        <div className={styles['actions']}>
          <Button type="submit" disabled={busy}>
            {t('common.save')}
          </Button>
        </div>
      ) : null}
    </Form>
  );
}

function WholeNumber(props: NumberInputProps & { readonly name: string }) {
  return (
    <NumberInput
      allowDecimal={false}
      clampBehavior="strict"
      hideControls
      required
      withAsterisk={false}
      error={useEmptyField(props.name)}
      {...props}
    />
  );
}
