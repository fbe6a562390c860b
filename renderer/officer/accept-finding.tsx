import { Button, Radio, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import { ROLLBACK_REASONS } from '../../shared/operations/session.ts';
import { CodeField } from '../ui/code-field.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { ask } from '../workspace/ask.ts';
import styles from './office.module.css';

/** An owner or privacy officer goes on although the log did not pass its check, with a fresh code and a reason. */
export function AcceptFinding({ seq }: { readonly seq: number }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [reason, setReason] = useState<(typeof ROLLBACK_REASONS)[number] | null>(null);
  const [outcome, setOutcome] = useState<'open' | 'accepted' | { readonly code: FailureCode }>('open');

  const accept = async (event: FormEvent) => {
    event.preventDefault();
    if (reason === null) return;
    const answer = await ask('audit.accept-finding', { seq, code, reason });
    setCode('');
    setOutcome(answer.ok ? 'accepted' : answer);
  };
  if (outcome === 'accepted') return <p role="status">{t('office.accepted')}</p>;
  return (
    <form onSubmit={(event) => void accept(event)}>
      <p className={styles['dim']}>{t('office.acceptLead')}</p>
      {outcome === 'open' ? null : <FailureNotice failure={outcome} />}
      <Radio.Group
        label={t('office.acceptReason')}
        value={reason ?? ''}
        onChange={(value) => setReason(ROLLBACK_REASONS.find((one) => one === value) ?? null)}
      >
        <Stack gap="xs" mt="xs">
          {ROLLBACK_REASONS.map((one) => (
            <Radio key={one} value={one} label={t(`office.reasons.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <CodeField required value={code} onChange={setCode} />
      <Button type="submit" variant="default" mt="sm" disabled={reason === null}>
        {t('office.accept')}
      </Button>
    </form>
  );
}
