import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DoorStatus, ROLLBACK_REASONS } from '../../shared/operations/session.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { People } from './people.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';

interface DecideRollbackProps {
  /** Who may decide. */
  readonly people: DoorStatus['people'];
  readonly onDecided: () => void;
}

/** The files here are an older copy: nobody signs in until an owner or privacy officer has decided, and said why. */
export function DecideRollback({ people, onDecided }: DecideRollbackProps) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const [chosen, setChosen] = useState<string | null>(people[0]?.userId ?? null);
  const [signInName, setSignInName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [reason, setReason] = useState<(typeof ROLLBACK_REASONS)[number] | null>(null);

  const decide = async (event: FormEvent) => {
    event.preventDefault();
    if (reason === null) return;
    const who = chosen === null ? { signInName } : { userId: chosen };
    const answer = await tell('door.decide-rollback', { ...who, password, code, reason });
    setPassword('');
    setCode('');
    if (answer !== null) onDecided();
  };

  return (
    <>
      <h1>{t('unlock.rollbackTitle')}</h1>
      <p>{t('unlock.rollbackLead')}</p>
      <ErrorSummary failure={failure} />
      <form className={styles['columns']} onSubmit={(event) => void decide(event)}>
        <People people={people} chosen={chosen} onChoose={setChosen} />
        <div className={styles['form']}>
          {chosen === null ? (
            <TextInput
              name="signInName"
              label={t('unlock.signInName')}
              autoComplete="username"
              spellCheck={false}
              required
              withAsterisk={false}
              maxLength={40}
              value={signInName}
              onChange={(event) => setSignInName(event.currentTarget.value)}
            />
          ) : null}
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
          <Radio.Group
            label={t('unlock.rollbackReason')}
            value={reason ?? ''}
            onChange={(value) => setReason(ROLLBACK_REASONS.find((one) => one === value) ?? null)}
          >
            <Stack gap="sm" mt="xs">
              {ROLLBACK_REASONS.map((one) => (
                <Radio key={one} value={one} label={t(`unlock.rollback.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <div className={styles['actions']}>
            <Button type="submit" disabled={busy || reason === null}>
              {t('unlock.rollbackDecide')}
            </Button>
          </div>
        </div>
      </form>
    </>
  );
}
