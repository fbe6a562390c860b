import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import type { ImportProgress } from '../../shared/operations/import.ts';
import { language } from '../i18n/i18n.ts';
import { count, dayAndTime } from '../ui/clock.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { ask } from '../workspace/ask.ts';
import { useUi } from '../workspace/ui-state.ts';
import styles from './import.module.css';

/** The vault makes the spreadsheet piece by piece and writes it where the person says: whether they did, or what went wrong. */
const makeAndSave = async (batchId: string, onRows: (done: number) => void): Promise<boolean | FailureCode> => {
  const asked = { batchId, language: language() };
  let made = await ask('import.rejects', asked);
  while (made.ok && !made.value.ready) {
    onRows(made.value.done);
    made = await ask('import.rejects', { ...asked, fileId: made.value.fileId });
  }
  if (!made.ok) return made.code;
  const written = await ask('file.save', { fileId: made.value.fileId });
  return written.ok ? written.value.saved : written.code;
};

/** What an import did, what it left out, and the way back for a day. */
export function Finished({
  progress,
  onUndo,
  onAnother,
}: {
  readonly progress: ImportProgress;
  readonly onUndo: () => void;
  /** On to the next spreadsheet. */
  readonly onAnother: () => void;
}) {
  const { t } = useTranslation();
  const [saved, setSaved] = useState(false);
  /** Rows already in the spreadsheet that is being made; null while none is. */
  const [making, setMaking] = useState<number | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const leftOut = progress.rejected + progress.duplicates;

  const saveRejects = async (): Promise<void> => {
    setFailure(null);
    setMaking(0);
    const outcome = await makeAndSave(progress.batchId, setMaking);
    setMaking(null);
    if (typeof outcome === 'boolean') setSaved(outcome);
    else setFailure(outcome);
  };
  // the chart that is open may be one of those that were taken back
  const toPatients = () => {
    useUi.getState().openPatient(null);
    useUi.getState().go('patients');
  };
  const undoable = progress.state !== 'undone' && progress.undoUntil !== null && progress.undoUntil > Date.now();
  return (
    <section className={styles['columns']}>
      <p role="status">
        <Status kind={progress.state === 'done' ? 'good' : 'info'}>
          {progress.state === 'undone'
            ? t('importing.undone')
            : progress.state === 'cancelled'
              ? t('importing.cancelled')
              : t('importing.done', { created: count(progress.created), updated: count(progress.updated) })}
        </Status>
      </p>
      {progress.kept === 0 ? null : <p>{t('importing.keptEdited', { count: progress.kept })}</p>}
      {leftOut === 0 || progress.state === 'undone' ? null : (
        <>
          <p>{t('importing.leftOut', { count: leftOut, formatted: count(leftOut) })}</p>
          <div className={styles['facts']}>
            <Button variant="default" disabled={making !== null} onClick={() => void saveRejects()}>
              {t('importing.saveRejects')}
            </Button>
            {making !== null ? (
              <span className={styles['dim']}>{t('importing.makingFile', { done: count(making), total: count(leftOut) })}</span>
            ) : saved ? (
              <Status kind="good">{t('importing.rejectsSaved')}</Status>
            ) : (
              <span className={styles['dim']}>{t('importing.saveRejectsWhy')}</span>
            )}
          </div>
        </>
      )}
      {failure === null ? null : <FailureNotice failure={{ code: failure }} />}
      {progress.state === 'undone' ? <p>{t('importing.undoneNext')}</p> : null}
      <div className={styles['facts']}>
        <Button onClick={toPatients}>{t('importing.toPatients')}</Button>
        <Button variant="default" onClick={onAnother}>
          {t('importing.chooseAnother')}
        </Button>
      </div>
      {undoable && progress.undoUntil !== null ? (
        <div className={styles['facts']}>
          <Button variant="default" onClick={onUndo}>
            {t('importing.undo')}
          </Button>
          <span className={styles['dim']}>{t('importing.undoUntil', { when: dayAndTime(progress.undoUntil) })}</span>
        </div>
      ) : null}
    </section>
  );
}
