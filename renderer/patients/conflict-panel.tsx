import { Button, Radio } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartListName } from '../../shared/phi/patient.ts';
import { todayHere } from '../ui/civil-date.ts';
import { dayAndTime } from '../ui/clock.ts';
import { type Conflict, type ConflictField, ssnInForm } from './conflict.ts';
import { fieldName, valueWords } from './field-words.ts';
import styles from './form.module.css';
import { checkForm } from './form-check.ts';
import { chooseInConflict, settleConflict } from './form-save.ts';
import { type PatientForm, textOf } from './form-state.ts';
import { isListName } from './list-fields.ts';

/** Somebody else saved this chart meanwhile: what both changed stands side by side, and the person chooses field by field. Takes the focus when it appears, wherever in the form Save was pressed. */
export function ConflictPanel({ form, conflict }: { readonly form: PatientForm; readonly conflict: Conflict }) {
  const { t } = useTranslation();
  const { theirs, fields, chosen } = conflict;
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another save of theirs is another question
  useEffect(() => box.current?.focus(), [theirs.version]);
  const ssn = (digits: string | null): string => (digits === null ? '' : t('chart.ssnEnding', { digits }));
  const mine = (field: ConflictField): string =>
    field === 'ssn'
      ? ssn(ssnInForm(form))
      : isListName(field)
        ? valueWords(t, field, JSON.stringify(checkForm(form, todayHere()).lists[field]))
        : valueWords(t, field, textOf(form, field).trim());
  const onFile = (field: ConflictField): string => {
    if (field === 'ssn') return ssn(theirs.ssnLast4 ?? null) || t('chart.empty');
    const value = isListName(field) ? JSON.stringify(theirs.lists[field satisfies ChartListName]) : theirs.details[field];
    return value === undefined || value === '' ? t('chart.empty') : valueWords(t, field, value) || t('chart.empty');
  };
  return (
    <section ref={box} tabIndex={-1} className={styles['conflict']} aria-labelledby="conflict-title" role="alert">
      <h2 id="conflict-title">{t('form.conflictTitle')}</h2>
      <p>
        {t(fields.length === 0 ? 'form.conflictNone' : 'form.conflictHelp', { by: theirs.updatedBy, when: dayAndTime(theirs.updatedAt) })}
      </p>
      {fields.map((field) => (
        <Radio.Group
          key={field}
          label={fieldName(t, field)}
          value={chosen[field] ?? ''}
          onChange={(side) => chooseInConflict(field, side === 'theirs' ? 'theirs' : 'mine')}
        >
          <div className={styles['sides']}>
            <Radio value="mine" label={`${t('form.mine')}: ${mine(field) || t('chart.empty')}`} />
            <Radio value="theirs" label={`${t('form.theirs', { by: theirs.updatedBy })}: ${onFile(field)}`} />
          </div>
        </Radio.Group>
      ))}
      <Button disabled={fields.some((field) => chosen[field] === undefined)} onClick={settleConflict}>
        {t('form.conflictGoOn')}
      </Button>
    </section>
  );
}
