import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '../../shared/commands.ts';
import { unwritable } from '../../shared/permissions.ts';
import { CHART_LISTS, type ChartListName, type DuplicateCandidate } from '../../shared/phi/patient.ts';
import { useCommand } from '../commands/handlers.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Status } from '../ui/status.tsx';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { Duplicates } from './duplicates.tsx';
import { groupsFor } from './field-groups.ts';
import { FieldInput, fieldId } from './field-input.tsx';
import { fieldName } from './field-words.ts';
import styles from './form.module.css';
import { useFormDraft } from './form-draft.ts';
import { cancelForm, saveForm } from './form-save.ts';
import { type PatientForm, textOf } from './form-state.ts';
import { beginEdit, changeList, discardForm, useForm } from './form-store.ts';
import { ListEditor } from './list-editor.tsx';
import { isListName, LIST_FIELDS, newRow } from './list-fields.ts';

/** Registering or editing: one form from the first field to the save without the mouse. */
export function FormScreen({ form }: { readonly form: PatientForm }) {
  const { t } = useTranslation();
  const { status } = useSession();
  const { problems, reported, saving, conflict, failure, draftFailed } = useForm();
  const root = useRef<HTMLFormElement>(null);
  useFormDraft(form.draftId, root);
  useEffect(() => root.current?.querySelector('input')?.focus(), []);
  const settled = useRef(true);
  useEffect(() => {
    // its button went with the panel: what comes next is to save
    if (conflict === null && !settled.current) root.current?.querySelector<HTMLElement>('[data-form-bar] button')?.focus();
    settled.current = conflict === null;
  }, [conflict]);
  const errorOf = (path: string): string | null => {
    const found = problems.find((problem) => problem.path === path);
    return found === undefined ? null : t(`form.problem.${found.code}`);
  };
  const faults = useMemo(
    () => reported.map(({ path, code }) => ({ name: path, label: pathName(t, path), message: t(`form.problem.${code}`) })),
    [reported, t],
  );
  const save = () => void saveForm();
  useCommand('form.save', save, { within: root });
  useCommand('layer.close', cancelForm, { within: root });
  const use = async (candidate: DuplicateCandidate) => {
    const typed = Object.fromEntries(groupsFor(status.role).flatMap(({ fields }) => fields.map((field) => [field, textOf(form, field)])));
    const answer = await ask('patient.open', { patientId: candidate.patientId });
    if (!answer.ok) return;
    discardForm();
    useUi.getState().openPatient(candidate.patientId);
    beginEdit(answer.value, status.role, typed);
  };
  const add = (list: ChartListName) => {
    const at = form.lists[list].length;
    changeList(list, (rows) => [...rows, newRow(list)]);
    requestAnimationFrame(() => document.getElementById(fieldId(`${list}.${at}.${LIST_FIELDS[list][0].name}`))?.focus());
  };
  const title = form.subject === null ? t('form.registerTitle') : t('form.editTitle', { name: form.subject.name });

  return (
    <form
      ref={root}
      className={styles['form']}
      noValidate
      aria-labelledby="form-title"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h1 id="form-title">{title}</h1>
      {conflict === null ? null : <ConflictPanel form={form} conflict={conflict} />}
      <ErrorSummary failure={failure} fields={faults} safe={failure === null && !draftFailed ? 'draft' : 'said'} />
      <div className={styles['columns']}>
        {groupsFor(status.role).map(({ id, fields }, at) => [
          <fieldset key={id} className={styles['group']} data-group={id}>
            <legend>{t(`groups.${id}`)}</legend>
            <div className={styles['fields']}>
              {fields.map((field) => (
                <FieldInput key={field} form={form} field={field} error={errorOf(field)} />
              ))}
            </div>
          </fieldset>,
          at === 0 ? <Duplicates key="duplicates" form={form} onUse={(candidate) => void use(candidate)} /> : null,
        ])}
        {CHART_LISTS.filter((list) => !unwritable(status.role).includes(list)).map((list) => (
          <fieldset key={list} className={styles['group']}>
            <legend>{t(`fields.${list}`)}</legend>
            <ListEditor list={list} rows={form.lists[list]} errorOf={errorOf} onAdd={() => add(list)} />
          </fieldset>
        ))}
      </div>
      <div className={styles['bar']} data-form-bar>
        <Button
          type="submit"
          className={styles['save']}
          rightSection={<KeyCaps shortcut={COMMANDS['form.save'].shortcut} />}
          aria-disabled={saving || conflict !== null}
          aria-keyshortcuts={COMMANDS['form.save'].shortcut}
        >
          {t('common.save')}
        </Button>
        <Button variant="default" onClick={cancelForm}>
          {t('common.cancel')}
        </Button>
        <span role="status" className={styles['dim']}>
          {draftFailed ? <Status kind="alert">{t('form.notKept')}</Status> : t('form.keptAsYouType')}
        </span>
      </div>
    </form>
  );
}

/** What the field of a problem is called; one in a list with its entry. */
const pathName = (t: TFunction, path: string): string => {
  const [list = '', at = '', field = ''] = path.split('.');
  if (!isListName(list) || field === '') return fieldName(t, path);
  return `${t(`form.entry.${list}`, { number: Number(at) + 1 })}: ${t(`lists.${field}`, { defaultValue: field })}`;
};
