import type { Answer } from '../../shared/contract.ts';
import { newId } from '../../shared/ids.ts';
import type { Value } from '../../shared/operations/table.ts';
import { patientDetails } from '../../shared/phi/patient-fields.ts';
import { i18n } from '../i18n/i18n.ts';
import { todayHere } from '../ui/civil-date.ts';
import { ask } from '../workspace/ask.ts';
import { useUi } from '../workspace/ui-state.ts';
import { type ConflictField, conflictOf, resolved } from './conflict.ts';
import { useDesk } from './desk.ts';
import { checkForm } from './form-check.ts';
import { isDirty, nameInForm, type PatientForm } from './form-state.ts';
import { closeForm, discardForm, openForm, useForm } from './form-store.ts';
import { report } from './notice.ts';

type Saved = Value<'patient.update'>;

/** Saves the open form. True when it was saved (or had nothing to save) and is closed; otherwise the screen says why. */
export const saveForm = async (): Promise<boolean> => {
  const { form, saving, conflict } = useForm.getState();
  if (form === null || saving || conflict !== null) return false;
  if (form.subject !== null && !isDirty(form)) {
    discardForm();
    return true;
  }
  const { problems, ...checked } = checkForm(form, todayHere());
  useForm.setState({ problems, reported: problems, failure: null });
  if (problems.length > 0) return false;
  useForm.setState({ saving: true });
  const { draftId, subject } = form;
  const details = patientDetails.safeParse(checked.details);
  const answer =
    subject !== null
      ? await ask('patient.update', {
          patientId: subject.patientId,
          version: subject.version,
          changes: checked.changes,
          lists: checked.changedLists,
          draftId,
        })
      : details.success
        ? await ask('patient.register', { details: details.data, lists: checked.lists, draftId })
        : ({ ok: false, code: 'bad-input' } as const);
  useForm.setState({ saving: false });
  if (answer.ok) done(form, answer.value);
  else if (answer.code === 'changed-meanwhile' && subject !== null) await meet(form, subject.patientId);
  else useForm.setState({ failure: { code: answer.code, seconds: answer.seconds ?? null } });
  return answer.ok;
};

const done = (form: PatientForm, saved: Saved): void => {
  closeForm();
  const words = i18n.t('chart.savedDone', { name: nameInForm(form) });
  if (form.subject === null) {
    report({ ok: true, value: saved }, words);
    useUi.getState().openPatient(saved.patientId);
    return;
  }
  // Where nothing was changed no version was made: the newest one may be somebody else's edit.
  const changed = saved.version !== form.subject.version;
  report({ ok: true, value: saved }, words, changed ? revert : undefined);
  useDesk.getState().reread();
};

const revert = async ({ patientId, version }: Saved): Promise<Answer<Saved>> => {
  const answer = await ask('patient.revert', { patientId, version });
  useDesk.getState().reread();
  return answer;
};

const meet = async (form: PatientForm, patientId: string): Promise<void> => {
  const theirs = await ask('patient.open', { patientId });
  useDesk.getState().reread();
  useForm.setState(theirs.ok ? { conflict: conflictOf(form, theirs.value) } : { failure: { code: theirs.code, seconds: null } });
};

export const chooseInConflict = (field: ConflictField, side: 'mine' | 'theirs'): void =>
  useForm.setState(({ conflict }) =>
    conflict === null ? {} : { conflict: { ...conflict, chosen: { ...conflict.chosen, [field]: side } } },
  );

/** Goes on with the form on top of the other person's version. */
export const settleConflict = (): void => {
  const { form, conflict } = useForm.getState();
  if (form !== null && conflict !== null) openForm(resolved(form, conflict));
};

/** Closes the form without saving; what was in it can be brought back for a while. */
export const cancelForm = (): void => {
  const { form } = useForm.getState();
  if (form === null) return;
  const dirty = isDirty(form);
  discardForm();
  if (dirty) report({ ok: true, value: form }, i18n.t('form.discarded'), bringBack);
};

const bringBack = async (form: PatientForm): Promise<Answer<null>> => {
  useUi.getState().openPatient(form.subject?.patientId ?? null);
  openForm({ ...form, draftId: newId() });
  return { ok: true, value: null };
};
