import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import { DOCUMENT_CAPS } from '../../shared/intake/document.ts';
import type { ImportProgress } from '../../shared/operations/import.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { Status } from '../ui/status.tsx';
import styles from './import.module.css';
import { sendFile } from './send-file.ts';

/** What the file dialog shows at first. A list under any other name is taken too: what a file holds is judged where it is read, not by its name. */
const USUAL_KINDS = '.csv,.tsv,.tab,.txt,.dat,.xlsx,.xls';

/** The only place in Anteroom that takes a dropped file. */
export function FilePick({ onReceived }: { readonly onReceived: (progress: ImportProgress) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ done: number; total: number } | null>(null);
  const [empty, setEmpty] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);

  const take = async (file: File | null | undefined): Promise<void> => {
    setFailure(null);
    setEmpty(file?.size === 0);
    if (file === null || file === undefined || file.size === 0) return;
    if (file.size > DOCUMENT_CAPS.fileBytes) {
      setFailure('file-too-large');
      return;
    }
    setSending({ done: 0, total: file.size });
    const answer = await sendFile(file, (done) => setSending({ done, total: file.size }));
    setSending(null);
    if (answer.ok) onReceived(answer.value);
    else setFailure(answer.code);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files.item(0));
  };

  if (sending !== null) return <Progress label={t('importing.receiving')} done={sending.done} total={sending.total} />;
  return (
    <section
      aria-label={t('importing.drop')}
      className={over ? `${styles['drop']} ${styles['over']}` : styles['drop']}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{t('importing.lead')}</p>
      <p className={styles['dim']}>{t('importing.drop')}</p>
      <Button onClick={() => input.current?.click()}>{t('importing.choose')}</Button>
      <input
        ref={input}
        type="file"
        accept={USUAL_KINDS}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('importing.choose')}
        onChange={(event) => {
          void take(event.currentTarget.files?.item(0));
          event.currentTarget.value = '';
        }}
      />
      {empty ? <Status kind="attention">{t('importing.emptyFile')}</Status> : null}
      {failure === null ? null : <FailureNotice failure={{ code: failure }} />}
    </section>
  );
}
