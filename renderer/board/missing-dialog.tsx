import { Button, Modal } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import { MISSING } from '../../shared/phi/check-in.ts';
import type { MissingLine } from '../../shared/phi/missing-line.ts';
import { useListKeys } from '../commands/list-keys.ts';
import { language } from '../i18n/i18n.ts';
import { nextOpenDay } from '../schedule/next-open-day.ts';
import { sayDay } from '../schedule/wall-time.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import styles from './board.module.css';
import { countsOf, type MissingKind, onePerPatient } from './missing-list.ts';
import { MissingRow } from './missing-row.tsx';
import { useChangedVisits } from './use-changed.ts';

interface Known {
  readonly lines: readonly MissingLine[] | null;
  readonly failure: { readonly code: FailureCode; readonly seconds: number | null } | null;
}

/** Who is expected today and on the next open day with something missing, read again by `again`. */
const useMissing = (days: readonly string[]): Known & { readonly again: () => void } => {
  const [known, setKnown] = useState<Known>({ lines: null, failure: null });
  const key = days.join(' ');
  const newest = useRef(0);
  const again = useCallback(() => {
    newest.current += 1;
    const mine = newest.current;
    const read = async (): Promise<void> => {
      const lines: MissingLine[] = [];
      for (const day of key.split(' ')) {
        let after: Value<'schedule.missing'>['next'] = null;
        do {
          const answer: Awaited<ReturnType<typeof ask<'schedule.missing'>>> = await ask('schedule.missing', { day, after });
          if (mine !== newest.current) return;
          if (!answer.ok) {
            setKnown({ lines: null, failure: { code: answer.code, seconds: answer.seconds ?? null } });
            return;
          }
          lines.push(...answer.value.lines);
          after = answer.value.next;
        } while (after !== null);
      }
      setKnown({ lines: onePerPatient(lines), failure: null });
    };
    void read();
  }, [key]);
  useEffect(() => {
    again();
    return () => {
      newest.current += 1;
    };
  }, [again]);
  return { ...known, again };
};

interface MissingDialogProps {
  readonly setup: ScheduleSetup;
  readonly today: string;
  readonly onClose: () => void;
}

/** What is to be had from those who are expected: how often each thing is missing, and of whom. Enter opens the chart where it belongs. */
export function MissingDialog({ setup, today, onClose }: MissingDialogProps) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<MissingKind | null>(null);
  const days = [today, nextOpenDay(setup, today)];
  const { lines, failure, again } = useMissing(days);
  useChangedVisits(again);
  const body = useRef<HTMLDivElement>(null);
  const step = (by: number): void => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.querySelector('button')?.focus();
  };
  useListKeys(body, { step, search: null });
  const all = lines ?? [];
  const counts = countsOf(all);
  const shown = all.filter(({ missing }) => only === null || missing?.includes(only) === true);
  return (
    <Modal
      data-region="missing"
      opened
      size="xl"
      onClose={onClose}
      title={t('desk.missing.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {failure === null ? null : <FailureNotice failure={failure} again={again} />}
      {lines === null ? (
        failure === null ? (
          <Waiting slow={false} />
        ) : null
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys are heard from the buttons in it
        <div
          ref={body}
          className={styles['sheet']}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            step(by);
          }}
        >
          <p role="status">{t(all.length === 0 ? 'desk.missing.nothing' : 'desk.missing.patients', { count: all.length })}</p>
          <fieldset className={styles['kinds']} aria-label={t('desk.missing.kinds')}>
            {MISSING.filter((kind) => counts.has(kind)).map((kind) => (
              <Button
                key={kind}
                size="compact-sm"
                variant={only === kind ? 'filled' : 'default'}
                aria-pressed={only === kind}
                onClick={() => setOnly(only === kind ? null : kind)}
              >
                {t(`board.missingItem.${kind}`)} <span className={styles['tally']}>{counts.get(kind)}</span>
              </Button>
            ))}
          </fieldset>
          {days.map((day) => {
            const ofDay = shown.filter((line) => line.day === day);
            return ofDay.length === 0 ? null : (
              <section key={day} aria-labelledby={`missing-${day}`}>
                <h3 id={`missing-${day}`}>{sayDay(day, language())}</h3>
                <ul className={styles['rows']}>
                  {ofDay.map((line) => (
                    <MissingRow key={line.visitId} line={line} setup={setup} only={only} onOpen={onClose} />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </Modal>
  );
}
