import type { ReactNode } from 'react';
import styles from './patients.module.css';

/** An empty list: what it is, and what to do. */
export function NothingHere({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <h2>{title}</h2>
      {hint === undefined ? null : <p>{hint}</p>}
      {children}
    </div>
  );
}
