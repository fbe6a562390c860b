import type { AuditAction } from '../../shared/audit-actions.ts';
import { Failure } from '../../shared/failure.ts';
import type { AuditLog } from '../audit/log.ts';
import type { Actor } from '../gate/access.ts';
import { isPhiName } from '../gate/handlers.ts';
import type { AuditSink } from '../gate/recorder.ts';
import type { Store } from '../store/open.ts';
import { Writer } from '../store/statements.ts';
import type { Announcements } from './announcements.ts';
import { committed, forgetAllCommitted } from './outcomes.ts';

export interface SettleParts {
  readonly log: AuditLog;
  readonly announcements: Announcements;
  readonly records: Store;
  readonly audit: AuditSink;
  readonly actor: Actor;
}

/** What has its effect outside of the stores. */
const LEAVES: ReadonlySet<AuditAction> = new Set<AuditAction>(['print', 'export', 'audit.export']);

/**
 * After a kill between the announcement of a change and its outcome, the records say which of the two happened: says so in the log, once, by whoever signs in next. A change of staff or
 * settings stands in the ledger together with its outcome; where the outcome is missing it was not made. Of what was on its way to a printer or into a file nobody can tell. Answers how
 * many there were.
 */
export const settleIntents = ({ log, announcements, records, audit, actor }: SettleParts): number => {
  const writer = new Writer(records);
  const { open } = announcements;
  for (const { intent, seq, operation } of open) {
    const [announced] = log.read(seq, seq + 1);
    if (announced?.id !== intent) throw new Failure('store-damaged');
    const done = isPhiName(operation) && committed(writer, intent) !== undefined;
    const outcome = LEAVES.has(announced.entry.action) ? 'unknown' : done ? 'committed' : 'failed';
    audit.append([
      {
        user: actor.userId,
        session: actor.sessionId,
        operation: 'vault.settle',
        action: announced.entry.action,
        patients: announced.entry.patients,
        object: announced.entry.object,
        purpose: null,
        reason: null,
        detail: intent,
        outcome,
        rows: 0,
      },
    ]);
  }
  forgetAllCommitted(writer);
  return open.length;
};
