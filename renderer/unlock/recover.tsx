import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import { NewPassword } from './new-password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SheetFields } from './sheet-fields.tsx';
import { Totp } from './totp.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';

type Step =
  | { readonly at: 'sheets' }
  | { readonly at: 'totp'; readonly enrolment: { readonly otpauth: string; readonly secret: string } }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

/** The way back in with the recovery kit: its sheets, a new owner, their phone, their recovery codes; then one signs in as ever. */
export function Recover({ status, onEnd }: { readonly status: DoorStatus; readonly onEnd: () => void }) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const [step, setStep] = useState<Step>({ at: 'sheets' });
  const [sheets, setSheets] = useState<readonly string[]>(['', '']);
  const [name, setName] = useState('');
  const [signInName, setSignInName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');

  const open = async () => {
    const shares = sheets.map((sheet) => sheet.trim()).filter((sheet) => sheet !== '');
    const answer = await tell('door.recover', { shares, name, signInName, password });
    if (answer !== null) setStep({ at: 'totp', enrolment: answer.enrolment });
  };
  const connect = async () => {
    const answer = await tell('door.recover-code', { code });
    setCode('');
    if (answer !== null) setStep({ at: 'codes', codes: answer.recoveryCodes });
  };
  const send = () => {
    if (step.at === 'sheets') void open();
    else if (step.at === 'totp') void connect();
    else onEnd();
  };

  return (
    <Form className={styles['form']} onSend={send}>
      <h1>{t(step.at === 'sheets' ? 'unlock.recoverTitle' : step.at === 'totp' ? 'unlock.totpTitle' : 'unlock.codesTitle')}</h1>
      <ErrorSummary failure={failure} />
      {step.at === 'sheets' ? (
        <>
          <p>{t('unlock.recoverLead')}</p>
          <SheetFields
            sheets={sheets}
            onChange={setSheets}
            required={1}
            labelOf={(at) => t('unlock.recoverSheet', { number: at + 1 })}
            helpOf={(at) => (at === 1 ? t('unlock.recoverSecond') : null)}
          />
          <h2>{t('unlock.recoverOwner')}</h2>
          <TextField name="name" label={t('setUp.ownerName')} required value={name} onChange={setName} />
          <TextField
            name="signInName"
            label={t('unlock.signInName')}
            description={t('setUp.signInNameHelp')}
            required
            spellCheck={false}
            maxLength={40}
            value={signInName}
            onChange={setSignInName}
          />
          <NewPassword value={password} onChange={setPassword} about={[name, signInName, status.practice ?? '']} />
        </>
      ) : null}
      {step.at === 'totp' ? <Totp enrolment={step.enrolment} code={code} onCode={setCode} /> : null}
      {step.at === 'codes' ? <RecoveryCodes codes={step.codes} /> : null}
      <div className={styles['actions']}>
        {step.at === 'codes' ? null : (
          <Button variant="default" onClick={onEnd}>
            {t('common.cancel')}
          </Button>
        )}
        <Button type="submit" disabled={busy}>
          {t(step.at === 'codes' ? 'unlock.recoverDone' : 'common.continue')}
        </Button>
      </div>
    </Form>
  );
}
