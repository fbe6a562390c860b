import { IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** The lock is near: a strip that counts down. It takes no focus, and is announced once, not every second. */
export function LockWarning() {
  const { t } = useTranslation();
  const [locksAt, setLocksAt] = useState<number | null>(null);
  const [now, setNow] = useState(Date.now());

  useEffect(
    () =>
      window.clinicEvents.on('warning', (warning) => {
        setNow(Date.now());
        setLocksAt(warning === null ? null : Date.now() + warning.secondsLeft * 1000);
      }),
    [],
  );
  useEffect(() => {
    if (locksAt === null) return undefined;
    const every = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(every);
  }, [locksAt]);

  const seconds = locksAt === null ? null : Math.max(0, Math.round((locksAt - now) / 1000));
  return (
    <>
      <div className="visually-hidden" role="status">
        {seconds === null ? null : t('shell.lockWarningAnnounced')}
      </div>
      {seconds === null ? null : (
        <section className={styles['warning']} aria-label={t('shell.lock')}>
          <IconLock size={18} aria-hidden />
          {t('shell.lockWarning', { seconds })}
        </section>
      )}
    </>
  );
}
