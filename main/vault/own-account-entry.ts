import type { AuditAction } from '../../shared/audit-actions.ts';
import type { EntryDraft } from '../../shared/entry.ts';

/** What somebody did to their own account at the door, before there is a session: to be written in the transaction that does it. `rows`: what is left of it, where it is used up. */
export const ownAccountEntry = (action: AuditAction, operation: string, userId: string, rows = 0): EntryDraft => ({
  user: userId,
  session: null,
  operation,
  action,
  patients: [],
  object: userId,
  purpose: null,
  reason: null,
  detail: null,
  outcome: 'committed',
  rows,
});
