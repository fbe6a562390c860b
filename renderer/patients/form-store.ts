import { create } from 'zustand';
import type { Answer } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { Role } from '../../shared/permissions.ts';
import type { ChartListName, PatientChart } from '../../shared/phi/patient.ts';
import type { PatientField } from '../../shared/phi/patient-fields.ts';
import { writeDraft } from '../ui/draft-content.ts';
import { ask } from '../workspace/ask.ts';
import { useUi } from '../workspace/ui-state.ts';
import type { Conflict } from './conflict.ts';
import { useDesk } from './desk.ts';
import type { Problem } from './form-check.ts';
import { emptyForm, formOf, isDirty, nameInForm, type PatientForm } from './form-state.ts';
import type { TypedRow } from './list-fields.ts';
import { report } from './notice.ts';
import type { Prefill } from './typed-search.ts';

interface FormStore {
  /** The form that is open, also while the person stands elsewhere; null when there is none. */
  readonly form: PatientForm | null;
  /** What is still wrong, field by field. */
  readonly problems: readonly Problem[];
  /** What was wrong when the person last asked to save. */
  readonly reported: readonly Problem[];
  readonly saving: boolean;
  /** Somebody else saved the same chart meanwhile: to be settled before this can be saved. */
  readonly conflict: Conflict | null;
  /** Why the last save failed. */
  readonly failure: { readonly code: FailureCode; readonly seconds: number | null } | null;
  /** What was typed last could not be kept as a draft. */
  readonly draftFailed: boolean;
}

const CLOSED: FormStore = { form: null, problems: [], reported: [], saving: false, conflict: null, failure: null, draftFailed: false };

export const useForm = create<FormStore>()(() => CLOSED);

export const openForm = (form: PatientForm): void => useForm.setState({ ...CLOSED, form: { ...form, open: true } });
export const closeForm = (): void => useForm.setState(CLOSED);

export const beginRegistration = (prefill: Prefill): void => openForm(emptyForm(prefill));

/** Opens the form on a chart; `proposed` is put in as changes to be judged. */
export const beginEdit = (chart: PatientChart, role: Role, proposed: Partial<Record<PatientField, string>> = {}): void => {
  useDesk.getState().do({ what: 'look' });
  openForm(formOf(chart, role, proposed));
};

const change = (turn: (form: PatientForm) => PatientForm): void =>
  useForm.setState(({ form, problems }) => (form === null ? {} : { form: turn(form), problems, failure: null }));

const settle = (path: string): void => useForm.setState(({ problems }) => ({ problems: problems.filter((one) => one.path !== path) }));

export const typeField = (field: PatientField, text: string): void => {
  change((form) => ({ ...form, typed: { ...form.typed, [field]: text } }));
  settle(field);
};

export const removeSsn = (ssnRemoved: boolean): void => change((form) => ({ ...form, ssnRemoved }));

export const changeList = (list: ChartListName, turn: (rows: readonly TypedRow[]) => TypedRow[]): void => {
  change((form) => ({ ...form, lists: { ...form.lists, [list]: turn(form.lists[list]) } }));
  useForm.setState(({ problems }) => ({ problems: problems.filter(({ path }) => !path.startsWith(`${list}.`)) }));
};

/** The form with unsaved work in it, if there is one. */
export const unsavedForm = (): PatientForm | null => {
  const { form } = useForm.getState();
  return form !== null && isDirty(form) ? form : null;
};

/** Keeps the form's draft, to be gone on with later, and closes the form. Where the draft can't be kept the form stays, and the failure is said. */
export const putAside = async (): Promise<boolean> => {
  const { form } = useForm.getState();
  if (form === null) return true;
  // from here on it is put aside for the one who keeps what is typed, too
  useForm.setState({ form: { ...form, open: false } });
  const answer = await keepDraft({ ...form, open: false });
  if (answer.ok) {
    closeForm();
    return true;
  }
  useForm.setState((now) => (now.form === null ? {} : { form: { ...now.form, open: true }, draftFailed: true }));
  report(answer, '');
  return false;
};

/** Closes the form without saving and lets its draft go. */
export const discardForm = (): void => {
  const { form } = useForm.getState();
  closeForm();
  if (form !== null) void dropDraft(form);
};

/** Lets the draft of a form go. True when it is durably gone. */
export const dropDraft = async ({ draftId }: PatientForm): Promise<boolean> => (await ask('draft.drop', { draftId })).ok;

/** How the unsaved work is called in a question. */
export const unsavedName = (form: PatientForm): string => form.subject?.name ?? nameInForm(form);

// Whoever leaves for another patient is asked once while there is unsaved work; a form without any closes by itself.
useForm.subscribe(({ form }) => {
  const guarded = useUi.getState().guard !== null;
  if (form !== null && !guarded) useUi.setState({ guard: (leaving) => leaveFor(leaving) });
  if (form === null && guarded) useUi.setState({ guard: null });
});

/** Hands a form over as its draft; answered when it is durably kept. */
export const keepDraft = async (form: PatientForm, content: string = writeDraft(form, null)): Promise<Answer<unknown>> => {
  const { draftId, subject } = form;
  return ask('draft.keep', {
    draftId,
    form: subject === null ? 'patient.register' : 'patient.update',
    subjectId: subject?.patientId ?? null,
    content,
  });
};

const leaveFor = (leaving: { readonly name: string | null; readonly go: () => void }): void => {
  if (unsavedForm() !== null) {
    useLeaving.setState({ leaving });
    return;
  }
  // something may have been typed, kept and taken out again
  discardForm();
  leaving.go();
};

/** The open question whether unsaved work may be left. */
export const useLeaving = create<{ readonly leaving: { readonly name: string | null; readonly go: () => void } | null }>()(() => ({
  leaving: null,
}));
