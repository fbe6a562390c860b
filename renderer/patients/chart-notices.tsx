import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { fullMoment } from '../ui/clock.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import styles from './chart.module.css';
import { useDesk } from './desk.ts';
import { report } from './notice.ts';

/** What must be seen before the chart is used: the note for the desk, where it was merged, and what was merged into it. */
export function ChartNotices({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const survivorId = chart.mergedInto;

  const unmerge = async ({ mergeId, mergedId, mrn }: PatientChart['mergedFrom'][number]) => {
    const answer = await ask('patient.unmerge', { mergeId, survivorId: chart.patientId, mergedId });
    report(answer, t('chart.unmergedDone', { mrn }));
    useDesk.getState().reread();
  };

  return (
    <>
      {chart.details.deskNote === undefined ? null : (
        <aside className={styles['note']} aria-label={t('fields.deskNote')}>
          <strong>{t('fields.deskNote')}</strong>
          <p>{chart.details.deskNote}</p>
        </aside>
      )}
      {survivorId === null ? null : (
        <div className={styles['notice']}>
          <span>{t('chart.mergedInto')}</span>
          <Button size="compact-sm" variant="default" onClick={() => useUi.getState().openPatient(survivorId)}>
            {t('chart.openSurvivor')}
          </Button>
        </div>
      )}
      {chart.mergedFrom.map((merge) => (
        <div key={merge.mergeId} className={styles['notice']}>
          <span>{t('chart.mergedFrom', { mrn: merge.mrn, when: fullMoment(merge.at) })}</span>
          {may('patient.merge') ? (
            <Button size="compact-sm" variant="default" onClick={() => void unmerge(merge)}>
              {t('chart.undoMerge')}
            </Button>
          ) : null}
        </div>
      ))}
    </>
  );
}
