import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { NewPassword } from './new-password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { RotationProgress } from './rotation-progress.tsx';
import { Totp } from './totp.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';

interface EnrolProps {
  readonly status: DoorStatus;
  readonly enrolment: { readonly otpauth: string; readonly secret: string };
}

/** After a one-time password: a password of one's own, the phone, and the recovery codes before the door opens. */
export function Enrol({ status, enrolment }: EnrolProps) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const enrol = async () => {
    const answer = await tell('door.enrol', { password, code });
    if (answer === null) setCode('');
    else setCodes(answer.recoveryCodes);
  };

  if (codes !== null) {
    return (
      <>
        <h1>{t('unlock.codesTitle')}</h1>
        <RecoveryCodes codes={codes} />
        <ErrorSummary failure={failure} />
        <div className={styles['actions']}>
          <Button disabled={busy} onClick={() => void tell('door.enter', {})}>
            {t('unlock.codesKept')}
          </Button>
        </div>
        <RotationProgress waiting={busy} />
      </>
    );
  }
  return (
    <Form className={styles['form']} onSend={() => void enrol()}>
      <h1>{t('unlock.enrolTitle')}</h1>
      <p>{t('unlock.enrolLead')}</p>
      <ErrorSummary failure={failure} />
      <NewPassword value={password} onChange={setPassword} about={[status.practice ?? '']} />
      <h2>{t('unlock.totpTitle')}</h2>
      <Totp enrolment={enrolment} code={code} onCode={setCode} />
      <div className={styles['actions']}>
        <Button type="submit" disabled={busy}>
          {t('common.continue')}
        </Button>
      </div>
    </Form>
  );
}
