import { useEffect } from 'react';
import { readDraft } from '../ui/draft-content.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { patientForm } from './form-state.ts';

/** After unlock the same person is back where they were: a form that was open when the page went is opened again, with its cursor. */
export function useOpenForm(): void {
  const { may } = useSession();
  const mayKeep = may('draft.own');
  useEffect(() => {
    if (!mayKeep) return;
    void ask('draft.list', {}).then((answer) => {
      const [newest] = answer.ok ? answer.value.drafts : [];
      if (newest === undefined || useUi.getState().place !== 'today') return;
      if (readDraft(newest.content, patientForm)?.values.open === true) useUi.getState().resumeDraft(newest, 'patients');
    });
  }, [mayKeep]);
}
