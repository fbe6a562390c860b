import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Wait } from '../../shared/phi/wait.ts';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import type { Freed } from './freed.ts';
import styles from './schedule.module.css';
import { useWaits } from './use-waits.ts';
import { useWaitWords } from './wait-words.ts';

interface WaitDialogProps {
  readonly setup: ScheduleSetup;
  /** A time that became free: only those it would suit are shown. Null is everybody. */
  readonly freed: Freed | null;
  readonly onBook: (wait: Wait) => void;
  readonly onClose: () => void;
}

/** Who waits for a time, whoever has waited longest first. */
export function WaitDialog({ setup, freed, onBook, onClose }: WaitDialogProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { waits, failure, again } = useWaits(freed);
  const say = useWaitWords(setup);
  const remove = async (wait: Wait): Promise<void> => {
    const { patientId, waitId, version } = wait;
    const answer = await ask('wait.remove', { patientId, waitId, version });
    again();
    report(answer, t('schedule.waitRemoved', { name: sayName(wait) }), async (gone) => {
      const back = await ask('wait.restore', { patientId, waitId, version: gone.version });
      again();
      return back;
    });
  };
  return (
    <Modal
      data-region="waits"
      opened
      onClose={onClose}
      size="lg"
      title={t(freed === null ? 'schedule.waitList' : 'schedule.waitFitting')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {failure === null ? null : <FailureNotice failure={failure} again={again} />}
      {waits === null ? <Waiting slow={false} /> : null}
      {waits?.length === 0 ? <p>{t('schedule.nobodyWaits')}</p> : null}
      <ul className={styles['picks']}>
        {(waits ?? []).map((wait) => (
          <li key={wait.waitId} className={styles['wait']}>
            <div>
              <strong>{sayName(wait)}</strong>{' '}
              <span className={styles['dim']}>{wait.birthDate === undefined ? '' : sayBirth(wait.birthDate, language())}</span>
              <br />
              {say(wait)}
              {wait.visitNote === undefined ? null : (
                <>
                  <br />
                  {wait.visitNote}
                </>
              )}
            </div>
            {may('schedule.book') ? (
              <div className={styles['steps']}>
                <Button size="compact-sm" aria-label={t('schedule.bookWho', { name: sayName(wait) })} onClick={() => onBook(wait)}>
                  {t('schedule.bookIt')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('schedule.unblock', { what: sayName(wait) })}
                  onClick={() => void remove(wait)}
                >
                  {t('schedule.takeAway')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
