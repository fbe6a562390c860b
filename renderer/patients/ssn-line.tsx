import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../i18n/i18n.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import styles from './chart.module.css';

interface Props {
  readonly patientId: string;
  readonly last4: string | undefined;
}

/** The social security number, masked; the whole one is asked for by its own recorded operation and goes again on "Hide" or with the screen. */
export function SsnLine({ patientId, last4 }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [shown, setShown] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  if (last4 === undefined) return null;
  const show = async () => {
    const answer = await ask('patient.ssn', { patientId });
    if (answer.ok) setShown(answer.value.ssn);
    setFailure(answer.ok ? null : sentenceOf(answer.code));
  };
  return (
    <div className={styles['detail']}>
      <dt>{t('fields.ssn')}</dt>
      <dd className={styles['ssn']}>
        <span>{shown ?? t('chart.ssnEnding', { digits: last4 })}</span>
        {may('patient.read-ssn') ? (
          <Button
            size="compact-sm"
            variant="default"
            title={t('chart.ssnLogged')}
            aria-label={`${t(shown === null ? 'chart.showSsn' : 'chart.hideSsn')}: ${t('fields.ssn')}`}
            onClick={() => (shown === null ? void show() : setShown(null))}
          >
            {t(shown === null ? 'chart.showSsn' : 'chart.hideSsn')}
          </Button>
        ) : null}
        {failure === null ? null : (
          <span role="alert" className={styles['failure']}>
            {failure}
          </span>
        )}
      </dd>
    </div>
  );
}
