import { Button, Modal } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../shared/contract.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import { CALL_OUTCOMES, type CallLine } from '../../shared/phi/call.ts';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { dayAndTime } from '../ui/clock.ts';
import { sayName } from '../ui/name.ts';
import { Status } from '../ui/status.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import styles from './schedule.module.css';
import { sayDay, sayTime } from './wall-time.ts';

interface CallsDialogProps {
  readonly setup: ScheduleSetup;
  readonly day: string;
  readonly onClose: () => void;
  /** A visit was confirmed, or is so no more. */
  readonly onChanged: () => void;
}

/** Whom to call about a day that is to come, and how each call ended. */
export function CallsDialog({ setup, day, onClose, onChanged }: CallsDialogProps) {
  const { t } = useTranslation();
  const [lines, setLines] = useState<readonly CallLine[] | null>(null);
  const read = useCallback(async (): Promise<void> => {
    const all: CallLine[] = [];
    let after: Value<'call.list'>['next'] = null;
    do {
      const answer: Awaited<ReturnType<typeof ask<'call.list'>>> = await ask('call.list', { day, after });
      if (!answer.ok) {
        report(answer, '');
        break;
      }
      all.push(...answer.value.calls);
      after = answer.value.next;
    } while (after !== null);
    setLines(all);
  }, [day]);
  useEffect(() => void read(), [read]);
  const note = async (line: CallLine, outcome: (typeof CALL_OUTCOMES)[number]): Promise<void> => {
    const { patientId, visitId, version } = line;
    const answer = await ask('call.note', { patientId, visitId, version, outcome });
    const turned = answer.ok && answer.value.version !== version;
    const words = turned && outcome !== 'confirmed' ? 'schedule.calledUnconfirmed' : 'schedule.calledAs';
    report(answer, t(words, { name: sayName(line), outcome: t(`schedule.callOutcome.${outcome}`) }), turned ? takeBack : undefined);
    await read();
    if (turned) onChanged();
  };
  /** That a call was made stays noted; whether it confirmed the visit is as it was before. */
  const takeBack = async ({ patientId, visitId, version, progress }: CallLine): Promise<Answer<unknown>> => {
    const seen = { patientId, visitId, version };
    const undone = await (progress === 'confirmed' ? ask('visit.step-back', seen) : ask('visit.progress', { ...seen, to: 'confirmed' }));
    await read();
    onChanged();
    return undone;
  };
  const providers = new Map(setup.providers.map(({ providerId, name }) => [providerId, name]));
  const left = lines?.filter(({ progress }) => progress === 'booked').length ?? 0;
  return (
    <Modal
      data-region="calls"
      opened
      size="xl"
      onClose={onClose}
      title={t('schedule.callsFor', { day: sayDay(day, language()) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {lines === null ? <Waiting slow={false} /> : <p role="status">{t('schedule.callsLeft', { count: left })}</p>}
      <ul className={styles['picks']}>
        {(lines ?? []).map((line) => (
          <li key={line.visitId} className={styles['call']}>
            <div>
              {sayTime(line.start, language())} <strong>{sayName(line)}</strong>{' '}
              <span className={styles['dim']}>{line.birthDate === undefined ? '' : sayBirth(line.birthDate, language())}</span>
              <br />
              {line.phone ?? t('schedule.noPhone')}
              <span className={styles['dim']}> {providers.get(line.providerId) ?? ''}</span>
              {line.last === null ? null : (
                <>
                  <br />
                  {line.progress === 'confirmed' ? <Status kind="good">{t('board.progress.confirmed')}</Status> : null}{' '}
                  <span className={styles['dim']}>
                    {t(`schedule.callOutcome.${line.last.outcome}`)}, {dayAndTime(line.last.at)}, {line.last.by}
                  </span>
                </>
              )}
            </div>
            <div className={styles['steps']}>
              {CALL_OUTCOMES.map((outcome) => (
                <Button
                  key={outcome}
                  size="compact-sm"
                  variant={outcome === 'confirmed' ? 'filled' : 'default'}
                  aria-label={`${t(`schedule.callOutcome.${outcome}`)}: ${sayName(line)}`}
                  onClick={() => void note(line, outcome)}
                >
                  {t(`schedule.callOutcome.${outcome}`)}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
