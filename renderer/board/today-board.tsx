import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { NoticeBar } from '../patients/notice-bar.tsx';
import { useVisits } from '../schedule/use-visits.ts';
import { sayTime } from '../schedule/wall-time.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import styles from './board.module.css';
import { Board } from './board.tsx';
import { CheckInDialog } from './check-in-dialog.tsx';
import { type CheckingIn, useCheckingIn } from './checking-in.ts';
import { MissingDialog } from './missing-dialog.tsx';
import { Numbers } from './numbers.tsx';
import { StepDialog } from './step-dialog.tsx';
import { useChangedVisits } from './use-changed.ts';
import { useWall } from './use-now.ts';
import { useSteps } from './use-steps.ts';
import { WalkInDialog } from './walk-in-dialog.tsx';
import { useWalkIn } from './walking-in.ts';

/** Today's visits at the desk, with the check-in. */
export function TodayBoard({ setup }: { readonly setup: ScheduleSetup }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const wall = useWall(setup.timeZone);
  const { visits, failure, again, put } = useVisits({ from: wall.day, to: wall.day }, null);
  useChangedVisits(again);
  const { step, stepBack, arrived } = useSteps(again);
  const { form, begin, end } = useCheckingIn();
  const { begin: beginWalkIn } = useWalkIn();
  const [openedId, setOpened] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
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
  /** Whoever walked in stays booked when the check-in is given up, unless that is taken back. */
  const givenUp = ({ patientId, visitId, name, walkedIn }: CheckingIn) => {
    end();
    if (walkedIn === null) return;
    const stands = visits?.find((visit) => visit.visitId === visitId);
    const when = stands === undefined ? t('schedule.today') : sayTime(stands.start, language());
    report({ ok: true, value: null }, t('desk.walkIn.stays', { name, when }), async () => {
      const undone = await ask('visit.cancel', { patientId, visitId, version: walkedIn, reason: 'mistake' });
      again();
      return undone;
    });
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
        <div className={styles['actions']}>
          <Button variant="default" onClick={() => void ask('board.open', {})}>
            {t('board.secondWindow')}
          </Button>
          {may('visit.progress') ? (
            <>
              <Button variant="default" onClick={() => setMissing(true)}>
                {t('desk.missing.title')}
              </Button>
              <Button onClick={beginWalkIn}>{t('desk.walkIn.title')}</Button>
            </>
          ) : null}
        </div>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} again={again} />}
      {visits === null ? null : <Board visits={visits} setup={setup} wall={wall} onOpen={open} />}
      {form === null ? (
        <WalkInDialog
          setup={setup}
          onBooked={(visit) => {
            put(visit);
            begin({ patientId: visit.patientId, visitId: visit.visitId, name: sayName(visit) }, visit.version);
          }}
        />
      ) : (
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
          onGivenUp={givenUp}
        />
      )}
      {missing ? <MissingDialog setup={setup} today={wall.day} onClose={() => setMissing(false)} /> : null}
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
