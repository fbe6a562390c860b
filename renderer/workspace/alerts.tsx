import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayAndTime } from '../ui/clock.ts';
import { Status } from '../ui/status.tsx';
import { useAct } from '../ui/use-act.ts';
import { ask } from './ask.ts';
import styles from './today.module.css';
import { useAnswer } from './use-answer.ts';

/** What an owner or privacy officer is told at sign-in, until they have put it aside. */
export function Alerts() {
  const { t } = useTranslation();
  const { value, again } = useAnswer('alert.list', {});
  const { busy, act } = useAct();
  const alerts = value?.alerts ?? [];
  if (alerts.length === 0) return null;
  const putAside = async () => {
    await act(() => ask('alert.seen', { alertIds: alerts.map(({ alertId }) => alertId) }));
    again();
  };
  return (
    <section aria-labelledby="today-alerts">
      <h2 id="today-alerts">{t('today.alerts')}</h2>
      <ul className={styles['list']}>
        {alerts.map(({ alertId, kind, name, at }) => (
          <li key={alertId} className={styles['line']}>
            <span>
              <Status kind="attention">{t(`today.alert.${kind}`)}</Status> {name}, {dayAndTime(at)}
            </span>
          </li>
        ))}
      </ul>
      <Button variant="default" disabled={busy} onClick={() => void putAside()}>
        {t('today.alertsSeen')}
      </Button>
    </section>
  );
}
