import { Button, Kbd } from '@mantine/core';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '../../shared/commands.ts';
import { CHART_LISTS, type ChartListName, type DuplicateCandidate } from '../../shared/phi/patient.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { Duplicates } from './duplicates.tsx';
import { groupsFor } from './field-groups.ts';
import { FieldInput, fieldId } from './field-input.tsx';
import styles from './form.module.css';
import { FormErrors } from './form-errors.tsx';
import { cancelForm, saveForm } from './form-save.ts';
import { type PatientForm, textOf } from './form-state.ts';
import { beginEdit, changeList, discardForm, noteCaret, useForm } from './form-store.ts';
import { ListEditor } from './list-editor.tsx';
import { LIST_FIELDS, newRow } from './list-fields.ts';

/** Registering or editing: one form from the first field to the save without the mouse. */
export function FormScreen({ form }: { readonly form: PatientForm }) {
  const { t } = useTranslation();
  const { status } = useSession();
  const { problems, saving, conflict, failure } = useForm();
  const root = useRef<HTMLFormElement>(null);
  useFirstFocus(root, form);
  const errorOf = (path: string): string | null => {
    const found = problems.find((problem) => problem.path === path);
    return found === undefined ? null : t(`form.problem.${found.code}`);
  };
  const save = async () => {
    const saved = await saveForm();
    if (!saved) document.getElementById('form-errors')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      cancelForm();
    }
  };
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
        void save();
      }}
      onKeyDown={onKeyDown}
      onBlur={noteCaretOf}
    >
      <h1 id="form-title">{title}</h1>
      {conflict === null ? null : <ConflictPanel form={form} conflict={conflict} />}
      <FormErrors problems={problems} failure={failure} />
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
        {CHART_LISTS.map((list) => (
          <fieldset key={list} className={styles['group']}>
            <legend>{t(`fields.${list}`)}</legend>
            <ListEditor list={list} rows={form.lists[list]} errorOf={errorOf} onAdd={() => add(list)} />
          </fieldset>
        ))}
      </div>
      <div className={styles['bar']}>
        <Button
          type="submit"
          loading={false}
          aria-disabled={saving || conflict !== null}
          aria-keyshortcuts={COMMANDS['form.save'].shortcut}
        >
          {t('common.save')}
          <Kbd className={styles['key']}>{COMMANDS['form.save'].shortcut}</Kbd>
        </Button>
        <Button variant="default" onClick={cancelForm}>
          {t('common.cancel')}
        </Button>
        <span className={styles['dim']}>{t('form.keptAsYouType')}</span>
      </div>
    </form>
  );
}

const noteCaretOf = ({ target }: FocusEvent<HTMLFormElement>): void => {
  const path = target.dataset['path'];
  if (path === undefined || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  noteCaret({ path, from: target.selectionStart ?? 0, to: target.selectionEnd ?? 0 });
};

/** The cursor stands where it was when the form was left, otherwise in the first field. */
function useFirstFocus(root: { readonly current: HTMLFormElement | null }, form: PatientForm): void {
  const opened = useRef(form);
  useEffect(() => {
    const { caret } = opened.current;
    const at = caret === null ? null : document.getElementById(fieldId(caret.path));
    const field = at ?? root.current?.querySelector('input') ?? null;
    field?.focus();
    if (caret !== null && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
      field.setSelectionRange(caret.from, caret.to);
  }, [root]);
}
