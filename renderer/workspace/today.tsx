import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS, type CommandId, mayCommand } from '../../shared/commands.ts';
import { TodayBoard } from '../board/today-board.tsx';
import { useWalkIn } from '../board/walking-in.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { NoticeBar } from '../patients/notice-bar.tsx';
import { Status } from '../ui/status.tsx';
import { Alerts } from './alerts.tsx';
import { LogAlert } from './log-alert.tsx';
import { useSession } from './session.tsx';
import styles from './today.module.css';
import { Unfinished } from './unfinished.tsx';
import { useAnswer } from './use-answer.ts';

const KEYS = ['search.focus', 'patient.new', 'region.next', 'session.lock', 'help.shortcuts'] as const satisfies readonly CommandId[];
const EXAMPLES = { first: 'garcia mar', second: '3/4/61', third: '555 0142' };

/** The first screen after unlock: who is it, and what was left unfinished. */
export function TodayPlace() {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const tries = status.failedSinceLastSignIn;
  return (
    <div className={styles['place']}>
      <h1>{t('today.title')}</h1>
      {may('schedule.read') ? <VisitsToday /> : null}
      <div className={styles['today']}>
        <section className={styles['column']}>
          {may('patient.find') ? (
            <>
              <p>{t('today.lead')}</p>
              <p className={styles['dim']}>{t('today.examples', EXAMPLES)}</p>
            </>
          ) : (
            <p>{t('today.noSearch')}</p>
          )}
          <LogAlert />
          {tries === 0 ? null : (
            <p>
              <Status kind="attention">{t('today.signIns')}</Status> {t('shell.failedTries', { count: tries })}
            </p>
          )}
          {may('audit.decide-rollback') ? <Alerts /> : null}
          {may('patient.edit') ? (
            <>
              <h2>{t('today.drafts')}</h2>
              <Unfinished />
            </>
          ) : null}
        </section>
        <section className={styles['column']} aria-labelledby="today-keys">
          <h2 id="today-keys">{t('today.keys')}</h2>
          <ul className={styles['list']}>
            {KEYS.filter((id) => mayCommand(status.role, id)).map((id) => (
              <li key={id} className={styles['line']}>
                <span>{COMMANDS[id][language()]}</span>
                <KeyCaps shortcut={COMMANDS[id].shortcut} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

/** The board, once there is a schedule. */
function VisitsToday() {
  const { t } = useTranslation();
  const { value } = useAnswer('schedule.setup', {});
  const { form, end } = useWalkIn();
  const staffed = value?.providers.some(({ active }) => active) === true;
  const inVain = value !== null && !staffed && form !== null;
  // nobody can be booked yet: the walk-in would open by itself on the day when somebody can
  useEffect(() => {
    if (!inVain) return;
    end();
    report({ ok: true, value: null }, t('schedule.notSetUp'));
  });
  return staffed ? <TodayBoard setup={value} /> : <NoticeBar />;
}
