import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { Status } from '../ui/status.tsx';
import type { Refusal } from '../ui/use-act.ts';
import { SheetFields } from './sheet-fields.tsx';
import styles from './unlock.module.css';

interface RecoveryKitProps {
  readonly shares: Value<'door.set-up-code'>['shares'];
  readonly failure: Refusal | null;
  /** Asks where one sheet shall be saved; whether it was. */
  readonly onSave: (sheet: number) => Promise<boolean>;
  readonly needed: number;
  readonly onBack: () => void;
  readonly onKept: () => void;
}

/** The sheets of the recovery kit, shown this once, each as numbered words and as a picture. */
export function RecoveryKit({ shares, needed, failure, onSave, onBack, onKept }: RecoveryKitProps) {
  const { t } = useTranslation();
  const [saved, setSaved] = useState<ReadonlySet<number>>(new Set());
  const save = async (sheet: number) => {
    if (await onSave(sheet)) setSaved((before) => new Set([...before, sheet]));
  };
  return (
    <>
      <h1>{t('setUp.kitTitle')}</h1>
      <p>{t('setUp.kitLead', { count: shares.length, needed })}</p>
      <p>{t('setUp.kitKeep')}</p>
      <ErrorSummary failure={failure} />
      <div className={styles['sheets']}>
        {shares.map(({ label, words, qr }, sheet) => (
          <section key={label} className={styles['sheet']} aria-label={t('setUp.kitSheet', { label })}>
            <h2>{t('setUp.kitSheet', { label })}</h2>
            <ol className={styles['words']}>
              {words.split(' ').map((word, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice; its number is what it is
                <li key={at}>{word}</li>
              ))}
            </ol>
            <QrCode text={qr} label={t('setUp.kitQr', { label })} size={160} />
            <Button size="compact-sm" variant="default" aria-label={t('setUp.kitSaveSheet', { label })} onClick={() => void save(sheet)}>
              {t('setUp.kitSave')}
            </Button>
            <div role="status">{saved.has(sheet) ? <Status kind="good">{t('setUp.kitSaved')}</Status> : null}</div>
          </section>
        ))}
      </div>
      <div className={styles['actions']}>
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button onClick={onKept}>{t('setUp.kitKept')}</Button>
      </div>
    </>
  );
}

interface ProveKitProps {
  readonly needed: number;
  readonly busy: boolean;
  readonly failure: Refusal | null;
  readonly onBack: () => void;
  readonly onDone: (shares: readonly string[]) => void;
}

/** The kit is opened once from paper; only then is the practice made. */
export function ProveKit({ needed, busy, failure, onBack, onDone }: ProveKitProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<readonly string[]>(() => Array.from({ length: needed }, () => ''));
  return (
    <Form className={styles['form']} onSend={() => onDone(typed.map((text) => text.trim()))}>
      <h1>{t('setUp.proveTitle')}</h1>
      <p>{t('setUp.proveLead', { count: needed })}</p>
      <ErrorSummary failure={failure} />
      <SheetFields
        sheets={typed}
        onChange={setTyped}
        required={needed}
        labelOf={(at) => (needed === 1 ? t('setUp.proveSheet') : `${t('setUp.proveSheet')} (${at + 1}/${needed})`)}
      />
      <div className={styles['actions']}>
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button type="submit" disabled={busy}>
          {busy ? t('setUp.creating') : t('setUp.proveFinish')}
        </Button>
      </div>
    </Form>
  );
}
