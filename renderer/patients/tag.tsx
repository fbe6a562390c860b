import { type Icon, IconAlertTriangle, IconArchive, IconInfoCircle, IconLock, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './patients.module.css';

const KINDS = {
  alert: IconAlertTriangle,
  attention: IconUsers,
  closed: IconLock,
  archived: IconArchive,
  info: IconInfoCircle,
} as const satisfies Record<string, Icon>;

/** Something to know about a patient: always an icon and words, never colour alone. */
export function Tag({ kind, children }: { readonly kind: keyof typeof KINDS; readonly children: ReactNode }) {
  const Mark = KINDS[kind];
  return (
    <span className={styles['tag']} data-kind={kind}>
      <Mark size={14} stroke={2} aria-hidden />
      {children}
    </span>
  );
}
