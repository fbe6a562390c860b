import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PATIENT_FIELDS, type PatientField } from '../../shared/phi/patient-fields.ts';
import { isDate } from './field-groups.ts';
import { fieldName, valueWords } from './field-words.ts';
import styles from './form.module.css';
import { isChanged, type PatientForm, textOf } from './form-state.ts';
import { removeSsn, typeField } from './form-store.ts';
import { birthWords, longDate, today } from './person-words.ts';
import { readDate } from './typed-date.ts';

interface Props {
  readonly form: PatientForm;
  readonly field: PatientField;
  readonly error: string | null;
}

const PHONES: readonly PatientField[] = ['mobilePhone', 'homePhone', 'workPhone', 'guarantorPhone'];
const WIDE: readonly PatientField[] = ['deskNote', 'addressLine1'];

export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`;

/** One field of the form, with what a typed date was understood as, and what is on file where that was changed. */
export function FieldInput({ form, field, error }: Props) {
  const { t } = useTranslation();
  const value = textOf(form, field);
  const shared = {
    id: fieldId(field),
    label: fieldName(t, field),
    value,
    error,
    description: <FieldHelp form={form} field={field} value={value} />,
    classNames: { root: WIDE.includes(field) ? `${styles['field']} ${styles['wide']}` : `${styles['field']}` },
    'data-path': field,
    autoComplete: 'off',
  };
  const change = (text: string) => typeField(field, text);
  if (field === 'sex' || field === 'interpreter') {
    const options = PATIENT_FIELDS[field].schema.options;
    return (
      <NativeSelect
        {...shared}
        data={[
          { value: '', label: t('choices.unsaid') },
          ...options.map((option) => ({ value: option, label: valueWords(t, field, option) })),
        ]}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  if (field === 'deskNote') {
    return (
      <Textarea {...shared} autosize minRows={3} maxRows={10} maxLength={2000} onChange={(event) => change(event.currentTarget.value)} />
    );
  }
  return (
    <TextInput
      {...shared}
      required={field === 'familyName'}
      withAsterisk={field === 'familyName'}
      spellCheck={false}
      inputMode={PHONES.includes(field) ? 'tel' : isDate(field) || field === 'zip' ? 'text' : undefined}
      maxLength={isDate(field) ? 40 : (PATIENT_FIELDS[field].schema.maxLength ?? undefined)}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** What a person needs to see below the field while typing in it. */
function FieldHelp({ form, field, value }: { readonly form: PatientForm; readonly field: PatientField; readonly value: string }) {
  const { t } = useTranslation();
  const { ssnLast4 } = form.base;
  const onFile = form.base.details[field];
  const read = isDate(field) && value.trim() !== '' ? readDate(value, 'past', today()) : null;
  const lines = [
    read === null ? null : field === 'birthDate' ? birthWords(read) : longDate(read),
    isDate(field) && value.trim() === '' ? t('form.dateHelp') : null,
    form.subject !== null && isChanged(form, field) && field !== 'ssn'
      ? t('form.onFile', { value: onFile === undefined ? t('chart.empty') : valueWords(t, field, onFile) })
      : null,
  ].filter((line) => line !== null);
  if (field === 'ssn' && ssnLast4 !== null) {
    return (
      <span className={styles['ssnHelp']}>
        {form.ssnRemoved ? t('form.ssnGoes') : t('form.ssnStays', { digits: ssnLast4 })}
        <Button size="compact-xs" variant="subtle" onClick={() => removeSsn(!form.ssnRemoved)}>
          {t(form.ssnRemoved ? 'form.ssnKeep' : 'form.ssnRemove')}
        </Button>
      </span>
    );
  }
  return lines.length === 0 ? null : <span aria-live="polite">{lines.join(' · ')}</span>;
}
