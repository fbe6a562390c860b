import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import { newId } from '../../shared/ids.ts';
import type { Draft } from '../../shared/operations/drafts.ts';
import { ask } from '../workspace/ask.ts';
import { cursorIn, putCursor, readDraft, writeDraft } from './draft-content.ts';
import { DraftKeeper } from './draft-keeper.ts';

interface DraftOptions<T> {
  /** Which form: 'patient.register', 'patient.update' ... */
  readonly form: string;
  readonly subjectId: string | null;
  /** What the form holds now, and whether that is worth keeping. */
  readonly values: T;
  readonly dirty: boolean;
  readonly formRef: RefObject<HTMLElement | null>;
  /** The kept draft to go on with. */
  readonly resume?: Draft | null;
  readonly schema: z.ZodType<T>;
  /** Puts resumed values into the form; the cursor follows by itself. */
  readonly onRestore: (values: T) => void;
}

/**
 * Keeps what is typed in a form: at most 250 ms after a keystroke, and at once when the lock comes. Fields are told apart by their `name` attribute. Give
 * `draftId` to the operation that saves the form, which drops the draft in the same transaction, and call `saved` when it has; `discard` drops it.
 */
export function useDraft<T>({ form, subjectId, values, dirty, formRef, resume = null, schema, onRestore }: DraftOptions<T>) {
  const [draftId] = useState(() => resume?.draftId ?? newId());
  const [state, setState] = useState<'none' | 'pending' | 'kept' | 'failed'>(resume === null ? 'none' : 'kept');
  const keeper = useRef<DraftKeeper | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one keeper for the life of one draft
  useEffect(() => {
    const mine = new DraftKeeper(
      {
        keep: async (content) => (await ask('draft.keep', { draftId, form, subjectId, content })).ok,
        onState: setState,
      },
      resume?.content ?? null,
    );
    keeper.current = mine;
    const off = window.clinicEvents.on('flush', () => void mine.flush());
    return () => {
      off();
      void mine.flush();
      keeper.current = null;
    };
  }, [draftId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is restored once
  useEffect(() => {
    const read = resume === null ? null : readDraft(resume.content, schema);
    if (read === null) return;
    onRestore(read.values);
    requestAnimationFrame(() => putCursor(formRef.current, read.cursor));
  }, [draftId]);

  useEffect(() => {
    if (dirty) keeper.current?.typed(writeDraft(values, cursorIn(formRef.current)));
  }, [values, dirty, formRef]);

  const saved = useCallback(() => {
    void keeper.current?.end();
    setState('none');
  }, []);
  const discard = useCallback(async () => {
    await keeper.current?.end();
    setState('none');
    await ask('draft.drop', { draftId });
  }, [draftId]);

  return { draftId, state, saved, discard };
}
