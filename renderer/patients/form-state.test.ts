import { expect, test } from 'vitest';
import { patientChart } from '../../shared/phi/patient.ts';
import { conflictOf, resolved } from './conflict.ts';
import { duplicateQuestion } from './duplicate-question.ts';
import { checkForm } from './form-check.ts';
import { emptyForm, formOf, isDirty, nameInForm, type PatientForm } from './form-state.ts';
import { newRow } from './list-fields.ts';

const TODAY = '2026-11-22';
const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const chart = (details: Record<string, string>, more: Record<string, unknown> = {}) =>
  patientChart.parse({
    patientId: id(1),
    mrn: 'A000001',
    version: 3,
    details: { familyName: 'García', givenName: 'María', ...details },
    lists: { coverages: [], emergencyContacts: [], consents: [], alerts: [] },
    archived: false,
    restricted: null,
    sameNameCount: 0,
    mergedInto: null,
    mergedFrom: [],
    createdAt: 0,
    updatedAt: 0,
    updatedBy: 'Amara',
    importedFrom: null,
    ...more,
  });
const typed = (form: PatientForm, fields: PatientForm['typed']): PatientForm => ({ ...form, typed: { ...form.typed, ...fields } });
const problemsOf = (form: PatientForm) => checkForm(form, TODAY).problems;

test('an edit asks to save only what was changed, and clears what was emptied', () => {
  const form = typed(formOf(chart({ city: 'Austin', state: 'TX' }), 'owner'), { city: ' Austin ', state: '', zip: '78701' });
  expect(checkForm(form, TODAY).changes).toEqual({ state: null, zip: '78701' });
  expect(checkForm(form, TODAY).changedLists).toEqual({});
});

test('a form is unsaved work only when something really differs', () => {
  const form = formOf(chart({ city: 'Austin' }), 'owner');
  expect(isDirty(form)).toBe(false);
  expect(isDirty(typed(form, { city: 'Austin  ' }))).toBe(false);
  expect(isDirty(typed(form, { city: 'Lockhart' }))).toBe(true);
  expect(isDirty({ ...form, ssnRemoved: true })).toBe(true);
  expect(isDirty({ ...form, lists: { ...form.lists, alerts: [newRow('alerts')] } })).toBe(true);
});

test('what was typed for a new patient becomes proposed changes on the chart that is used instead, never of a field the role cannot see', () => {
  const form = formOf(chart({ city: 'Austin' }), 'clinician', {
    familyName: 'García',
    city: 'Lockhart',
    workPhone: '512 555 0190',
    ssn: '900-12-3456',
  });
  expect(form.typed).toEqual({ city: 'Lockhart', workPhone: '512 555 0190' });
});

test('a last name is needed, dates must be dates, and nobody is born tomorrow', () => {
  expect(problemsOf(emptyForm({}))).toEqual([{ path: 'familyName', code: 'required' }]);
  expect(problemsOf(emptyForm({ familyName: 'Osei', birthDate: '31/31/1990' }))).toEqual([{ path: 'birthDate', code: 'no-date' }]);
  expect(problemsOf(emptyForm({ familyName: 'Osei', birthDate: '2026-11-23' }))).toEqual([{ path: 'birthDate', code: 'future' }]);
  expect(problemsOf(emptyForm({ familyName: 'Osei', birthDate: '1905-01-01' }))).toEqual([{ path: 'birthDate', code: 'too-old' }]);
  expect(problemsOf(emptyForm({ familyName: 'Osei', birthDate: '1990-01-01', deathDate: '1989-01-01' }))).toEqual([
    { path: 'deathDate', code: 'death-before-birth' },
  ]);
});

test('a coverage needs its insurance, ends after it starts, and is ranked by its place', () => {
  const row = { ...newRow('coverages'), payer: 'Blue Cross', start: '2026-01-01', end: '2025-01-01' };
  const form = {
    ...emptyForm({ familyName: 'Osei' }),
    lists: { coverages: [row, newRow('coverages')], emergencyContacts: [], consents: [], alerts: [] },
  };
  expect(problemsOf(form)).toEqual([
    { path: 'coverages.0.end', code: 'end-before-start' },
    { path: 'coverages.1.payer', code: 'required' },
  ]);
  const good = {
    ...form,
    lists: {
      ...form.lists,
      coverages: [
        { ...row, end: '' },
        { ...newRow('coverages'), payer: 'Medicare' },
      ],
    },
  };
  expect(problemsOf(good)).toEqual([]);
  expect(checkForm(good, TODAY).lists.coverages.map(({ payer, rank }) => [payer, rank])).toEqual([
    ['Blue Cross', 1],
    ['Medicare', 2],
  ]);
});

test('the number on file is removed only when asked, and never read', () => {
  const form = formOf(chart({}, { ssnLast4: '3456' }), 'owner');
  expect(checkForm(form, TODAY).changes).toEqual({});
  expect(checkForm({ ...form, ssnRemoved: true }, TODAY).changes).toEqual({ ssn: null });
  expect(checkForm(typed({ ...form, ssnRemoved: true }, { ssn: '900-12-3457' }), TODAY).changes).toEqual({ ssn: '900-12-3457' });
});

test('duplicates are looked for from a last name and a first name or birth date on, or a telling number', () => {
  const asked = (fields: PatientForm['typed']) => duplicateQuestion(emptyForm(fields), TODAY);
  expect(asked({ familyName: 'Garcia' })).toBeNull();
  expect(asked({ familyName: 'Garcia', givenName: 'M', city: 'Austin', zip: '78701' })).toBeNull();
  expect(asked({ familyName: 'G', birthDate: '1961-03-04' })).toBeNull();
  expect(asked({ familyName: 'G.', givenName: 'Maria' })).toBeNull();
  expect(asked({ familyName: 'Garcia', birthDate: '1961-03-04', city: 'Austin' })).toEqual({
    familyName: 'Garcia',
    birthDate: '1961-03-04',
  });
  expect(asked({ familyName: 'Garcia', givenName: 'Maria' })).toEqual({ familyName: 'Garcia', givenName: 'Maria' });
  for (const phone of ['mobilePhone', 'homePhone', 'workPhone'] as const)
    expect(asked({ familyName: 'Garcia', [phone]: '512 555 0142' })).toEqual({ familyName: 'Garcia', [phone]: '512 555 0142' });
});

test('one sign is a whole name where signs are no letters', () => {
  for (const [familyName, givenName] of [
    ['王', '芳'],
    ['김', '수'],
    ['つ', 'め'],
    ['李', 'Wei'],
    ['𠮷', '誠'],
  ] as const)
    expect(duplicateQuestion(emptyForm({ familyName, givenName }), TODAY)).toEqual({ familyName, givenName });
  expect(duplicateQuestion(emptyForm({ familyName: '王', birthDate: '1961-03-04' }), TODAY)).not.toBeNull();
  for (const familyName of ['Ж', 'Ö', 'א', 'س']) {
    expect(duplicateQuestion(emptyForm({ familyName, birthDate: '1961-03-04' }), TODAY)).toBeNull();
  }
});

test('two people’s changes to other fields fit together; to the same field a person chooses', () => {
  const mine = typed(formOf(chart({ city: 'Austin', state: 'TX' }), 'owner'), { city: 'Lockhart', zip: '78644' });
  const theirs = chart({ city: 'Round Rock', state: 'OK' }, { version: 4, updatedBy: 'Bo' });
  const conflict = conflictOf(mine, theirs);
  expect(conflict.fields).toEqual(['city']);
  const kept = resolved(mine, { ...conflict, chosen: { city: 'mine' } });
  expect(kept.subject?.version).toBe(4);
  expect(checkForm(kept, TODAY).changes).toEqual({ city: 'Lockhart', zip: '78644' });
  const given = resolved(mine, { ...conflict, chosen: { city: 'theirs' } });
  expect(checkForm(given, TODAY).changes).toEqual({ zip: '78644' });
});

test('two people who typed the same have no conflict', () => {
  const mine = typed(formOf(chart({ city: 'Austin' }), 'owner'), { city: 'Lockhart' });
  expect(conflictOf(mine, chart({ city: 'Lockhart' }, { version: 4 })).fields).toEqual([]);
});

test('two people’s social security numbers never overwrite one another in silence: typed, or removed', () => {
  const form = formOf(chart({}, { ssnLast4: '3456' }), 'owner');
  const mine = typed(form, { ssn: '900-12-3457' });
  const removed = { ...form, ssnRemoved: true };
  const theirs = chart({}, { version: 4, ssnLast4: '9999' });
  const gone = chart({}, { version: 4 });
  expect(conflictOf(mine, theirs).fields).toEqual(['ssn']);
  expect(conflictOf(removed, theirs).fields).toEqual(['ssn']);
  expect(conflictOf(mine, gone).fields).toEqual(['ssn']);
  expect(conflictOf(removed, gone).fields).toEqual([]);
  expect(conflictOf(mine, chart({}, { version: 4, ssnLast4: '3456' })).fields).toEqual([]);
  expect(conflictOf(form, theirs).fields).toEqual([]);
  const settled = (one: PatientForm, ssn: 'mine' | 'theirs') =>
    checkForm(resolved(one, { ...conflictOf(one, theirs), chosen: { ssn } }), TODAY).changes;
  expect(settled(mine, 'mine')).toEqual({ ssn: '900-12-3457' });
  expect(settled(removed, 'mine')).toEqual({ ssn: null });
  expect(settled(mine, 'theirs')).toEqual({});
  expect(settled(removed, 'theirs')).toEqual({});
});

test('lists that both changed are one choice each', () => {
  const base = formOf(chart({}), 'owner');
  const mine = { ...base, lists: { ...base.lists, alerts: [{ id: id(8), text: 'Latex', level: 'warning' }] } };
  const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [{ id: id(9), text: 'Falls', level: 'info' }] };
  const conflict = conflictOf(mine, chart({}, { version: 4, lists }));
  expect(conflict.fields).toEqual(['alerts']);
  expect(resolved(mine, { ...conflict, chosen: { alerts: 'theirs' } }).lists.alerts.map(({ text }) => text)).toEqual(['Falls']);
  expect(resolved(mine, { ...conflict, chosen: { alerts: 'mine' } }).lists.alerts.map(({ text }) => text)).toEqual(['Latex']);
});

test('the form is called by what was typed so far', () => {
  expect(nameInForm(emptyForm({ familyName: 'Osei', givenName: 'Kwame' }))).toBe('Osei, Kwame');
  expect(nameInForm(emptyForm({}))).toBe('');
});
