import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ChartListName, chartAlert, consent, coverage } from '../../shared/phi/patient.ts';
import { DateField } from '../ui/date-field.tsx';
import { PhoneField } from '../ui/phone-field.tsx';
import { fieldId } from './field-input.tsx';
import styles from './form.module.css';
import { changeList } from './form-store.ts';
import { LIST_FIELDS, LIST_MOST, type ListField, type TypedRow } from './list-fields.ts';
import { report } from './notice.ts';

interface Props {
  readonly list: ChartListName;
  readonly rows: readonly TypedRow[];
  readonly errorOf: (path: string) => string | null;
  readonly onAdd: () => void;
}

/** The entries of one list, each in a frame of its own. Removing one acts at once and can be undone. */
export function ListEditor({ list, rows, errorOf, onAdd }: Props) {
  const { t } = useTranslation();
  const remove = (at: number) => {
    const before = [...rows];
    changeList(list, (all) => all.filter((_row, where) => where !== at));
    report({ ok: true, value: before }, t(`form.removed.${list}`), async (rowsBefore) => {
      changeList(list, () => rowsBefore);
      return { ok: true, value: null };
    });
  };
  const raise = (at: number) =>
    changeList(list, (all) => {
      const moved = all[at];
      return moved === undefined ? [...all] : [...all.slice(0, at - 1), moved, ...all.slice(at - 1, at), ...all.slice(at + 1)];
    });
  return (
    <>
      {rows.map((row, at) => (
        <fieldset key={row['id']} className={styles['entry']}>
          <legend>{t(`form.entry.${list}`, { number: at + 1 })}</legend>
          <div className={styles['fields']}>
            {LIST_FIELDS[list].map((field) => (
              <ListInput key={field.name} list={list} at={at} field={field} value={row[field.name] ?? ''} errorOf={errorOf} />
            ))}
          </div>
          <div className={styles['entryActions']}>
            {list === 'coverages' && at > 0 ? (
              <Button size="compact-sm" variant="default" onClick={() => raise(at)}>
                {t('form.raise')}
              </Button>
            ) : null}
            <Button size="compact-sm" variant="default" onClick={() => remove(at)}>
              {t(`form.remove.${list}`, { number: at + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {rows.length < LIST_MOST[list] ? (
        <Button className={styles['add']} size="compact-sm" variant="default" onClick={onAdd}>
          {t(`form.add.${list}`)}
        </Button>
      ) : null}
    </>
  );
}

interface InputProps {
  readonly list: ChartListName;
  readonly at: number;
  readonly field: ListField;
  readonly value: string;
  readonly errorOf: (path: string) => string | null;
}

const RELATIONSHIPS = coverage.shape.relationship.unwrap().options;

function ListInput({ list, at, field, value, errorOf }: InputProps) {
  const { t } = useTranslation();
  const path = `${list}.${at}.${field.name}`;
  const label = t(`lists.${field.name}`, { defaultValue: field.name });
  const change = (text: string) =>
    changeList(list, (rows) => rows.map((row, where) => (where === at ? { ...row, [field.name]: text } : row)));
  const shared = { id: fieldId(path), label, value, error: errorOf(path), name: path, autoComplete: 'off' };
  const choices =
    field.kind === 'relationship'
      ? RELATIONSHIPS.map((option) => ({ value: option, label: t(`choices.relationship.${option}`) }))
      : field.kind === 'consent'
        ? consent.shape.kind.options.map((option) => ({ value: option, label: t(`choices.consent.${option}`) }))
        : field.kind === 'level'
          ? chartAlert.shape.level.options.map((option) => ({ value: option, label: t(`choices.level.${option}`) }))
          : null;
  if (choices !== null) {
    const data = field.required === true ? choices : [{ value: '', label: t('choices.unsaid') }, ...choices];
    return <NativeSelect {...shared} data={data} onChange={(event) => change(event.currentTarget.value)} />;
  }
  if (field.kind === 'birth' || field.kind === 'past' || field.kind === 'any')
    return <DateField {...shared} kind={field.kind === 'birth' ? 'birth' : 'any'} onChange={change} />;
  if (field.kind === 'phone') return <PhoneField {...shared} maxLength={field.max ?? 40} onChange={change} />;
  return (
    <TextInput
      {...shared}
      required={field.required === true}
      withAsterisk={field.required === true}
      spellCheck={false}
      maxLength={field.max ?? 40}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
