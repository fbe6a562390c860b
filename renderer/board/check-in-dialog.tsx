import { Button, Checkbox, Modal, NativeSelect } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import { type CheckInSheet, COPAY_WAYS, IDENTIFIERS } from '../../shared/phi/check-in.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Form } from '../ui/form.tsx';
import { sayName } from '../ui/name.ts';
import { TextField } from '../ui/text-field.tsx';
import { useAct } from '../ui/use-act.ts';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './board.module.css';
import { type CheckingIn, readCents, useCheckingIn } from './checking-in.ts';
import { SheetColumns } from './sheet-columns.tsx';

interface CheckInDialogProps {
  readonly onCheckedIn: (visit: Value<'visit.check-in'>) => void;
  readonly onNoShow: (form: CheckingIn, version: number) => void;
  readonly onOpenChart: (form: CheckingIn) => void;
  /** The check-in was closed; the visit stays as it is. */
  readonly onGivenUp: (form: CheckingIn) => void;
}

/** One screen at the counter: who is it, what is missing, what has changed; then the patient is here. */
export function CheckInDialog(props: CheckInDialogProps) {
  const { t } = useTranslation();
  const { form } = useCheckingIn();
  const known = useAnswer('visit.check-in-sheet', form === null ? null : { patientId: form.patientId, visitId: form.visitId });
  if (form === null) return null;
  return (
    <Modal
      data-region="check-in"
      opened
      size="lg"
      onClose={() => props.onGivenUp(form)}
      title={t('board.checkInOf', { name: form.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {known.failure === null ? null : <FailureNotice failure={known.failure} again={known.again} />}
      <CheckInForm {...props} sheet={known.value} slow={known.slow} />
    </Modal>
  );
}

const isWay = (text: string): text is CheckingIn['way'] => COPAY_WAYS.some((way) => way === text);

/** What stands in the chart beside each identifier, to compare with what the patient says. */
const inTheChart = (sheet: CheckInSheet | null, identifier: (typeof IDENTIFIERS)[number]): string => {
  if (sheet === null) return '';
  if (identifier === 'name') return sayName(sheet);
  if (identifier === 'birth-date') return sheet.birthDate === undefined ? '' : sayBirth(sheet.birthDate, language());
  if (identifier === 'phone') return sheet.phone ?? '';
  if (identifier === 'address') return sheet.address ?? '';
  return identifier === 'record-number' ? sheet.mrn : '';
};

interface CheckInFormProps extends CheckInDialogProps {
  /** Null while it is on its way: who the patient is can be ticked meanwhile, so that no key is lost. */
  readonly sheet: CheckInSheet | null;
  readonly slow: boolean;
}

function CheckInForm({ sheet, slow, onCheckedIn, onNoShow, onOpenChart }: CheckInFormProps) {
  const { t } = useTranslation();
  const { form, put } = useCheckingIn();
  const { busy, failure, act } = useAct();
  const [odd, setOdd] = useState<'said' | 'copay' | null>(null);
  const place = useRef<HTMLFormElement>(null);
  useCommand('form.save', () => place.current?.requestSubmit(), { within: place });
  if (form === null) return null;
  const { patientId, visitId, said, verified, copay, way } = form;
  const tick = (identifier: (typeof IDENTIFIERS)[number]): void =>
    put({ said: said.includes(identifier) ? said.filter((one) => one !== identifier) : [...said, identifier] });
  /** The number beside an identifier ticks it, while the focus is among them. */
  const onDigit = (event: KeyboardEvent): void => {
    const identifier = IDENTIFIERS[Number(event.key) - 1];
    if (identifier === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    tick(identifier);
  };
  const send = async (): Promise<void> => {
    const cents = copay.trim() === '' ? undefined : readCents(copay);
    setOdd(said.length < 2 ? 'said' : cents === null ? 'copay' : null);
    if (said.length < 2 || cents === null || sheet === null) return;
    const done = await act(() =>
      ask('visit.check-in', {
        ...{ patientId, visitId, version: sheet.version, identifiers: said, verified },
        ...(cents === undefined ? {} : { copay: { cents, way } }),
      }),
    );
    if (done !== null) onCheckedIn(done);
  };
  return (
    <Form ref={place} className={styles['sheet']} onSend={() => void send()}>
      <ErrorSummary failure={failure} />
      <fieldset className={styles['ticks']} onKeyDown={onDigit} aria-describedby={odd === 'said' ? 'said-odd' : undefined}>
        <legend>{t('board.identifiedBy')}</legend>
        {IDENTIFIERS.map((identifier, at) => (
          <Checkbox
            key={identifier}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            label={
              <>
                <kbd>{at + 1}</kbd> {t(`board.identifier.${identifier}`)} <strong>{inTheChart(sheet, identifier)}</strong>
              </>
            }
            checked={said.includes(identifier)}
            onChange={() => tick(identifier)}
          />
        ))}
        {odd === 'said' ? (
          <p id="said-odd" role="alert">
            {t('board.twoIdentifiers')}
          </p>
        ) : null}
      </fieldset>
      {sheet === null ? (
        <Waiting slow={slow} />
      ) : (
        <SheetColumns
          sheet={sheet}
          verified={verified}
          onVerified={(id) => put({ verified: verified.includes(id) ? verified.filter((one) => one !== id) : [...verified, id] })}
        />
      )}
      <div className={styles['copay']}>
        <TextField
          name="copay"
          label={t('board.copay')}
          inputMode="decimal"
          maxLength={10}
          value={copay}
          error={odd === 'copay' ? t('board.oddAmount') : undefined}
          onChange={(typed) => put({ copay: typed })}
        />
        <NativeSelect
          name="way"
          label={t('board.copayWay')}
          data={COPAY_WAYS.map((one) => ({ value: one, label: t(`board.way.${one}`) }))}
          value={way}
          onChange={({ currentTarget }) => isWay(currentTarget.value) && put({ way: currentTarget.value })}
        />
      </div>
      <div className={styles['actions']} data-acts>
        <Button variant="default" disabled={sheet === null} onClick={() => sheet !== null && onNoShow(form, sheet.version)}>
          {t('board.step.no-show')}
        </Button>
        <Button variant="default" onClick={() => onOpenChart(form)}>
          {t('schedule.openChart')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('board.checkIn')}
        </Button>
      </div>
    </Form>
  );
}
