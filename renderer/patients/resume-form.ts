import type { Draft } from '../../shared/operations/drafts.ts';
import { putCursor, readDraft } from '../ui/draft-content.ts';
import { ask } from '../workspace/ask.ts';
import { useUi } from '../workspace/ui-state.ts';
import { patientForm } from './form-state.ts';
import { openForm } from './form-store.ts';
import { report } from './notice.ts';

/** Opens an unfinished form as it was left. Its author's drafts alone are answered; one that is gone says so. */
export const resumeForm = async (draftId: string): Promise<void> => {
  const answer = await ask('draft.list', {});
  const draft = answer.ok ? answer.value.drafts.find((one) => one.draftId === draftId) : undefined;
  const read = draft === undefined ? null : readDraft(draft.content, patientForm);
  if (read === null) {
    report(answer.ok ? { ok: false, code: 'not-found' } : answer, '');
    return;
  }
  openForm(read.values);
  afterPaint(() => putCursor(document.querySelector('form'), read.cursor));
};

/**
 * A form that stood open when the page went is open again, `inFront` or behind the place where the person is now. Answers with how to put the caret back where it was
 * in it; null where it was elsewhere, or the form had been put aside.
 */
export const openFormIn = (draft: Draft, inFront: boolean): (() => void) | null => {
  const read = readDraft(draft.content, patientForm);
  if (read?.values.open !== true) return null;
  useUi.setState({ patientId: read.values.subject?.patientId ?? null, ...(inFront ? { place: 'patients' } : {}) });
  openForm(read.values);
  const { cursor } = read;
  return cursor === null ? null : () => afterPaint(() => putCursor(document.querySelector('form'), cursor));
};

/** The form is drawn by then, also where its chart had to be read first. */
const afterPaint = (put: () => void, tries = 40): void => {
  if (document.querySelector('form') !== null) requestAnimationFrame(put);
  else if (tries > 0) setTimeout(() => afterPaint(put, tries - 1), 50);
};
