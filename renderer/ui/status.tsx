import { type Icon, IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconInfoCircle, IconPoint } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './parts.module.css';

export type StatusKind = 'good' | 'attention' | 'alert' | 'info' | 'quiet';

const ICONS: Readonly<Record<StatusKind, Icon>> = {
  good: IconCircleCheck,
  attention: IconAlertTriangle,
  alert: IconExclamationCircle,
  info: IconInfoCircle,
  quiet: IconPoint,
};

interface StatusProps {
  readonly kind: StatusKind;
  readonly icon?: Icon;
  /** The word. A status is never a colour alone. */
  readonly children: ReactNode;
}

/** A state in an icon, a word and a hue. */
export function Status({ kind, icon, children }: StatusProps) {
  const Shown = icon ?? ICONS[kind];
  return (
    <span className={`${styles['status']} ${styles[kind]}`}>
      <Shown size={14} stroke={2} aria-hidden />
      {children}
    </span>
  );
}
