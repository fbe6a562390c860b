import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { Status } from '../ui/status.tsx';
import { Columns } from './columns.tsx';
import { Earlier } from './earlier.tsx';
import { isFailureCode } from './failure-code.ts';
import { FilePick } from './file-pick.tsx';
import { Finished } from './finished.tsx';
import styles from './import.module.css';
import { useBatch } from './use-batch.ts';
import { Verdicts } from './verdicts.tsx';

const STEPS = ['file', 'columns', 'check', 'done'] as const;
const STEP_OF = {
  receiving: 'file',
  reading: 'file',
  failed: 'file',
  mapping: 'columns',
  checking: 'check',
  checked: 'check',
  importing: 'done',
  done: 'done',
  cancelled: 'done',
  undoing: 'done',
  undone: 'done',
} as const;

/** What the reading of a file or a sheet came to, where it came to nothing. */
const Told = ({ failure }: { readonly failure: string | null }) =>
  failure === null ? null : <FailureNotice failure={{ code: isFailureCode(failure) ? failure : 'internal' }} />;

/** A spreadsheet becomes patients: file, columns, a dry run row by row, import. Every step can be left and taken up again. */
export function ImportPlace() {
  const { t } = useTranslation();
  const batch = useBatch();
  const { progress, failure } = batch;
  const state = progress?.state ?? null;
  const step = state === null ? 'file' : STEP_OF[state];
  return (
    <div className={styles['place']}>
      <header className={styles['head']}>
        <h1>{t('importing.title')}</h1>
        <ol className={styles['steps']}>
          {STEPS.map((one) => (
            <li key={one} {...(one === step ? { 'aria-current': 'step' as const } : {})}>
              {t(`importing.step.${one}`)}
            </li>
          ))}
        </ol>
        {progress === null || step === 'done' ? null : (
          <Button size="compact-sm" variant="default" onClick={batch.leave}>
            {t('importing.chooseAnother')}
          </Button>
        )}
      </header>
      {failure === null ? null : <FailureNotice failure={{ code: failure }} />}
      {progress === null && !batch.coming ? (
        <>
          <FilePick onReceived={batch.follow} />
          <Earlier onResume={batch.follow} />
        </>
      ) : null}
      {state === 'receiving' ? <Status kind="attention">{t('importing.notReceived')}</Status> : null}
      {progress !== null && state === 'reading' ? (
        <Progress
          label={t('importing.reading')}
          done={progress.done}
          total={progress.total === 0 ? null : progress.total}
          onStop={batch.cancel}
        />
      ) : null}
      {state === 'failed' ? <Told failure={progress?.failure ?? 'internal'} /> : null}
      {state === 'mapping' ? <Told failure={progress?.failure ?? null} /> : null}
      {progress !== null && state === 'mapping' ? (
        <Columns batchId={progress.batchId} onCheck={batch.check} onReadAnew={batch.takeUp} />
      ) : null}
      {progress !== null && state === 'checking' ? (
        <Progress label={t('importing.checking')} done={progress.done} total={progress.total} onStop={batch.cancel} />
      ) : null}
      {progress !== null && state === 'checked' ? <Verdicts progress={progress} onBack={batch.back} onRun={batch.run} /> : null}
      {progress !== null && (state === 'importing' || state === 'undoing') ? (
        <Progress
          label={t(state === 'undoing' ? 'importing.undoing' : 'importing.importing')}
          done={progress.done}
          total={progress.total}
          {...(state === 'importing' ? { onStop: batch.cancel } : {})}
        />
      ) : null}
      {progress !== null && (state === 'done' || state === 'cancelled' || state === 'undone') ? (
        <Finished progress={progress} onUndo={batch.undo} onAnother={batch.leave} />
      ) : null}
    </div>
  );
}
