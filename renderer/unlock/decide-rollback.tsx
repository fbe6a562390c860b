import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLLBACK_REASONS } from '../../shared/door-terms.ts';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Status } from '../ui/status.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';
import { useWho, WhoForm } from './who.tsx';

interface DecideRollbackProps {
  /** Who may decide, and why the try before this page was turned away. */
  readonly status: Pick<DoorStatus, 'people' | 'refused' | 'outage'>;
  readonly onDecided: () => void;
  readonly onOutage: () => void;
}

/** The files here are an older copy: nobody signs in until an owner or privacy officer has decided, and said why. */
export function DecideRollback({ status: { people, refused, outage }, onDecided, onOutage }: DecideRollbackProps) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const who = useWho(refused === null ? (people[0]?.userId ?? null) : refused.userId);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [reason, setReason] = useState<(typeof ROLLBACK_REASONS)[number] | null>(null);

  const decide = async () => {
    if (reason === null) return;
    const answer = await tell('door.decide-rollback', { ...who.who, password, code, reason });
    setPassword('');
    setCode('');
    if (answer !== null) onDecided();
  };

  return (
    <>
      <h1>{t('unlock.rollbackTitle')}</h1>
      <p>{t('unlock.rollbackLead')}</p>
      {outage === 'printed' ? (
        <p role="status">
          <Status kind="good">{t('outage.printed')}</Status>
        </p>
      ) : null}
      <WhoForm people={people} who={who} onSend={() => void decide()}>
        <ErrorSummary failure={failure ?? (busy ? null : refused)} />
        <PasswordField name="password" label={t('unlock.password')} value={password} onChange={setPassword} />
        <CodeField required value={code} onChange={setCode} />
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
        <div className={styles['help']}>
          <Button variant="subtle" size="compact-sm" onClick={onOutage}>
            {t('outage.link')}
          </Button>
        </div>
      </WhoForm>
    </>
  );
}
