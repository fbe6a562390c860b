import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../commands/handlers.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Status } from '../ui/status.tsx';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import styles from './settings.module.css';

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

  const change = async () => {
    setChanged(false);
    const done = await act(() => ask('account.change-password', { oldPassword, newPassword, code }));
    setCode('');
    if (done === null) return;
    setOldPassword('');
    setNewPassword('');
    setChanged(true);
  };
  return (
    <Form ref={form} className={`${styles['column']} ${styles['narrow']}`} onSend={() => void change()}>
      <p className={styles['dim']}>{t('settings.password.lead')}</p>
      <ErrorSummary failure={failure} />
      <div role="status">{changed ? <Status kind="good">{t('settings.password.changed')}</Status> : null}</div>
      <PasswordField name="oldPassword" label={t('settings.password.old')} value={oldPassword} onChange={setOldPassword} />
      <PasswordField
        name="newPassword"
        label={t('unlock.newPassword')}
        description={t('settings.password.tooShort')}
        autoComplete="new-password"
        value={newPassword}
        onChange={setNewPassword}
      />
      <CodeField description={null} required value={code} onChange={setCode} />
      <div className={styles['actions']}>
        <Button type="submit" disabled={busy}>
          {t('settings.password.change')}
        </Button>
      </div>
    </Form>
  );
}
