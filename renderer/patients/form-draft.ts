import { type RefObject, useEffect } from 'react';
import { type Cursor, cursorIn, writeDraft } from '../ui/draft-content.ts';
import { DraftKeeper } from '../ui/draft-keeper.ts';
import { isDirty, type PatientForm } from './form-state.ts';
import { dropDraft, keepDraft, useForm } from './form-store.ts';

/** One open form on its way into its draft. */
export interface KeptForm {
  /** The caret stands elsewhere. */
  readonly caret: () => void;
  /** Hands over at once what is not yet kept. */
  readonly flush: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * Keeps the open form as a sealed draft while it is typed, and lets the draft go when all of it was taken out again. It pauses while the form is being saved, goes on when the save was refused, and ends with the form:
 * closed, or another one. `cursor` is where the caret is.
 */
export const keepForm = (draftId: string, cursor: () => Cursor | null): KeptForm | null => {
  const { form: first } = useForm.getState();
  if (first?.draftId !== draftId) return null;
  const keeper = new DraftKeeper({
    keep: async (content) => (content === null ? dropDraft(first) : (await keepDraft(first, content)).ok),
    onState: (state) => {
      const { form, draftFailed } = useForm.getState();
      if (form?.draftId !== draftId || state === 'pending' || draftFailed === (state === 'failed')) return;
      useForm.setState({ draftFailed: state === 'failed' });
    },
  });
  const typed = (form: PatientForm): void => {
    keeper.typed(isDirty(form) ? writeDraft(form, cursor()) : null);
  };
  const follow = (form: PatientForm, saving: boolean): void => {
    if (saving) keeper.hold();
    else keeper.release();
    typed(form);
  };
  follow(first, useForm.getState().saving);
  const stop = useForm.subscribe(({ form, saving }) => {
    if (form?.draftId === draftId) follow(form, saving);
    else void keeper.end();
  });
  const caret = (): void => {
    const { form } = useForm.getState();
    if (form?.draftId === draftId) typed(form);
  };
  return {
    caret,
    flush: () => {
      caret();
      return keeper.flush();
    },
    stop: () => {
      stop();
      void keeper.flush();
    },
  };
};

/**
 * As `keepForm`, for the form that is drawn in `root`, and at once when the lock comes. The form itself lives in the page's store, so that it is still there when
 * the person looks at another place and comes back; one draft belongs to one form all its life.
 */
export function useFormDraft(draftId: string, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const kept = keepForm(draftId, () => cursorIn(root.current));
    if (kept === null) return undefined;
    const { current: element } = root;
    element?.addEventListener('focusin', kept.caret);
    const unhear = window.clinicEvents.on('flush', () => void kept.flush());
    return () => {
      element?.removeEventListener('focusin', kept.caret);
      unhear();
      kept.stop();
    };
  }, [draftId, root]);
}
