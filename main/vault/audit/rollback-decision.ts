import type { EntryDraft } from '../../../shared/entry.ts';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import { may } from '../../../shared/permissions.ts';
import { Announcements } from '../announcements.ts';
import type { Lost } from '../control.ts';
import { openSessionLog } from '../session-log.ts';
import type { Entrant } from '../sign-in.ts';

/**
 * Writes in the log that this person goes on with an older copy of the files, and why, signed by their own key: a session of one entry. What the keychain remembered and this
 * copy lacks stands in it as number of entries and root, so that whoever checks the log later knows what is missing. Where the records are the older ones the newest change
 * they lack stands in it, by the leaf hash of its announcement. Neither store is held against what was lost any more.
 *
 * Throws Failure `not-permitted` for a role that may not decide; that the try was refused is recorded by main.
 */
export const recordRollbackDecision = (entrant: Entrant, lost: Lost, reason: string, now: number): void => {
  const { person } = entrant;
  if (person.state !== 'active' || !may(person.role, 'audit.decide-rollback')) throw new Failure('not-permitted');
  const session = newId();
  const { log, signer } = openSessionLog(entrant, session, now);
  const announcements = new Announcements(entrant.ledger);
  const entry: EntryDraft = {
    user: person.user_id,
    session,
    operation: 'door.decide-rollback',
    action: 'audit.rollback-decision',
    patients: [],
    object: typeof lost === 'string' ? lost : lost.root,
    purpose: null,
    reason,
    detail: lost === 'records' ? (announcements.newest?.intent ?? null) : null,
    outcome: 'allowed',
    rows: typeof lost === 'string' ? 0 : lost.size,
  };
  entrant.ledger.within(() => {
    log.appendWithin(entry);
    announcements.forgetNewest();
  });
  signer.close();
};
