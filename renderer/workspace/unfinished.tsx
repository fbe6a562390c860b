import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../shared/operations/drafts.ts';
import { dayAndTime } from '../ui/clock.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { offerUndo } from '../ui/undo.ts';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from './ask.ts';
import { draftForm } from './draft-forms.ts';
import styles from './today.module.css';
import { useUi } from './ui-state.ts';
import { useAnswer } from './use-answer.ts';

/** What this person left unfinished; nobody else is shown it. */
export function Unfinished() {
  const { t } = useTranslation();
  const { value, failure, slow, again } = useAnswer('draft.list', {});

  const discard = async (draft: Draft) => {
    const { draftId, form, subjectId, content } = draft;
    const answer = await ask('draft.drop', { draftId });
    again();
    if (!answer.ok) return;
    const undo = async () => {
      const back = await ask('draft.keep', { draftId, form, subjectId, content });
      again();
      return back;
    };
    offerUndo({ message: t('today.draftDiscarded'), undo });
  };

  if (failure !== null) return <FailureNotice failure={failure} again={again} />;
  if (value === null) return <Waiting slow={slow} lines={2} />;
  const forms = value.drafts.flatMap((draft) => {
    const form = draftForm(draft.form);
    return form === null ? [] : [{ draft, form }];
  });
  if (forms.length === 0) return <p className={styles['dim']}>{t('today.noDrafts')}</p>;
  return (
    <ul className={styles['list']}>
      {forms.map(({ draft, form }) => (
        <li key={draft.draftId} className={styles['line']}>
          <span>
            {t(`today.draft.${form.word}`)}{' '}
            <span className={styles['dim']}>{t('today.draftKept', { when: dayAndTime(draft.keptAt) })}</span>
          </span>
          <Button size="compact-sm" variant="default" onClick={() => useUi.getState().resumeDraft(draft, form.place)}>
            {t('common.continue')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => void discard(draft)}>
            {t('today.discardDraft')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
