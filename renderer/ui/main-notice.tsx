import { CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FAILURES, type FailureCode } from '../../shared/failure.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import styles from './parts.module.css';

const SHOWN_MS = 15_000;

/** What main has to say unasked, about something done outside the page (a second start). Announced politely, takes no focus, goes by itself. */
export function MainNotice() {
  const { t } = useTranslation();
  const [said, setSaid] = useState<{ readonly code: FailureCode } | null>(null);
  useEffect(() => window.clinicEvents.on('notice', (code) => setSaid({ code })), []);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const words = said === null ? null : `${sentenceOf(said.code)} ${t('common.code', { tag: FAILURES[said.code].tag })}`;
  return (
    <>
      <div className="visually-hidden" role="status">
        {words}
      </div>
      {words === null ? null : (
        <section className={styles['undo']}>
          <span>{words}</span>
          <CloseButton size="sm" aria-label={t('common.close')} onClick={() => setSaid(null)} />
        </section>
      )}
    </>
  );
}
