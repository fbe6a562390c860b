import { Button, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { SCOPES } from '../../shared/phi/series.ts';
import { CANCEL_REASONS, CLOSING, COMING, EXPECTED, type Progress, type Visit } from '../../shared/phi/visit.ts';
import { useCheckingIn } from '../board/checking-in.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { usePrinting } from '../printing/print-request.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { dayAndTime } from '../ui/clock.ts';
import { sayName } from '../ui/name.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import styles from './schedule.module.css';
import { sayDay, sayTime, todayIn } from './wall-time.ts';

/** This visit alone, or more of its series. */
type Scope = 'one' | (typeof SCOPES)[number];

interface VisitDialogProps {
  readonly visit: Visit;
  readonly setup: ScheduleSetup;
  readonly onClose: () => void;
  readonly onMove: () => void;
  readonly onEdit: () => void;
  /** Null where it can't be parked: it is over, or not this person's to move. */
  readonly park: { readonly parked: boolean; readonly toggle: () => void } | null;
  /** How a visit of a past day ended, or that what was said of it is taken back. */
  readonly onClosed: (to: Progress) => void;
  readonly onStepBack: () => void;
  readonly onCancel: (reason: (typeof CANCEL_REASONS)[number], scope: Scope) => void;
}

const isReason = (text: string): text is (typeof CANCEL_REASONS)[number] => CANCEL_REASONS.some((reason) => reason === text);

/** One visit: who, when, with whom, what the desk should know, and what can be done about it. */
export function VisitDialog({ visit, setup, onClose, onMove, onEdit, park, onClosed, onStepBack, onCancel }: VisitDialogProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [reason, setReason] = useState<(typeof CANCEL_REASONS)[number]>('patient');
  const isComing = COMING.includes(visit.progress);
  // Of a visit that has begun or is over only the rest of its series can still be cancelled.
  const scopes: readonly Scope[] = [...(isComing ? (['one'] as const) : []), ...(visit.seriesId === undefined ? [] : SCOPES)];
  const [scope, setScope] = useState(scopes[0]);
  const type = setup.visitTypes.find(({ visitTypeId }) => visitTypeId === visit.visitTypeId);
  const provider = setup.providers.find(({ providerId }) => providerId === visit.providerId);
  const room = setup.rooms.find(({ roomId }) => roomId === visit.roomId);
  const { day, start, minutes } = visit;
  const { begin: beginCheckIn } = useCheckingIn();
  const isHere = may('visit.progress') && visit.day === todayIn(setup.timeZone) && EXPECTED.includes(visit.progress);
  const checkIn = () => {
    onClose();
    beginCheckIn({ patientId: visit.patientId, visitId: visit.visitId, name: sayName(visit) });
    useUi.getState().go('today');
  };
  const { begin } = usePrinting();
  const slip = () => {
    onClose();
    begin({ kind: 'slip', patientId: visit.patientId, visitId: visit.visitId });
  };
  useCommand('print', slip, { enabled: may('print') });
  useCommand('visit.park', () => park?.toggle(), { enabled: park !== null });
  const open = () => {
    onClose();
    useUi.getState().openPatient(visit.patientId, sayName(visit));
  };
  return (
    <Modal data-region="visit" opened onClose={onClose} title={sayName(visit)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={styles['form']}>
        <p>
          {visit.birthDate === undefined ? '' : sayBirth(visit.birthDate, language())}{' '}
          {visit.mrn === '' ? '' : t('shell.mrn', { mrn: visit.mrn })}
        </p>
        <p>
          {sayDay(day, language())}, {t('schedule.fromTo', { from: sayTime(start, language()), to: sayTime(start + minutes, language()) })}
          <br />
          {[type?.name, provider?.name, room?.name, visit.progress === 'booked' ? '' : t(`board.progress.${visit.progress}`)]
            .filter(Boolean)
            .join(', ')}
        </p>
        {visit.visitNote === undefined ? null : <p>{visit.visitNote}</p>}
        {visit.seriesId === undefined ? null : <p>{t('schedule.ofSeries')}</p>}
        {park?.parked === true ? <p>{t('desk.parked.isParked')}</p> : null}
        {visit.anyway === undefined ? null : <p>{t('schedule.bookedAnyway', { why: visit.anyway })}</p>}
        <p className={styles['dim']}>{t('schedule.bookedBy', { name: visit.bookedBy, when: dayAndTime(visit.bookedAt) })}</p>
        <div className={styles['actions']}>
          {isHere ? (
            <Button variant="default" onClick={checkIn}>
              {t('board.checkIn')}
            </Button>
          ) : null}
          {may('print') ? (
            <Button variant="default" onClick={slip}>
              {t('printing.slip')}
            </Button>
          ) : null}
          {may('schedule.book') ? (
            <>
              <Button variant="default" onClick={onEdit}>
                {t('schedule.edit')}
              </Button>
              {park === null ? null : (
                <Button variant="default" onClick={park.toggle}>
                  {t(park.parked ? 'desk.parked.letGo' : 'desk.parked.park')}
                </Button>
              )}
              {isComing ? (
                <Button variant="default" onClick={onMove}>
                  {t('schedule.move')}
                </Button>
              ) : null}
            </>
          ) : null}
          <Button data-autofocus onClick={open}>
            {t('schedule.openChart')}
          </Button>
        </div>
        {may('visit.progress') && day < todayIn(setup.timeZone) ? (
          <fieldset className={styles['ending']} aria-label={t('schedule.ending')}>
            <span>{t('schedule.ending')}</span>
            {CLOSING[visit.progress].map((to) => (
              <Button key={to} variant="default" onClick={() => onClosed(to)}>
                {t(`board.step.${to}`)}
              </Button>
            ))}
            {EXPECTED.includes(visit.progress) && visit.progress !== 'no-show' ? null : (
              <Button variant="default" onClick={onStepBack}>
                {t('board.stepBack')}
              </Button>
            )}
          </fieldset>
        ) : null}
        {may('schedule.book') && scope !== undefined ? (
          <div className={styles['cancel']}>
            <NativeSelect
              label={t('schedule.cancelWhy')}
              data={CANCEL_REASONS.map((one) => ({ value: one, label: t(`schedule.reason.${one}`) }))}
              value={reason}
              onChange={({ currentTarget }) => isReason(currentTarget.value) && setReason(currentTarget.value)}
            />
            {visit.seriesId === undefined ? null : (
              <NativeSelect
                label={t('schedule.scopeCancel')}
                data={scopes.map((value) => ({ value, label: t(`schedule.scope.${value}`) }))}
                value={scope}
                onChange={({ currentTarget: { value } }) => setScope(scopes.find((one) => one === value))}
              />
            )}
            <Button variant="default" onClick={() => onCancel(reason, scope)}>
              {t('schedule.cancel')}
            </Button>
          </div>
        ) : null}
      </div>
    </Modal>
  );
}
