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

const listChanged = (form: PatientForm, list: ChartListName): boolean =>
  JSON.stringify(form.lists[list]) !== JSON.stringify(typedOf(form.base.lists)[list]);

/** What two people changed in different ways. A social security number is not among it: it can't be compared without being shown. */
export const conflictOf = (form: PatientForm, theirs: PatientChart): Conflict => {
  const fields = PATIENT_FIELD_NAMES.filter(
    (field) =>
      isChanged(form, field) &&
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
    lists,
    base: { details: theirs.details, lists: theirs.lists, ssnLast4: theirs.ssnLast4 ?? null },
    subject: form.subject === null ? null : { ...form.subject, version: theirs.version },
  };
};
