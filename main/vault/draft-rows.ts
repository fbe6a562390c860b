import type { Writer } from '../store/statements.ts';

/** Removes one of the author's own drafts; another person's with the same id stays. True when there was one. */
export const dropOwnDraft = (writer: Writer, userId: string, draftId: string): boolean =>
  writer.run('DELETE FROM draft WHERE user_id = ? AND draft_id = ?', userId, draftId).changes > 0;
