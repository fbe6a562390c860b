import { type RefObject, useEffect } from 'react';
import { cursorIn, writeDraft } from '../ui/draft-content.ts';
import { DraftKeeper } from '../ui/draft-keeper.ts';
import { isDirty, type PatientForm } from './form-state.ts';
import { keepDraft, useForm } from './form-store.ts';

/**
 * Keeps the open form as a sealed draft while it is typed, and at once when the lock comes. The form itself lives in the page's store, so that it is still
 * there when the person looks at another place and comes back; one draft belongs to one form all its life.
 */
export function useFormDraft(draftId: string, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { form: first } = useForm.getState();
    if (first?.draftId !== draftId) return undefined;
    const keeper = new DraftKeeper({
      keep: (content) => keepDraft(first, content),
      onState: () => undefined,
    });
    const typed = (form: PatientForm): void => {
      if (isDirty(form)) keeper.typed(writeDraft(form, cursorIn(root.current)));
    };
    typed(first);
    const stop = useForm.subscribe(({ form, saving }) => {
      if (form?.draftId !== draftId || saving) void keeper.end();
      else typed(form);
    });
    const caret = (): void => {
      const { form } = useForm.getState();
      if (form?.draftId === draftId) typed(form);
    };
    const { current: element } = root;
    element?.addEventListener('focusin', caret);
    const unhear = window.clinicEvents.on('flush', () => {
      caret();
      void keeper.flush();
    });
    return () => {
      stop();
      element?.removeEventListener('focusin', caret);
      unhear();
      void keeper.flush();
    };
  }, [draftId, root]);
}
