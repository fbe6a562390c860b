import { type Icon, IconAlertTriangle, IconArchive, IconInfoCircle, IconLock, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Status, type StatusKind } from '../ui/status.tsx';

const KINDS = {
  alert: ['alert', IconAlertTriangle],
  attention: ['attention', IconUsers],
  closed: ['attention', IconLock],
  archived: ['quiet', IconArchive],
  info: ['info', IconInfoCircle],
} as const satisfies Record<string, readonly [StatusKind, Icon]>;

/** Something to know about a patient. */
export function Tag({ kind, children }: { readonly kind: keyof typeof KINDS; readonly children: ReactNode }) {
  const [status, icon] = KINDS[kind];
  return (
    <Status kind={status} icon={icon}>
      {children}
    </Status>
  );
}
