import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PATIENT_FIELDS, type PatientField } from '../../shared/phi/patient-fields.ts';
import { DateField } from '../ui/date-field.tsx';
import { PhoneField } from '../ui/phone-field.tsx';
import { isDate, isPhone } from './field-groups.ts';
import { fieldName, valueWords } from './field-words.ts';
import styles from './form.module.css';
import { isChanged, type PatientForm, textOf } from './form-state.ts';
import { removeSsn, typeField } from './form-store.ts';

interface Props {
  readonly form: PatientForm;
  readonly field: PatientField;
  readonly error: string | null;
}

const WIDE: readonly PatientField[] = ['deskNote', 'addressLine1'];

export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`;

/** One field of the form; where it was changed, what is on file stands below it. */
export function FieldInput({ form, field, error }: Props) {
  return (
    <div className={WIDE.includes(field) ? styles['wide'] : undefined}>
      <Input form={form} field={field} error={error} />
      {field === 'ssn' ? <SsnOnFile form={form} /> : <OnFile form={form} field={field} />}
    </div>
  );
}

function Input({ form, field, error }: Props) {
  const { t } = useTranslation();
  const shared = {
    id: fieldId(field),
    name: field,
    label: fieldName(t, field),
    value: textOf(form, field),
    error,
    autoComplete: 'off',
  };
  const change = (text: string) => typeField(field, text);
  if (isDate(field)) return <DateField {...shared} kind={field === 'birthDate' ? 'birth' : 'any'} onChange={change} />;
  const maxLength = mostOf(field);
  if (isPhone(field)) return <PhoneField {...shared} maxLength={maxLength} onChange={change} />;
  if (field === 'sex' || field === 'interpreter') {
    const options = PATIENT_FIELDS[field].schema.options.map((option) => ({ value: option, label: valueWords(t, field, option) }));
    return (
      <NativeSelect
        {...shared}
        data={[{ value: '', label: t('choices.unsaid') }, ...options]}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  if (field === 'deskNote')
    return (
      <Textarea
        {...shared}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={maxLength}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...shared}
      required={field === 'familyName'}
      withAsterisk={field === 'familyName'}
      spellCheck={false}
      maxLength={maxLength}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

const mostOf = (field: PatientField): number => {
  const { schema } = PATIENT_FIELDS[field];
  return 'maxLength' in schema ? (schema.maxLength ?? 200) : 200;
};

function OnFile({ form, field }: Pick<Props, 'form' | 'field'>) {
  const { t } = useTranslation();
  if (form.subject === null || !isChanged(form, field)) return null;
  const onFile = form.base.details[field];
  const value = onFile === undefined ? t('chart.empty') : valueWords(t, field, onFile);
  return <p className={styles['onFile']}>{t('form.onFile', { value })}</p>;
}

function SsnOnFile({ form }: Pick<Props, 'form'>) {
  const { t } = useTranslation();
  const { ssnLast4 } = form.base;
  if (ssnLast4 === null) return null;
  return (
    <p className={styles['onFile']}>
      {form.ssnRemoved ? t('form.ssnGoes') : t('form.ssnStays', { digits: ssnLast4 })}{' '}
      <Button size="compact-xs" variant="default" onClick={() => removeSsn(!form.ssnRemoved)}>
        {t(form.ssnRemoved ? 'form.ssnKeep' : 'form.ssnRemove')}
      </Button>
    </p>
  );
}
