import * as z from 'zod';
import { newId } from '../../shared/ids.ts';
import { HIDDEN_FIELDS, type Role } from '../../shared/permissions.ts';
import { chartLists, type PatientChart } from '../../shared/phi/patient.ts';
import { PATIENT_FIELD_NAMES, type PatientField, patientDetails } from '../../shared/phi/patient-fields.ts';
import { sayName } from '../ui/name.ts';
import { NO_LISTS, typedLists, typedOf } from './list-fields.ts';
import type { Prefill } from './typed-search.ts';

const typedDetails = z.partialRecord(z.enum(PATIENT_FIELD_NAMES), z.string());

/** A registration or an edit as it is being typed; also what a draft of it holds. */
export const patientForm = z.strictObject({
  draftId: z.uuid(),
  /** Whose chart is edited, and the version the person saw; null while registering. */
  subject: z.strictObject({ patientId: z.uuid(), version: z.int().positive(), mrn: z.string(), name: z.string() }).nullable(),
  /** What was on file when the form was opened. */
  base: z.strictObject({ details: patientDetails.partial(), lists: chartLists, ssnLast4: z.string().nullable() }),
  /** Each touched field as typed; a date that could be read as 'YYYY-MM-DD'. */
  typed: typedDetails,
  lists: typedLists,
  /** The form stands on the screen; false once the person has put it aside as a draft. */
  open: z.boolean(),
  /** The number on file is to be removed. */
  ssnRemoved: z.boolean(),
});
export type PatientForm = z.output<typeof patientForm>;

/** A field of the base as it stands in the form. */
export const baseText = (form: PatientForm, field: PatientField): string => form.base.details[field] ?? '';

/** What stands in a field now. */
export const textOf = (form: PatientForm, field: PatientField): string => form.typed[field] ?? baseText(form, field);

export const emptyForm = (prefill: Prefill): PatientForm => ({
  draftId: newId(),
  subject: null,
  base: { details: {}, lists: NO_LISTS, ssnLast4: null },
  typed: { ...prefill },
  lists: typedOf(NO_LISTS),
  open: true,
  ssnRemoved: false,
});

/** A form on an open chart. `proposed` is what was typed elsewhere and may be right: it is put in as changes. */
export const formOf = (chart: PatientChart, role: Role, proposed: Partial<Record<PatientField, string>> = {}): PatientForm => {
  const form: PatientForm = {
    draftId: newId(),
    subject: { patientId: chart.patientId, version: chart.version, mrn: chart.mrn, name: sayName(chart.details) },
    base: { details: chart.details, lists: chart.lists, ssnLast4: chart.ssnLast4 ?? null },
    typed: {},
    lists: typedOf(chart.lists),
    open: true,
    ssnRemoved: false,
  };
  const hidden = HIDDEN_FIELDS[role];
  for (const field of PATIENT_FIELD_NAMES) {
    const value = proposed[field]?.trim() ?? '';
    if (value !== '' && !hidden.includes(field) && value !== baseText(form, field)) form.typed[field] = value;
  }
  return form;
};

/** Whether the person has changed a field; white space around it does not count. */
export const isChanged = (form: PatientForm, field: PatientField): boolean => {
  const typed = form.typed[field];
  return typed !== undefined && typed.trim() !== baseText(form, field).trim();
};

/** Whether anything would be lost by closing the form. */
export const isDirty = (form: PatientForm): boolean =>
  form.ssnRemoved ||
  PATIENT_FIELD_NAMES.some((field) => isChanged(form, field)) ||
  JSON.stringify(form.lists) !== JSON.stringify(typedOf(form.base.lists));

/** How the person in the form is called so far; '' when nothing was typed. */
export const nameInForm = (form: PatientForm): string =>
  sayName({
    familyName: textOf(form, 'familyName').trim(),
    givenName: textOf(form, 'givenName').trim(),
    middleName: textOf(form, 'middleName').trim(),
    suffix: textOf(form, 'suffix').trim(),
  });
