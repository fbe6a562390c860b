import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { NoticeBar } from '../patients/notice-bar.tsx';
import { useVisits } from '../schedule/use-visits.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import styles from './board.module.css';
import { Board } from './board.tsx';
import { CheckInDialog } from './check-in-dialog.tsx';
import { useCheckingIn } from './checking-in.ts';
import { Numbers } from './numbers.tsx';
import { StepDialog } from './step-dialog.tsx';
import { useChangedVisits } from './use-changed.ts';
import { useWall } from './use-now.ts';
import { useSteps } from './use-steps.ts';

/** Today's visits at the desk, with the check-in. */
export function TodayBoard({ setup }: { readonly setup: ScheduleSetup }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const wall = useWall(setup.timeZone);
  const { visits, failure, again } = useVisits({ from: wall.day, to: wall.day }, null);
  useChangedVisits(again);
  const { step, stepBack, arrived } = useSteps(again);
  const { form, begin, end } = useCheckingIn();
  const [openedId, setOpened] = useState<string | null>(null);
  const opened = visits?.find(({ visitId }) => visitId === openedId) ?? null;
  const checkIn = useCallback(
    (visit: Visit) => {
      setOpened(null);
      begin({ patientId: visit.patientId, visitId: visit.visitId, name: sayName(visit) });
    },
    [begin],
  );
  const openChart = ({ patientId, name }: { readonly patientId: string; readonly name: string }) => {
    setOpened(null);
    useUi.getState().openPatient(patientId, name);
  };
  const open = (visit: Visit) => {
    const expected = visit.progress === 'booked' || visit.progress === 'confirmed';
    if (expected && may('visit.progress')) checkIn(visit);
    else setOpened(visit.visitId);
  };
  return (
    <section className={styles['today']} aria-labelledby="today-board">
      <div className={styles['head']}>
        <h2 id="today-board">{t('board.title')}</h2>
        {visits === null ? null : <Numbers visits={visits} />}
        <Button variant="default" onClick={() => void ask('board.open', {})}>
          {t('board.secondWindow')}
        </Button>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} again={again} />}
      {visits === null ? null : <Board visits={visits} setup={setup} wall={wall} onOpen={open} />}
      {form === null ? null : (
        <CheckInDialog
          onCheckedIn={(visit) => {
            end();
            arrived(visit);
          }}
          onNoShow={({ patientId, visitId, name }, version) => {
            end();
            void step({ patientId, visitId, version, name }, 'no-show');
          }}
          onOpenChart={openChart}
        />
      )}
      {opened === null ? null : (
        <StepDialog
          visit={opened}
          setup={setup}
          onClose={() => setOpened(null)}
          onStep={(to) => {
            setOpened(null);
            void step({ ...opened, name: sayName(opened) }, to);
          }}
          onStepBack={() => {
            setOpened(null);
            void stepBack(opened);
          }}
        >
          <Button variant="default" onClick={() => openChart({ patientId: opened.patientId, name: sayName(opened) })}>
            {t('schedule.openChart')}
          </Button>
          {opened.progress === 'no-show' && may('visit.progress') ? (
            <Button onClick={() => checkIn(opened)}>{t('board.checkIn')}</Button>
          ) : null}
        </StepDialog>
      )}
      <NoticeBar />
    </section>
  );
}
