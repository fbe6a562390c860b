import { sentenceOf } from '../i18n/i18n.ts';
import { ask } from '../workspace/ask.ts';
import { patientForm } from './form-state.ts';
import { openForm } from './form-store.ts';
import { tell } from './notice.ts';

/** Opens an unfinished form as it was left. Its author's drafts alone are answered; one that is gone says so. */
export const resumeForm = async (draftId: string): Promise<void> => {
  const answer = await ask('draft.list', {});
  if (!answer.ok) {
    tell({ words: sentenceOf(answer.code), failed: true });
    return;
  }
  const draft = answer.value.drafts.find((one) => one.draftId === draftId);
  const form = patientForm.safeParse(draft === undefined ? null : JSON.parse(draft.content));
  if (form.success) openForm(form.data);
  else tell({ words: sentenceOf('not-found'), failed: true });
};
