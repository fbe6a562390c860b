import type { AuditAction } from '../../shared/audit-actions.ts';
import type { EntryDraft } from '../../shared/entry.ts';

/**
 * What somebody did to their own account at the door: to be written in the transaction that does it. Before the session nobody's key vouches for an entry, so the workstation speaks, and who it
 * was stands as the object. `rows`: what is left of it, where it is used up.
 */
export const ownAccountEntry = (action: AuditAction, operation: string, userId: string, rows = 0): EntryDraft => ({
  user: null,
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
