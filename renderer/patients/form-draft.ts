import { useEffect, useRef } from 'react';
import { ask } from '../workspace/ask.ts';
import { isDirty, type PatientForm } from './form-state.ts';
import { useForm } from './form-store.ts';

/** What is typed leaves the page at the latest so long after a keystroke; DESIGN.md promises 250 ms. */
const KEEP_AFTER_MS = 200;

const REGISTER = 'patient.register';
const UPDATE = 'patient.update';

const keep = (form: PatientForm): void => {
  void ask('draft.keep', {
    draftId: form.draftId,
    form: form.subject === null ? REGISTER : UPDATE,
    subjectId: form.subject?.patientId ?? null,
    content: JSON.stringify(form),
  });
};

/** Keeps the open form as a sealed draft while it is typed, and at once when the lock comes. */
export function useFormDraft(): void {
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    const now = (): void => {
      waiting.current = null;
      const { form, saving } = useForm.getState();
      if (form !== null && !saving && isDirty(form)) keep(form);
    };
    const stop = useForm.subscribe(({ form }, before) => {
      if (form === null || form === before.form || before.form?.draftId !== form.draftId) return;
      waiting.current ??= setTimeout(now, KEEP_AFTER_MS);
    });
    const unhear = window.clinicEvents.on('flush', now);
    return () => {
      stop();
      unhear();
      if (waiting.current !== null) clearTimeout(waiting.current);
      now();
    };
  }, []);
}
