import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart, Restriction } from '../../shared/phi/patient.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import styles from './chart.module.css';
import { useDesk } from './desk.ts';
import { beginEdit } from './form-store.ts';
import { tell } from './notice.ts';
import { fullName } from './person-words.ts';
import { RestrictDialog } from './restrict-dialog.tsx';

/** What this person may do with the open chart. Archiving acts at once and offers the way back. */
export function ChartActions({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { may, status } = useSession();
  const [restricting, setRestricting] = useState(false);
  const { patientId } = chart;
  const name = fullName(chart.details);

  const archive = async (archived: boolean, version: number, words: string, undoable: boolean) => {
    const answer = await ask('patient.archive', { patientId, version, archived });
    if (!answer.ok) tell({ words: sentenceOf(answer.code), failed: true });
    else if (!undoable) tell({ words });
    else tell({ words, undo: () => archive(!archived, answer.value.version, t('chart.undone'), false) });
    useDesk.getState().reread();
  };
  const restrict = async (restriction: Restriction | null, version: number, words: string, undoable: boolean) => {
    setRestricting(false);
    const answer = await ask('patient.restrict', { patientId, version, restriction });
    if (!answer.ok) tell({ words: sentenceOf(answer.code), failed: true });
    else if (!undoable) tell({ words });
    else tell({ words, undo: () => restrict(chart.restricted, answer.value.version, t('chart.undone'), false) });
    useDesk.getState().reread();
  };

  if (chart.mergedInto !== null) return null;
  return (
    <div className={styles['actions']}>
      {may('patient.edit') ? <Button onClick={() => beginEdit(chart, status.role)}>{t('chart.edit')}</Button> : null}
      {may('patient.merge') ? (
        <Button variant="default" onClick={() => useDesk.getState().do({ what: 'merge', otherId: null })}>
          {t('chart.merge')}
        </Button>
      ) : null}
      {may('patient.restrict') ? (
        <Button
          variant="default"
          onClick={() =>
            chart.restricted === null
              ? setRestricting(true)
              : void restrict(null, chart.version, t('chart.unrestrictedDone', { name }), true)
          }
        >
          {t(chart.restricted === null ? 'chart.restrict' : 'chart.unrestrict')}
        </Button>
      ) : null}
      {may('patient.archive') ? (
        <Button
          variant="default"
          onClick={() =>
            void archive(!chart.archived, chart.version, t(chart.archived ? 'chart.restoredDone' : 'chart.archivedDone', { name }), true)
          }
        >
          {t(chart.archived ? 'chart.restore' : 'chart.archive')}
        </Button>
      ) : null}
      <RestrictDialog
        name={restricting ? name : null}
        onClose={() => setRestricting(false)}
        onChoose={(restriction) => void restrict(restriction, chart.version, t('chart.restrictedDone', { name }), true)}
      />
    </div>
  );
}
