import { putCursor, readDraft } from '../ui/draft-content.ts';
import { ask } from '../workspace/ask.ts';
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

/** The form is drawn by then, also where its chart had to be read first. */
const afterPaint = (put: () => void, tries = 40): void => {
  if (document.querySelector('form') !== null) requestAnimationFrame(put);
  else if (tries > 0) setTimeout(() => afterPaint(put, tries - 1), 50);
};
