import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { language } from '../i18n/i18n.ts';
import { useListName } from '../workspace/use-place.ts';
import type { Parked, Pinboard } from './pinboard.ts';
import styles from './schedule.module.css';
import { sayShortDay, sayTime } from './wall-time.ts';

interface PinStripProps {
  readonly setup: ScheduleSetup;
  readonly pinboard: Pinboard;
  /** The visit that is in hand. */
  readonly held: Parked | null;
  readonly onTake: (one: Parked) => void;
  /** Out of the hand again, and still parked. */
  readonly onPutBack: () => void;
  readonly onLetGo: (one: Parked) => void;
}

/** The parked visits: who, for what, and where each stands. Each can be taken in hand, or let go where it stands. */
export function PinStrip({ setup, pinboard: { board }, held, onTake, onPutBack, onLetGo }: PinStripProps) {
  const { t } = useTranslation();
  const say = useListName();
  if (board.length === 0) return null;
  const types = new Map(setup.visitTypes.map(({ visitTypeId, name }) => [visitTypeId, name]));
  return (
    <section className={styles['pinboard']} aria-label={t('desk.parked.title')} data-region="pinboard">
      <p>
        <strong>{t('desk.parked.title')}</strong>{' '}
        <span className={held === null ? styles['dim'] : undefined} role="status">
          {held === null ? t('desk.parked.staysBooked') : t('desk.parked.inHand', { name: say(held) })}
        </span>
      </p>
      <ul>
        {board.map((one) => (
          <li key={one.visitId} className={styles['pin']} data-held={one.visitId === held?.visitId}>
            <span>
              <strong>{say(one)}</strong> {types.get(one.visitTypeId) ?? ''}
              <br />
              <span className={styles['dim']}>
                {sayShortDay(one.day, language())}, {sayTime(one.start, language())}
              </span>
            </span>
            {one.visitId === held?.visitId ? (
              <Button size="compact-sm" variant="default" aria-label={t('desk.parked.putBackOf', { name: say(one) })} onClick={onPutBack}>
                {t('desk.parked.putBack')}
              </Button>
            ) : (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('desk.parked.takeOf', { name: say(one) })}
                onClick={() => onTake(one)}
              >
                {t('desk.parked.take')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('desk.parked.letGoOf', { name: say(one) })}
              onClick={() => onLetGo(one)}
            >
              {t('desk.parked.letGo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
