import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../commands/handlers.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Status } from '../ui/status.tsx';
import styles from './settings.module.css';
import { useAct } from './use-act.ts';

/** One's own password: the old one, a fresh code, the new one. */
export function PasswordChange() {
  const { t } = useTranslation();
  const { busy, failure, act } = useAct();
  const [oldPassword, setOldPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [code, setCode] = useState('');
  const [changed, setChanged] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });

  const change = async (event: FormEvent) => {
    event.preventDefault();
    setChanged(false);
    const done = await act('account.change-password', { oldPassword, newPassword, code });
    setCode('');
    if (done === null) return;
    setOldPassword('');
    setNewPassword('');
    setChanged(true);
  };
  return (
    <form ref={form} className={`${styles['column']} ${styles['narrow']}`} onSubmit={(event) => void change(event)}>
      <p className={styles['dim']}>{t('settings.password.lead')}</p>
      <ErrorSummary failure={failure} />
      <div role="status">{changed ? <Status kind="good">{t('settings.password.changed')}</Status> : null}</div>
      <PasswordField
        name="oldPassword"
        label={t('settings.password.old')}
        required
        withAsterisk={false}
        maxLength={1024}
        value={oldPassword}
        onChange={(event) => setOldPassword(event.currentTarget.value)}
      />
      <PasswordField
        name="newPassword"
        label={t('unlock.newPassword')}
        description={t('settings.password.tooShort')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        maxLength={1024}
        value={newPassword}
        onChange={(event) => setNewPassword(event.currentTarget.value)}
      />
      <CodeField
        name="code"
        description={null}
        required
        withAsterisk={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div className={styles['actions']}>
        <Button type="submit" disabled={busy}>
          {t('settings.password.change')}
        </Button>
      </div>
    </form>
  );
}
