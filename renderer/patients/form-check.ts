import * as z from 'zod';
import { CHART_LISTS, type ChartListName, type ChartLists, chartLists } from '../../shared/phi/patient.ts';
import {
  PATIENT_FIELD_NAMES,
  PATIENT_FIELDS,
  type PatientChanges,
  type PatientField,
  patientDetails,
} from '../../shared/phi/patient-fields.ts';
import { ageOn, readDate } from '../ui/civil-date.ts';
import { isDate } from './field-groups.ts';
import { isChanged, type PatientForm, textOf } from './form-state.ts';
import { LIST_FIELDS, type ListField, type TypedRow, typedOf } from './list-fields.ts';

export type ProblemCode =
  | 'required'
  | 'no-date'
  | 'future'
  | 'too-old'
  | 'death-before-birth'
  | 'end-before-start'
  | 'not-accepted'
  | 'future-needed';

/** What is wrong with one field. `path` is the field's own name, or 'coverages.0.payer' for one in a list. */
export interface Problem {
  readonly path: string;
  readonly code: ProblemCode;
}

const someDetails = patientDetails.partial();
export type SomeDetails = z.output<typeof someDetails>;
const someLists = chartLists.partial();

/** What a form asks to be saved. Only lists that were changed are among `lists` of an edit. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly details: SomeDetails;
  readonly changes: PatientChanges;
  readonly lists: ChartLists;
  readonly changedLists: z.output<typeof someLists>;
}

const OLDEST = 120;

/** Reads a form: what it would save, and what is wrong with it. */
export const checkForm = (form: PatientForm, today: string): Checked => {
  const problems: Problem[] = [];
  const known: Partial<Record<PatientField, string>> = {};
  const changes: PatientChanges = form.ssnRemoved ? { ssn: null } : {};
  for (const field of PATIENT_FIELD_NAMES) {
    const text = textOf(form, field).trim();
    const read = text === '' ? { value: '' } : readField(field, text, today);
    if ('problem' in read) problems.push({ path: field, code: read.problem });
    else if (read.value !== '') known[field] = read.value;
    if (form.subject !== null && isChanged(form, field) && 'value' in read) changes[field] = read.value === '' ? null : read.value;
  }
  if (known.familyName === undefined && !problems.some(({ path }) => path === 'familyName'))
    problems.unshift({ path: 'familyName', code: 'required' });
  problems.push(...dateProblems(known, problems, today));
  const details = someDetails.safeParse(known);
  const { lists, problems: inLists } = readLists(form, today);
  const before = typedOf(form.base.lists);
  const changedLists = Object.fromEntries(
    CHART_LISTS.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(form.lists[name])).map((name) => [name, lists[name]]),
  );
  return {
    problems: [...problems, ...inLists],
    details: details.success ? details.data : {},
    changes,
    lists,
    changedLists: someLists.parse(changedLists),
  };
};

const readField = (field: PatientField, text: string, today: string): { value: string } | { problem: ProblemCode } => {
  if (isDate(field)) {
    const past = readDate(text, 'birth', today);
    if (past !== null) return { value: past };
    return { problem: readDate(text, 'any', today) === null ? 'no-date' : 'future' };
  }
  const parsed = PATIENT_FIELDS[field].schema.safeParse(text);
  return parsed.success ? { value: parsed.data } : { problem: 'not-accepted' };
};

const dateProblems = (known: Partial<Record<PatientField, string>>, found: readonly Problem[], today: string): readonly Problem[] => {
  const { birthDate, deathDate } = known;
  const until = deathDate ?? today;
  if (birthDate === undefined || found.some(({ path }) => path === 'birthDate' || path === 'deathDate')) return [];
  if (deathDate !== undefined && deathDate < birthDate) return [{ path: 'deathDate', code: 'death-before-birth' }];
  return (ageOn(birthDate, until)?.years ?? 0) > OLDEST ? [{ path: 'birthDate', code: 'too-old' }] : [];
};

const readLists = (form: PatientForm, today: string): { readonly lists: ChartLists; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const read = (name: ChartListName): unknown[] =>
    form.lists[name].map((row, at) => {
      const entry = readRow(name, row, `${name}.${at}`, today, problems);
      return name === 'coverages' ? { ...entry, rank: at + 1 } : entry;
    });
  const entries = Object.fromEntries(CHART_LISTS.map((name) => [name, read(name)]));
  const parsed = z.safeParse(chartLists, entries);
  if (parsed.success) return { lists: parsed.data, problems };
  const unnamed = parsed.error.issues.map(({ path }): Problem => ({ path: path.join('.'), code: 'not-accepted' }));
  return { lists: form.base.lists, problems: problems.length > 0 ? problems : unnamed };
};

const readRow = (name: ChartListName, row: TypedRow, path: string, today: string, problems: Problem[]): Record<string, string> => {
  const entry: Record<string, string> = { id: row['id'] ?? '' };
  const fields: readonly ListField[] = LIST_FIELDS[name];
  for (const { name: field, kind, required } of fields) {
    const text = (row[field] ?? '').trim();
    if (text === '') {
      if (required === true) problems.push({ path: `${path}.${field}`, code: 'required' });
    } else if (kind === 'birth' || kind === 'past' || kind === 'any') {
      const date = readDate(text, kind === 'any' ? 'any' : 'birth', today);
      if (date === null) problems.push({ path: `${path}.${field}`, code: readDate(text, 'any', today) === null ? 'no-date' : 'future' });
      else entry[field] = date;
    } else entry[field] = text;
  }
  const { start, end } = entry;
  if (start !== undefined && end !== undefined && end < start) problems.push({ path: `${path}.end`, code: 'end-before-start' });
  return entry;
};
