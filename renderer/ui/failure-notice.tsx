import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FAILURES, type FailureCode } from '../../shared/failure.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import styles from './parts.module.css';

interface FailureNoticeProps {
  readonly failure: { readonly code: FailureCode; readonly seconds?: number | null };
  readonly again?: () => void;
}

/** A failure where an answer should stand: the sentence, the tag, and another try. Leaves the focus where it is. */
export function FailureNotice({ failure, again }: FailureNoticeProps) {
  const { t } = useTranslation();
  return (
    <div className={styles['summary']} role="status">
      <p>{sentenceOf(failure.code)}</p>
      <p className={styles['dim']}>{t('common.code', { tag: FAILURES[failure.code].tag })}</p>
      {again === undefined ? null : (
        <div>
          <Button size="compact-sm" variant="default" onClick={again}>
            {t('common.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
