import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from './clock.ts';
import styles from './parts.module.css';

interface ProgressProps {
  /** What is being done, in words. */
  readonly label: string;
  readonly done: number;
  /** Null while it is not known how much there is. */
  readonly total: number | null;
  readonly onStop?: () => void;
}

/** How far long work has come, with its count, and a way to stop it. */
export function Progress({ label, done, total, onStop }: ProgressProps) {
  const { t } = useTranslation();
  return (
    <div className={styles['progress']}>
      <span>{label}</span>
      <progress aria-label={label} {...(total === null ? {} : { value: done, max: Math.max(1, total) })} />
      <span>{total === null ? count(done) : t('common.of', { done: count(done), total: count(total) })}</span>
      {onStop === undefined ? null : (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {t('common.stop')}
        </Button>
      )}
    </div>
  );
}
