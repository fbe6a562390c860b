import * as z from 'zod';
import type { Reader, Writer } from '../store/statements.ts';

/** How many drafts a person keeps; the oldest goes when there is one more. */
export const DRAFTS_KEPT = 50;

const draftRow = z.strictObject({
  draftId: z.string(),
  form: z.string(),
  subjectId: z.string().nullable(),
  sealed: z.instanceof(Uint8Array),
  keptAt: z.int(),
});
export type DraftRow = z.output<typeof draftRow>;

/** Every statement here names the author, so that nobody else's row is ever read, replaced or removed. Newest first. */
export const ownDrafts = (reader: Reader, userId: string): readonly DraftRow[] =>
  reader.all(
    draftRow,
    `SELECT draft_id AS draftId, form, subject_id AS subjectId, sealed, kept_at AS keptAt FROM draft WHERE user_id = ?
       ORDER BY kept_at DESC, id DESC LIMIT ${DRAFTS_KEPT}`,
    userId,
  );

export const keepOwnDraft = (writer: Writer, userId: string, draft: Omit<DraftRow, 'sealed'> & { readonly sealed: Uint8Array }): void => {
  writer.run(
    `INSERT INTO draft (user_id, draft_id, form, subject_id, sealed, kept_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, draft_id)
       DO UPDATE SET form = excluded.form, subject_id = excluded.subject_id, sealed = excluded.sealed, kept_at = excluded.kept_at`,
    ...[userId, draft.draftId, draft.form, draft.subjectId, draft.sealed, draft.keptAt],
  );
  writer.run(
    `DELETE FROM draft WHERE user_id = ? AND id NOT IN (SELECT id FROM draft WHERE user_id = ? ORDER BY kept_at DESC, id DESC LIMIT ${DRAFTS_KEPT})`,
    ...[userId, userId],
  );
};

/** True when there was one. */
export const dropOwnDraft = (writer: Writer, userId: string, draftId: string): boolean =>
  writer.run('DELETE FROM draft WHERE user_id = ? AND draft_id = ?', userId, draftId).changes > 0;
