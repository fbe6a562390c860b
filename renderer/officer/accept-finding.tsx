import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { ROLLBACK_REASONS } from '../../shared/door-terms.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { CodeField } from '../ui/code-field.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Form } from '../ui/form.tsx';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import styles from './office.module.css';

const chosenReason = z.enum(ROLLBACK_REASONS);

/** An owner or privacy officer goes on although the log did not pass its check, with a fresh code and a reason. */
export function AcceptFinding({ seq, onAccepted }: { readonly seq: number; readonly onAccepted: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [reason, setReason] = useKeptForm('accept-finding', chosenReason);
  const [refused, setRefused] = useState<{ readonly code: FailureCode } | null>(null);

  const accept = async () => {
    if (reason === null) return;
    const answer = await ask('audit.accept-finding', { seq, code, reason });
    setCode('');
    setRefused(answer.ok ? null : answer);
    if (!answer.ok) return;
    setReason(null);
    onAccepted();
  };
  return (
    <Form onSend={() => void accept()}>
      <Stack gap="md" maw={480}>
        <p className={styles['dim']}>{t('office.acceptLead')}</p>
        {refused === null ? null : <FailureNotice failure={refused} />}
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
        <div>
          <Button type="submit" variant="default" disabled={reason === null}>
            {t('office.accept')}
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
