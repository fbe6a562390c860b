import { CHART_LISTS, type ChartListName, type PatientChart } from '../../shared/phi/patient.ts';
import { PATIENT_FIELD_NAMES, type PatientField } from '../../shared/phi/patient-fields.ts';
import { isChanged, type PatientForm, textOf } from './form-state.ts';
import { typedOf } from './list-fields.ts';

export type ConflictField = PatientField | ChartListName;

/** A chart that was saved by somebody else since the form was opened. */
export interface Conflict {
  readonly theirs: PatientChart;
  /** Fields both changed, differently: a person chooses. */
  readonly fields: readonly ConflictField[];
  readonly chosen: Partial<Record<ConflictField, 'mine' | 'theirs'>>;
}

const theirText = (theirs: PatientChart, field: PatientField): string => theirs.details[field] ?? '';

/** The last four digits of the number that was typed; null where none was, and the one on file is to go. */
export const ssnInForm = (form: PatientForm): string | null => {
  const typed = textOf(form, 'ssn').replace(/\D+/g, '');
  return typed === '' ? null : typed.slice(-4);
};

const listChanged = (form: PatientForm, list: ChartListName): boolean =>
  JSON.stringify(form.lists[list]) !== JSON.stringify(typedOf(form.base.lists)[list]);

/** Of a social security number no more than the last four digits is known of either side: the same four may end two numbers, so a person chooses. */
const ssnConflicts = (form: PatientForm, theirs: PatientChart): boolean => {
  const theirEnd = theirs.ssnLast4 ?? null;
  const mineChanged = form.ssnRemoved || isChanged(form, 'ssn');
  return mineChanged && form.base.ssnLast4 !== theirEnd && !(theirEnd === null && ssnInForm(form) === null);
};

/** What two people changed in different ways. */
export const conflictOf = (form: PatientForm, theirs: PatientChart): Conflict => {
  const fields = PATIENT_FIELD_NAMES.filter((field) =>
    field === 'ssn'
      ? ssnConflicts(form, theirs)
      : isChanged(form, field) &&
        form.base.details[field] !== theirs.details[field] &&
        textOf(form, field).trim() !== theirText(theirs, field),
  );
  const lists = CHART_LISTS.filter(
    (list) => listChanged(form, list) && JSON.stringify(form.base.lists[list]) !== JSON.stringify(theirs.lists[list]),
  );
  return { theirs, fields: [...fields, ...lists], chosen: {} };
};

/** The form on top of the other person's version, with what was chosen; everything only they changed is taken over. */
export const resolved = (form: PatientForm, { theirs, chosen }: Conflict): PatientForm => {
  const typed = { ...form.typed };
  for (const field of PATIENT_FIELD_NAMES) if (!isChanged(form, field) || chosen[field] === 'theirs') delete typed[field];
  const lists = typedOf(theirs.lists);
  for (const list of CHART_LISTS) if (listChanged(form, list) && chosen[list] !== 'theirs') lists[list] = form.lists[list];
  return {
    ...form,
    typed,
    ssnRemoved: form.ssnRemoved && chosen.ssn !== 'theirs' && theirs.ssnLast4 !== undefined,
    lists,
    base: { details: theirs.details, lists: theirs.lists, ssnLast4: theirs.ssnLast4 ?? null },
    subject: form.subject === null ? null : { ...form.subject, version: theirs.version },
  };
};
