import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { useCommand } from '../commands/handlers.ts';
import { useKeyboard } from '../commands/keyboard.ts';
import { language } from '../i18n/i18n.ts';
import { NoticeBar } from '../patients/notice-bar.tsx';
import { useVisits } from '../schedule/use-visits.ts';
import { sayDay } from '../schedule/wall-time.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { UndoToast } from '../ui/undo-toast.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { lockNow } from '../workspace/lock.ts';
import { useSession } from '../workspace/session.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './board.module.css';
import { Board } from './board.tsx';
import { Numbers } from './numbers.tsx';
import { StepDialog } from './step-dialog.tsx';
import { useChangedVisits } from './use-changed.ts';
import { useWall } from './use-now.ts';
import { useSteps } from './use-steps.ts';

/** The board on a monitor of its own. It follows the desk's window and dies with it; nothing is typed here. */
export function BoardWindow() {
  const known = useAnswer('schedule.setup', {});
  if (known.failure !== null) return <FailureNotice failure={known.failure} again={known.again} />;
  return known.value === null ? <Waiting slow={known.slow} /> : <WholeBoard setup={known.value} />;
}

function WholeBoard({ setup }: { readonly setup: ScheduleSetup }) {
  const { t } = useTranslation();
  const { status, preferences } = useSession();
  useKeyboard(status.role, preferences.singleKeys);
  useCommand('session.lock', lockNow);
  const wall = useWall(setup.timeZone);
  const { visits, failure, again } = useVisits({ from: wall.day, to: wall.day }, null);
  useChangedVisits(again);
  const { step, stepBack } = useSteps(again);
  const [openedId, setOpened] = useState<string | null>(null);
  const opened = visits?.find(({ visitId }) => visitId === openedId) ?? null;
  return (
    <main className={styles['window']} aria-labelledby="board-day">
      <div className={styles['head']}>
        <h1 id="board-day">{sayDay(wall.day, language())}</h1>
        {visits === null ? null : <Numbers visits={visits} />}
      </div>
      {failure === null ? null : <FailureNotice failure={failure} again={again} />}
      {visits === null ? null : <Board visits={visits} setup={setup} wall={wall} onOpen={({ visitId }) => setOpened(visitId)} />}
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
          {opened.progress === 'booked' || opened.progress === 'confirmed' ? <p>{t('board.checkInAtDesk')}</p> : null}
        </StepDialog>
      )}
      <UndoToast />
      <NoticeBar />
    </main>
  );
}
