import { Failure } from '../../shared/failure.ts';
import type { CallFacts } from '../gate/access.ts';
import type { ChangeHandlers, ReadHandlers } from '../gate/handlers.ts';
import { dropOwnDraft, keepOwnDraft, ownDrafts } from './draft-rows.ts';

/** Seals under the signed-in person's own key, so that a draft stays closed to everybody else who can open the records. `bound` is associated data. */
export interface SealForAuthor {
  readonly seal: (plain: Uint8Array, bound: Uint8Array) => Uint8Array;
  /** The plain bytes, which the caller wipes. Throws a Failure when they were altered or sealed by another key. */
  readonly open: (sealed: Uint8Array, bound: Uint8Array) => Uint8Array;
}

/** What is being typed and not yet saved: kept sealed, given back to its author alone. */
export const draftChanges = (author: SealForAuthor): Pick<ChangeHandlers, 'draft.keep' | 'draft.drop'> => ({
  'draft.keep': (access, { draftId, form, subjectId, content }) => {
    const { actor, now } = access.facts;
    const plain = Buffer.from(content, 'utf8');
    try {
      const sealed = author.seal(plain, boundTo(access.facts, draftId, form, subjectId));
      keepOwnDraft(access.change, actor.userId, { draftId, form, subjectId, sealed, keptAt: now });
    } finally {
      plain.fill(0);
    }
    return { draftId, keptAt: now };
  },
  /** Dropping what is gone already is no failure. */
  'draft.drop': (access, { draftId }) => {
    dropOwnDraft(access.change, access.facts.actor.userId, draftId);
    return { draftId };
  },
});

/** A draft that does not open (its author's keys were reset, their role is another) is passed over: it must not keep the others from coming back. */
export const draftReads = (author: SealForAuthor): Pick<ReadHandlers, 'draft.list'> => ({
  'draft.list': (access) => ({
    drafts: ownDrafts(access.records, access.facts.actor.userId).flatMap(({ draftId, form, subjectId, sealed, keptAt }) => {
      const content = opened(author, sealed, boundTo(access.facts, draftId, form, subjectId));
      return content === undefined ? [] : [{ draftId, form, subjectId, content, keptAt }];
    }),
  }),
});

const opened = (author: SealForAuthor, sealed: Uint8Array, bound: Uint8Array): string | undefined => {
  try {
    const plain = author.open(sealed, bound);
    try {
      return new TextDecoder().decode(plain);
    } finally {
      plain.fill(0);
    }
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
};

/**
 * Practice, author, role, draft, form and subject: moved to another row a sealed draft does not open, and what was typed in one role is not shown in another, which may not see
 * such fields.
 */
const boundTo = ({ practiceId, actor }: CallFacts, draftId: string, form: string, subjectId: string | null): Uint8Array =>
  Buffer.from(JSON.stringify(['anteroom/draft/v1', practiceId, actor.userId, actor.role, draftId, form, subjectId]), 'utf8');
