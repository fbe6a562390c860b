import { Button, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DoorStatus, ROLLBACK_REASONS } from '../../shared/operations/session.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';

type Why = (typeof ROLLBACK_REASONS)[number];

/** The decision about an older copy of the files: by one of those who may, with password, code and the reason. It can't be taken back. */
export function OlderCopy({ status }: { readonly status: DoorStatus }) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const [userId, setUserId] = useState(status.refused?.userId ?? status.people[0]?.userId ?? null);
  const [why, setWhy] = useState<Why | null>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const told = failure ?? status.refused;
  const reasons = ROLLBACK_REASONS.map((value) => ({ value, label: t(`office.reasons.${value}`) }));

  const decide = async (event: FormEvent) => {
    event.preventDefault();
    if (userId === null || why === null) return;
    await tell('door.decide-rollback', { userId, password, code, reason: why });
    setPassword('');
    setCode('');
  };

  return (
    <form className={styles['form']} onSubmit={(event) => void decide(event)}>
      <h2>{t('unlock.older.title')}</h2>
      <p>{t('unlock.older.meaning')}</p>
      {told === null || busy ? null : <ErrorSummary failure={{ code: told.code }} />}
      <Select
        label={t('unlock.older.who')}
        data={status.people.map(({ userId: value, name }) => ({ value, label: name }))}
        value={userId}
        onChange={setUserId}
        allowDeselect={false}
      />
      <Select
        label={t('unlock.older.why')}
        placeholder={t('unlock.older.choose')}
        data={reasons}
        value={why}
        onChange={(value) => setWhy(ROLLBACK_REASONS.find((one) => one === value) ?? null)}
        allowDeselect={false}
      />
      <PasswordField
        name="password"
        label={t('unlock.password')}
        required
        withAsterisk={false}
        maxLength={1024}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <CodeField name="code" required withAsterisk={false} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <div className={styles['actions']}>
        <Button type="submit" disabled={busy || userId === null || why === null}>
          {t('unlock.older.decide')}
        </Button>
      </div>
    </form>
  );
}
