import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asked, Value } from '../../shared/operations/table.ts';
import { language } from '../i18n/i18n.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { Founders } from './founders.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { ProveKit, RecoveryKit } from './recovery-kit.tsx';
import { Totp } from './totp.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';

type Kit = Value<'door.set-up-code'>;
type Step =
  | { readonly at: 'welcome' | 'founders' }
  | { readonly at: 'totp'; readonly enrolment: Value<'door.set-up'>['enrolment'] }
  | { readonly at: 'codes' | 'kit' | 'prove'; readonly kit: Kit };

const STEPS = ['founders', 'totp', 'codes', 'kit', 'prove'] as const;

/** The first run: the practice and its owner, the phone, the recovery codes, the recovery kit, and the kit opened once. */
export function SetUp() {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const [step, setStep] = useState<Step>({ at: 'welcome' });
  const [code, setCode] = useState('');

  const found = async (input: Asked<'door.set-up'>) => {
    const answer = await tell('door.set-up', input);
    if (answer !== null) setStep({ at: 'totp', enrolment: answer.enrolment });
  };
  const connect = async () => {
    const kit = await tell('door.set-up-code', { code });
    setCode('');
    if (kit !== null) setStep({ at: 'codes', kit });
  };

  if (step.at === 'welcome') {
    return (
      <>
        <h1>{t('setUp.welcomeTitle')}</h1>
        <p>{t('setUp.welcomeLead')}</p>
        <p>{t('setUp.welcomeNeed')}</p>
        <div className={styles['actions']}>
          <Button autoFocus onClick={() => setStep({ at: 'founders' })}>
            {t('setUp.begin')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p className={styles['dim']}>{t('setUp.step', { step: STEPS.indexOf(step.at) + 1, of: STEPS.length })}</p>
      {step.at === 'founders' ? <Founders busy={busy} failure={failure} onDone={(input) => void found(input)} /> : null}
      {step.at === 'totp' ? (
        <Form className={styles['form']} onSend={() => void connect()}>
          <h1>{t('unlock.totpTitle')}</h1>
          <ErrorSummary failure={failure} />
          <Totp enrolment={step.enrolment} code={code} onCode={setCode} />
          <div className={styles['actions']}>
            <Button variant="default" onClick={() => setStep({ at: 'founders' })}>
              {t('common.back')}
            </Button>
            <Button type="submit" disabled={busy}>
              {t('common.continue')}
            </Button>
          </div>
        </Form>
      ) : null}
      {step.at === 'codes' ? (
        <>
          <h1>{t('unlock.codesTitle')}</h1>
          <RecoveryCodes codes={step.kit.recoveryCodes} />
          <div className={styles['actions']}>
            <Button onClick={() => setStep({ at: 'kit', kit: step.kit })}>{t('unlock.codesKept')}</Button>
          </div>
        </>
      ) : null}
      {step.at === 'kit' ? (
        <RecoveryKit
          shares={step.kit.shares}
          needed={step.kit.needed}
          failure={failure}
          onSave={async (sheet) => (await tell('door.save-sheet', { sheet, language: language() }))?.saved === true}
          onBack={() => setStep({ at: 'codes', kit: step.kit })}
          onKept={() => setStep({ at: 'prove', kit: step.kit })}
        />
      ) : null}
      {step.at === 'prove' ? (
        <ProveKit
          needed={step.kit.needed}
          busy={busy}
          failure={failure}
          onBack={() => setStep({ at: 'kit', kit: step.kit })}
          onDone={(shares) => void tell('door.set-up-finish', { shares: [...shares] })}
        />
      ) : null}
    </>
  );
}
