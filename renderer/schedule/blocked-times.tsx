import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { TimeBlock } from '../../shared/phi/time-block.ts';
import { MINUTES_OF_DAY } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { BlockDialog, useBlocking } from './block-dialog.tsx';
import styles from './schedule.module.css';
import type { Range } from './view-range.ts';
import { sayShortDay, sayTime } from './wall-time.ts';

interface BlockedTimesProps {
  readonly setup: ScheduleSetup;
  readonly range: Range;
  readonly blocks: readonly TimeBlock[];
  /** Whose are shown; null is everybody's. */
  readonly providerId: string | null;
  readonly again: () => void;
  readonly children: ReactNode;
}

/** When somebody sees nobody in the days that are shown: said in words, taken away and added here. */
export function BlockedTimes({ setup, range, blocks, providerId, again, children }: BlockedTimesProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { blocking, begin } = useBlocking();
  const nameOf = (id: string): string => setup.providers.find((one) => one.providerId === id)?.name ?? '';
  const whenOf = ({ fromDay, toDay, start, end }: TimeBlock): string => {
    const days =
      fromDay === toDay
        ? sayShortDay(fromDay, language())
        : t('schedule.fromToDay', { from: sayShortDay(fromDay, language()), to: sayShortDay(toDay, language()) });
    if (start === 0 && end === MINUTES_OF_DAY) return `${days}, ${t('schedule.allDay')}`;
    return `${days}, ${t('schedule.fromTo', { from: sayTime(start, language()), to: sayTime(end % MINUTES_OF_DAY, language()) })}`;
  };
  const say = (block: TimeBlock): string =>
    `${nameOf(block.providerId)}: ${block.blockNote ?? t(`schedule.blockReason.${block.reason}`)}, ${whenOf(block)}`;
  const remove = async ({ blockId, version }: TimeBlock): Promise<void> => {
    const answer = await ask('block.remove', { blockId, version });
    again();
    report(answer, t('schedule.unblocked'), async ({ block }) => {
      const back = await ask('block.restore', { blockId: block.blockId, version: block.version });
      again();
      return back;
    });
  };
  const added = ({ block, visits }: Value<'block.add'>): void => {
    again();
    const words = t('schedule.blocked', { what: say(block) });
    report({ ok: true, value: block }, visits === 0 ? words : `${words} ${t('schedule.toBeMoved', { count: visits })}`, async () => {
      const undone = await ask('block.remove', { blockId: block.blockId, version: block.version });
      again();
      return undone;
    });
  };
  const mayBook = may('schedule.book');
  const shown = blocks.filter((block) => providerId === null || block.providerId === providerId);
  return (
    <div className={styles['steps']}>
      {mayBook ? (
        <Button size="compact-sm" variant="default" onClick={() => begin(range.from, providerId)}>
          {t('schedule.block')}
        </Button>
      ) : null}
      {children}
      {shown.map((block) => (
        <span key={block.blockId} className={styles['chip']}>
          {say(block)}
          {mayBook ? (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('schedule.unblock', { what: say(block) })}
              onClick={() => void remove(block)}
            >
              {t('schedule.takeAway')}
            </Button>
          ) : null}
        </span>
      ))}
      {blocking === null ? null : <BlockDialog setup={setup} onAdded={added} />}
    </div>
  );
}
