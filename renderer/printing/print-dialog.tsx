import { Button, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { PrintPreview } from '../../shared/phi/print.ts';
import { isDisclosure } from '../../shared/phi/print.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { type Refusal, useAct } from '../ui/use-act.ts';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { PdfPreview } from './pdf-preview.tsx';
import { type PrintForm, type Printing, PURPOSES, usePrinting } from './print-request.ts';
import styles from './printing.module.css';
import { ProviderPick } from './provider-pick.tsx';
import { usePrint } from './use-print.ts';

/** The print that is open, in front of whatever it was asked from. */
export function PrintDialog() {
  const { t } = useTranslation();
  const printing = usePrinting();
  const { form, end } = printing;
  return (
    <Modal
      data-region="print"
      opened={form !== null}
      onClose={end}
      size="xl"
      title={form === null ? '' : t(`printing.title.${form.wanted.kind}`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {form === null ? null : <Open form={form} printing={printing} />}
    </Modal>
  );
}

function Open({ form, printing }: { readonly form: PrintForm; readonly printing: Printing }) {
  const { print, failure, ready, again } = usePrint(form.wanted);
  if (failure !== null) return <FailureNotice failure={failure} again={again} />;
  if (print === null) return <Waiting slow />;
  return (
    <div className={styles['print']}>
      <div>
        <PdfPreview pdf={print.pdf} pages={print.pages} />
      </div>
      <Ways print={print} ready={ready} form={form} printing={printing} />
    </div>
  );
}

interface WaysProps {
  readonly print: PrintPreview;
  readonly ready: boolean;
  readonly form: PrintForm;
  readonly printing: Printing;
}

/** Where it goes, for whom, and how it went. */
function Ways({ print, ready, form, printing: { put, end } }: WaysProps) {
  const { t } = useTranslation();
  const { wanted } = form;
  const known = useAnswer('printer.list', {});
  const { busy, failure, act } = useAct();
  const [chosen, choose] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { printers, usual, remembered, problem } = known.value ?? { printers: [], usual: null, remembered: {}, problem: null };
  const printer = chosen ?? remembered[print.kind] ?? usual ?? printers[0] ?? '';
  const disclosure = isDisclosure(print.kind);
  const first = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // the dialog stands before there is anything in it to focus
  const choosable = printer !== '';
  useEffect(() => {
    if (first.current !== null) first.current.focus();
    else if (choosable) button.current?.focus();
  }, [choosable]);
  const missing = disclosure && form.recipient.trim() === '';
  const send = async (): Promise<void> => {
    setSentTo(null);
    const because: Reason | undefined = disclosure ? { code: form.purpose, text: form.recipient.trim() } : undefined;
    const done = await act(() => ask('print.send', { printId: print.printId, printer, copies: form.copies }, because));
    if (done !== null) setSentTo(printer);
  };
  const stands: Refusal | null =
    failure ?? known.failure ?? (problem === null ? null : { code: problem satisfies FailureCode, seconds: null });
  return (
    <form
      className={styles['ways']}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !missing && printer !== '' && !busy) void send();
      }}
    >
      {print.unprintable === 0 ? null : (
        <p role="alert">
          <Status kind="attention">{t('printing.unprintable', { count: print.unprintable })}</Status>
        </p>
      )}
      {wanted.kind === 'day' ? (
        <ProviderPick providerId={wanted.providerId} onPick={(providerId) => put({ wanted: { ...wanted, providerId } })} />
      ) : null}
      {disclosure ? (
        <>
          <TextInput
            label={t('printing.recipient')}
            description={t('printing.recipientHelp')}
            value={form.recipient}
            maxLength={500}
            required
            ref={first}
            data-autofocus
            onChange={({ currentTarget }) => put({ recipient: currentTarget.value })}
          />
          <NativeSelect
            label={t('printing.purpose')}
            data={PURPOSES.map((one) => ({ value: one, label: t(`parts.reason.${one}`) }))}
            value={form.purpose}
            onChange={({ currentTarget }) => put({ purpose: PURPOSES.find((one) => one === currentTarget.value) ?? 'other' })}
          />
        </>
      ) : null}
      {known.value !== null && problem === null && printers.length === 0 ? <p>{t('printing.noPrinters')}</p> : null}
      {printers.length === 0 ? null : (
        <>
          <NativeSelect
            label={t('printing.printer')}
            data={[...printers]}
            value={printer}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
          <NumberInput
            label={t('printing.copies')}
            min={1}
            max={20}
            clampBehavior="strict"
            value={form.copies}
            onChange={(copies) => put({ copies: typeof copies === 'number' && copies >= 1 ? Math.min(20, Math.floor(copies)) : 1 })}
          />
        </>
      )}
      <p className={styles['dim']}>{t('printing.pages', { count: print.pages })}</p>
      {stands === null ? null : <FailureNotice failure={stands} />}
      <p role="status">{sentTo === null ? '' : t('printing.sent', { printer: sentTo })}</p>
      <div className={styles['actions']} data-acts>
        <Button variant="default" onClick={end}>
          {t(sentTo === null ? 'common.cancel' : 'common.close')}
        </Button>
        <Button
          type="submit"
          ref={disclosure ? undefined : button}
          data-autofocus={disclosure ? undefined : true}
          disabled={!ready || printer === '' || missing}
          loading={busy}
        >
          {t(failure === null && sentTo === null ? 'printing.print' : 'printing.printAgain')}
        </Button>
      </div>
    </form>
  );
}
