import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Status } from '../ui/status.tsx';
import { useSession } from './session.tsx';
import styles from './today.module.css';
import { useUi } from './ui-state.ts';

/** Why nothing can be changed just now: everybody hears it, and whoever may decide is shown the way to the finding. */
export function LogAlert() {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const go = useUi((state) => state.go);
  if (status.log.state !== 'broken') return null;
  return (
    <section aria-labelledby="today-log" className={styles['column']}>
      <h2 id="today-log">{t('today.logTitle')}</h2>
      <p>
        <Status kind="alert">{t('shell.readOnly')}</Status>
      </p>
      <p>{t(may('audit.decide-rollback') ? 'today.logDecide' : 'today.logWait')}</p>
      {may('audit.decide-rollback') ? (
        <div>
          <Button variant="default" onClick={() => go('office')}>
            {t('today.logGo')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
