import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '../../shared/commands.ts';
import { count, timeOfDay } from '../ui/clock.ts';
import { Status } from '../ui/status.tsx';
import { lockNow } from './lock.ts';
import { useSession } from './session.tsx';
import styles from './shell.module.css';
import { useUi } from './ui-state.ts';

/** The seconds until the lock, counted down here between two answers of main. */
function useLocksInSeconds(): number {
  const { status } = useSession();
  const [known, setKnown] = useState({ at: Date.now(), seconds: status.locksInSeconds });
  const [now, setNow] = useState(known.at);
  useEffect(() => setKnown({ at: Date.now(), seconds: status.locksInSeconds }), [status]);
  useEffect(() => {
    const every = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(every);
  }, []);
  return Math.max(0, known.seconds - Math.max(0, Math.round((now - known.at) / 1000)));
}

/** The check of a large records file: damage is everybody's business, the rest is for those who look after the practice. */
function StoreCheckStatus() {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const { storeCheck } = status;
  if (storeCheck === 'none' || (storeCheck !== 'damaged' && !may('staff.read'))) return null;
  const kind = storeCheck === 'damaged' ? 'alert' : storeCheck === 'whole' ? 'good' : 'quiet';
  return <Status kind={kind}>{t(`shell.storeCheck.${storeCheck}`)}</Status>;
}

/** Whether the log passed its check: everybody is told where it did not, and whoever may read it how far the check has come. */
function LogState() {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const { state, done, total } = status.log;
  if (state === 'broken') return <Status kind="alert">{t('shell.readOnly')}</Status>;
  if (!may('audit.read')) return null;
  if (state === 'intact') return <span>{t('shell.logChecked')}</span>;
  return <span>{t('shell.logChecking', { percent: total === 0 ? 0 : Math.floor((100 * done) / total) })}</span>;
}

/** What is safe, in words: the last durable save, the audit log's size, the lock. */
export function StatusBar() {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const savedAt = useUi((state) => state.savedAt);
  const seconds = useLocksInSeconds();
  return (
    <section className={styles['status']} data-region="status" aria-label={t('shell.status')}>
      <span>{savedAt === null ? t('shell.nothingSavedYet') : t('shell.saved', { time: timeOfDay(savedAt) })}</span>
      <LogState />
      <span>{t('shell.auditEntries', { count: status.auditSize, formatted: count(status.auditSize) })}</span>
      {status.rotationPending && may('staff.read') ? <Status kind="info">{t('shell.rotationPending')}</Status> : null}
      <StoreCheckStatus />
      <span>{seconds < 60 ? t('shell.locksSoon') : t('shell.locksInMinutes', { minutes: Math.round(seconds / 60) })}</span>
      <Button
        className={styles['lock']}
        size="compact-sm"
        variant="default"
        onClick={lockNow}
        rightSection={<span className={styles['dim']}>{COMMANDS['session.lock'].shortcut}</span>}
      >
        {t('shell.lock')}
      </Button>
    </section>
  );
}
