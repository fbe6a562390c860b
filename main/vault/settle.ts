import type { EntryDraft } from '../../shared/entry.ts';
import type { AuditLog } from '../audit/log.ts';
import type { Actor } from '../gate/access.ts';
import { isPhiName } from '../gate/handlers.ts';
import type { AuditSink } from '../gate/recorder.ts';
import type { Reader } from '../store/statements.ts';
import { committed } from './outcomes.ts';

/** How far back an announcement can stand without its outcome: no session leaves more unsigned entries behind than the log admits. */
const LOOK_BACK = 2_000;

/**
 * After a kill between the announcement of a change and its outcome, the records say which of the two happened: says so in the log, once, by whoever signs in next. An announcement
 * whose outcome stands already is left alone.
 */
export const settleIntents = (parts: { log: AuditLog; reader: Reader; audit: AuditSink; actor: Actor }): number => {
  const { log, reader, audit, actor } = parts;
  const open = new Map<string, { seq: number; draft: EntryDraft }>();
  for (const { entry, id } of log.read(Math.max(0, log.size - LOOK_BACK), log.size)) {
    // Of a change to staff or settings the records know nothing: its announcement stands alone, and says so.
    if (entry.outcome === 'intent' && isPhiName(entry.operation)) open.set(id, { seq: entry.seq, draft: entry });
    else if (entry.detail !== null) open.delete(entry.detail);
  }
  for (const [id, { seq, draft }] of open) {
    const done = committed(reader, seq) !== undefined;
    audit.append([
      {
        user: actor.userId,
        session: actor.sessionId,
        operation: 'vault.settle',
        action: draft.action,
        patients: draft.patients,
        object: null,
        purpose: null,
        reason: null,
        detail: id,
        outcome: done ? 'committed' : 'failed',
        rows: 0,
      },
    ]);
  }
  return open.size;
};
