import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FAILURES, type FailureCode } from '../../shared/failure.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import styles from './parts.module.css';

/** A field that needs another look. `name` is the field's `name` attribute. */
export interface FieldFault {
  readonly name: string;
  readonly label: string;
  readonly message: string;
}

interface ErrorSummaryProps {
  readonly failure?: { readonly code: FailureCode; readonly seconds?: number | null | undefined } | null;
  readonly fields?: readonly FieldFault[];
  /** Whether what was typed is safe. `said` where the failure's own sentence says it. */
  readonly safe?: 'said' | 'nothing-saved' | 'draft';
}

const NO_FIELDS: readonly FieldFault[] = [];

const focusField = (name: string): void => {
  document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
};

/** What went wrong, whether the data is safe, what to do, and the tag to read over the phone. Takes the focus when it appears. */
export function ErrorSummary({ failure = null, fields = NO_FIELDS, safe = 'said' }: ErrorSummaryProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const code = failure?.code;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new failure takes the focus, and the same one does not take it again while somebody types
  useEffect(() => box.current?.focus(), [code, fields]);
  if (failure === null && fields.length === 0) return null;
  const seconds = failure?.seconds ?? null;
  return (
    <div ref={box} className={styles['summary']} role="alert" tabIndex={-1}>
      {failure === null ? <p>{t('common.checkFields', { count: fields.length })}</p> : <p>{sentenceOf(failure.code)}</p>}
      {seconds !== null && seconds > 0 ? <p>{t('common.waitSeconds', { count: seconds })}</p> : null}
      {safe === 'nothing-saved' ? <p>{t('common.notSaved')}</p> : null}
      {safe === 'draft' ? <p>{t('common.keptAsDraft')}</p> : null}
      {fields.length === 0 ? null : (
        <ul>
          {fields.map(({ name, label, message }) => (
            <li key={name}>
              <button type="button" className={styles['link']} onClick={() => focusField(name)}>
                {label}
              </button>
              {': '}
              {message}
            </li>
          ))}
        </ul>
      )}
      {failure === null ? null : <p className={styles['dim']}>{t('common.code', { tag: FAILURES[failure.code].tag })}</p>}
    </div>
  );
}
