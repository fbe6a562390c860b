import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { type Progress, STEPS, type Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { sayTime } from '../schedule/wall-time.ts';
import { sayName } from '../ui/name.ts';
import { useSession } from '../workspace/session.tsx';
import styles from './board.module.css';

interface StepDialogProps {
  readonly visit: Visit;
  readonly setup: ScheduleSetup;
  readonly onClose: () => void;
  readonly onStep: (to: Progress) => void;
  readonly onStepBack: () => void;
  /** What else this window can do with the visit. */
  readonly children?: ReactNode;
}

/** A visit on its day: where it stands, and where it goes from there. The likeliest next step has the focus. */
export function StepDialog({ visit, setup, onClose, onStep, onStepBack, children }: StepDialogProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const type = setup.visitTypes.find(({ visitTypeId }) => visitTypeId === visit.visitTypeId);
  const provider = setup.providers.find(({ providerId }) => providerId === visit.providerId);
  return (
    <Modal data-region="visit-steps" opened onClose={onClose} title={sayName(visit)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={styles['sheet']}>
        <p>
          {sayTime(visit.start, language())}, {type?.name}, {provider?.name}
          <br />
          <strong>{t(`board.progress.${visit.progress}`)}</strong>
        </p>
        <div className={styles['actions']}>
          {children}
          {may('visit.progress') && visit.progress !== 'booked' ? (
            <Button variant="default" onClick={onStepBack}>
              {t('board.stepBack')}
            </Button>
          ) : null}
          {may('visit.progress')
            ? [...STEPS[visit.progress]].reverse().map((to, at, all) => (
                <Button
                  key={to}
                  {...(at === all.length - 1 ? { 'data-autofocus': true } : { variant: 'default' })}
                  onClick={() => onStep(to)}
                >
                  {t(`board.step.${to}`)}
                </Button>
              ))
            : null}
        </div>
      </div>
    </Modal>
  );
}
