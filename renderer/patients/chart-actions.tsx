import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../shared/contract.ts';
import type { PatientChart, Restriction } from '../../shared/phi/patient.ts';
import { useCommand } from '../commands/handlers.ts';
import { BLANK, useTypedTask } from '../inbox/typed-task.ts';
import { usePrinting } from '../printing/print-request.ts';
import { bookingFor, isLost, useBooking } from '../schedule/booking.ts';
import { useLaidAside } from '../schedule/laid-aside.ts';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import styles from './chart.module.css';
import { useDesk } from './desk.ts';
import { beginEdit } from './form-store.ts';
import { report } from './notice.ts';
import { RestrictDialog } from './restrict-dialog.tsx';

/** What this person may do with the open chart. Archiving acts at once and offers the way back. */
export function ChartActions({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { may, status } = useSession();
  const [restricting, setRestricting] = useState(false);
  const { booking, put } = useBooking();
  const laidAside = useLaidAside();
  const [task, setTask] = useTypedTask('task');
  const { begin } = usePrinting();
  const { patientId } = chart;
  const name = sayName(chart.details);

  const setArchived = async (archived: boolean, version: number): Promise<Answer<{ readonly version: number }>> => {
    const answer = await ask('patient.archive', { patientId, version, archived });
    useDesk.getState().reread();
    return answer;
  };
  const archive = async () => {
    const archived = !chart.archived;
    const words = t(archived ? 'chart.archivedDone' : 'chart.restoredDone', { name });
    report(await setArchived(archived, chart.version), words, ({ version }) => setArchived(!archived, version));
  };
  const setRestriction = async (restriction: Restriction | null, version: number): Promise<Answer<{ readonly version: number }>> => {
    const answer = await ask('patient.restrict', { patientId, version, restriction });
    useDesk.getState().reread();
    return answer;
  };
  const restrict = async (restriction: Restriction | null) => {
    setRestricting(false);
    const words = t(restriction === null ? 'chart.unrestrictedDone' : 'chart.restrictedDone', { name });
    report(await setRestriction(restriction, chart.version), words, ({ version }) => setRestriction(chart.restricted, version));
  };

  const printing = may('print') && chart.mergedInto === null;
  const label = () => begin({ kind: 'label', patientId });
  const faceSheet = () => begin({ kind: 'face-sheet', patientId });
  const edit = () => beginEdit(chart, status.role);
  const merge = () => useDesk.getState().do({ what: 'merge', otherId: null });
  const restrictOrLift = () => (chart.restricted === null ? setRestricting(true) : void restrict(null));
  /** A chart that was merged into another is kept as it is. */
  const open = chart.mergedInto === null;
  useCommand('patient.edit', edit, { enabled: open && may('patient.edit') });
  useCommand('patient.merge', merge, { enabled: open && may('patient.merge') });
  useCommand('patient.restrict', restrictOrLift, { enabled: open && may('patient.restrict') });
  useCommand('patient.archive', () => void archive(), { enabled: open && may('patient.archive') });
  useCommand('print.label', label, { enabled: printing });
  useCommand('print', label, { enabled: printing });
  useCommand('print.face-sheet', faceSheet, { enabled: printing });

  const toBook = () => {
    put(bookingFor(booking, { patientId, name, open: false }));
    if (isLost(booking, null) && booking.patientId !== patientId) laidAside(booking.name, () => put({ ...booking, open: false }));
    useUi.getState().go('schedule');
  };

  if (!open) return null;
  return (
    <div className={styles['actions']}>
      {may('patient.edit') ? <Button onClick={edit}>{t('chart.edit')}</Button> : null}
      {may('schedule.book') && !chart.archived ? (
        <Button variant="default" onClick={toBook}>
          {t('schedule.book')}
        </Button>
      ) : null}
      {may('task.write') ? (
        <Button variant="default" onClick={() => setTask({ ...(task ?? BLANK), patientId, name, open: true })}>
          {t('inbox.newTask')}
        </Button>
      ) : null}
      {printing ? (
        <>
          <Button variant="default" onClick={label}>
            {t('printing.label')}
          </Button>
          <Button variant="default" onClick={faceSheet}>
            {t('printing.faceSheet')}
          </Button>
        </>
      ) : null}
      {may('patient.merge') ? (
        <Button variant="default" onClick={merge}>
          {t('chart.merge')}
        </Button>
      ) : null}
      {may('patient.restrict') ? (
        <Button variant="default" onClick={restrictOrLift}>
          {t(chart.restricted === null ? 'chart.restrict' : 'chart.unrestrict')}
        </Button>
      ) : null}
      {may('patient.archive') ? (
        <Button variant="default" onClick={() => void archive()}>
          {t(chart.archived ? 'chart.restore' : 'chart.archive')}
        </Button>
      ) : null}
      <RestrictDialog
        name={restricting ? name : null}
        onClose={() => setRestricting(false)}
        onChoose={(restriction) => void restrict(restriction)}
      />
    </div>
  );
}
