import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { useCommand } from '../commands/handlers.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import { sayName } from '../ui/name.ts';
import { Waiting } from '../ui/waiting.tsx';
import { openedWithReason } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './chart.module.css';
import { ChartActions } from './chart-actions.tsx';
import { ChartBanner } from './chart-banner.tsx';
import { ChartNotices } from './chart-notices.tsx';
import { ChartSections } from './chart-sections.tsx';
import { useDesk } from './desk.ts';
import { FormScreen } from './form-screen.tsx';
import { beginEdit, useForm } from './form-store.ts';
import { MergeScreen } from './merge-screen.tsx';

/** The open chart, in whatever is being done with it; the banner stands above all of it. */
export function ChartScreen({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation();
  const { status } = useSession();
  const round = useDesk((state) => state.round);
  const doing = useDesk((state) => state.doing);
  const editWhenRead = useDesk((state) => state.editWhenRead);
  const form = useForm((state) => state.form);
  const editing = form !== null && form.subject?.patientId === patientId ? form : null;
  const { value: chart, failure, slow, again } = useAnswer('patient.open', { patientId });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a raised round asks again
  useEffect(() => {
    if (round > 0) again();
  }, [round]);
  useEffect(() => {
    if (chart === null || !editWhenRead) return;
    useDesk.setState({ editWhenRead: false });
    beginEdit(chart, status.role);
  }, [chart, editWhenRead, status.role]);
  const close = useCallback(() => useUi.getState().openPatient(null), []);

  if (failure !== null) {
    return (
      <div className={styles['closed']} role="alert">
        <h1>{t('chart.notOpened')}</h1>
        <p>{failure.code === 'reason-needed' ? t('chart.notOpenedHint') : sentenceOf(failure.code)}</p>
        <div className={styles['actions']}>
          {failure.code === 'reason-needed' ? <Button onClick={again}>{t('chart.giveReason')}</Button> : null}
          <Button variant="default" onClick={close}>
            {t('patients.backToSearch')}
          </Button>
        </div>
      </div>
    );
  }
  if (chart === null || chart.patientId !== patientId) return <Waiting slow={slow} />;
  return (
    <>
      <ChartBanner chart={chart} />
      {openedWithReason(patientId) === null ? null : <p className={styles['reasonNotice']}>{t('chart.openedWithReason')}</p>}
      {editing !== null ? (
        <FormScreen key={editing.draftId} form={editing} />
      ) : doing.what === 'merge' ? (
        <MergeScreen chart={chart} otherId={doing.otherId} />
      ) : (
        <ChartLook chart={chart} onClose={close} />
      )}
    </>
  );
}

function ChartLook({ chart, onClose }: { readonly chart: PatientChart; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const root = useRef<HTMLElement>(null);
  useCommand('layer.close', onClose, { within: root });
  return (
    <article ref={root} className={styles['chart']} aria-label={sayName(chart.details)}>
      <div className={styles['top']}>
        <Button variant="subtle" className={styles['back']} onClick={onClose}>
          {t('patients.backToSearch')}
        </Button>
        <ChartActions chart={chart} />
      </div>
      <ChartNotices chart={chart} />
      <ChartSections chart={chart} />
    </article>
  );
}
