import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** One sentence: why nothing is here. */
  readonly sentence: string;
  /** What to do about it, usually one button. */
  readonly action?: ReactNode;
}

/** A list with nothing in it says so and offers the next step. */
export function EmptyState({ title, sentence, action }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <h2>{title}</h2>
      <p className={styles['dim']}>{sentence}</p>
      {action}
    </div>
  );
}
