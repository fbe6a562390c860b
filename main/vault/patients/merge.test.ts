import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/permissions.ts';
import type { ChartLists } from '../../../shared/phi/patient.ts';
import type { PatientDetails } from '../../../shared/phi/patient-fields.ts';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { aPatient, codeOf, noLists, open, register, update } from '../../../test/support/patients.ts';
import { patientsIn } from '../../gate/answer.ts';
import { readChart } from './chart-state.ts';
import { restrictPatient } from './marks.ts';
import { mergePatients } from './merge.ts';
import { openPatient } from './open.ts';
import { unmergePatients } from './unmerge.ts';
import { updatePatient } from './update.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

const stateOf = (patientId: string) => records.read((access) => readChart(access.records, patientId).state);
const versionOf = (patientId: string) => open(records, patientId).version;
const merge = (survivorId: string, mergedId: string, takeFromMerged: string[] = [], role: Role = 'owner') =>
  records.change(
    (access) =>
      mergePatients(access, {
        survivorId,
        survivorVersion: versionOf(survivorId),
        mergedId,
        mergedVersion: versionOf(mergedId),
        takeFromMerged,
      }),
    { actor: { ...records.facts.actor, role } },
  );
const unmerge = (mergeId: string, survivorId: string, mergedId: string) =>
  records.change((access) => unmergePatients(access, { mergeId, survivorId, mergedId }));

const alert = (text: string) => ({ id: newId(), text, level: 'warning' as const });
const coverage = (payer: string, rank = 1) => ({ id: newId(), rank, payer });
const pair = () => ({
  a: register(records, aPatient({ city: 'Springfield' }), { ...noLists(), alerts: [alert('Latex')], coverages: [coverage('Acme')] })
    .patientId,
  b: register(records, aPatient({ city: 'Shelbyville', email: 'm@example.org' }), {
    ...noLists(),
    alerts: [alert('Fall risk'), alert('Latex')],
    coverages: [coverage('Blue')],
  }).patientId,
});

test('the survivor keeps its fields except those named, and no warning or coverage of either chart is lost', () => {
  const { a, b } = pair();
  const { mergeId } = merge(a, b, ['city']);
  const survivor = open(records, a);
  expect(survivor).toMatchObject({ details: { city: 'Shelbyville' }, mergedFrom: [{ mergeId, mergedId: b, mrn: 'A000002' }] });
  expect(patientsIn([survivor, open(records, b)])).toEqual([a, b]);
  expect(patientsIn(survivor)).toEqual([a]);
  const reviewer = { ...records.facts.actor, role: 'outside-reviewer' as const };
  expect(records.read((access) => openPatient(access, { patientId: a }), { actor: reviewer }).mergedFrom).toEqual([]);
  expect(survivor.details.email).toBeUndefined();
  expect(survivor.lists.alerts.map(({ text }) => text)).toEqual(['Latex', 'Fall risk']);
  expect(survivor.lists.coverages.map(({ payer, rank }) => [payer, rank])).toEqual([
    ['Acme', 1],
    ['Blue', 2],
  ]);
  expect(open(records, b)).toMatchObject({ mergedInto: a, details: { city: 'Shelbyville' } });
});

test('a named list leads with the merged chart’s entries', () => {
  const { a, b } = pair();
  merge(a, b, ['coverages']);
  expect(open(records, a).lists.coverages.map(({ payer, rank }) => [payer, rank])).toEqual([
    ['Blue', 1],
    ['Acme', 2],
  ]);
});

test('a restriction of either chart holds for the survivor', () => {
  const { a, b } = pair();
  records.change((access) => restrictPatient(access, { patientId: b, version: 1, restriction: 'staff-member' }));
  const { mergeId } = merge(a, b);
  expect(open(records, a).restricted).toBe('staff-member');
  unmerge(mergeId, a, b);
  expect([open(records, a).restricted, open(records, b).restricted]).toEqual([null, 'staff-member']);
});

test('a restriction that was set while they were one holds for both when they are two again, and one that was lifted for neither', () => {
  const { a, b } = pair();
  const { mergeId } = merge(a, b);
  const restrict = (restriction: 'vip' | null) =>
    records.change((access) => restrictPatient(access, { patientId: a, version: versionOf(a), restriction }));
  restrict('vip');
  unmerge(mergeId, a, b);
  expect([open(records, a).restricted, open(records, b).restricted]).toEqual(['vip', 'vip']);
  records.change((access) => restrictPatient(access, { patientId: b, version: versionOf(b), restriction: null }));
  const again = merge(a, b);
  unmerge(again.mergeId, a, b);
  expect([open(records, a).restricted, open(records, b).restricted]).toEqual(['vip', null]);
  const third = merge(a, b);
  restrict(null);
  unmerge(third.mergeId, a, b);
  expect([open(records, a).restricted, open(records, b).restricted]).toEqual([null, null]);
});

test('a field hidden from the role is never chosen by it, but fills a gap', () => {
  const { ssn: _ssn, ...without } = aPatient();
  const a = register(records, without).patientId;
  const b = register(records).patientId;
  expect(codeOf(() => merge(a, b, ['ssn'], 'patient-coordinator'))).toBe('not-permitted');
  merge(a, b, [], 'patient-coordinator');
  expect(stateOf(a).ssn).toBe('123-45-6789');
});

test('a merge is refused when it makes no sense, when somebody was faster, and when a list would overflow', () => {
  const { a, b } = pair();
  expect(codeOf(() => merge(a, a))).toBe('bad-input');
  expect(codeOf(() => merge(a, b, ['mergedInto']))).toBe('bad-input');
  expect(codeOf(() => merge(a, newId()))).toBe('not-found');
  const ask = { survivorId: a, survivorVersion: 1, mergedId: b, mergedVersion: 7, takeFromMerged: [] };
  expect(codeOf(() => records.change((access) => mergePatients(access, ask)))).toBe('changed-meanwhile');
  update(records, a, {}, { coverages: Array.from({ length: 9 }, (_, index) => coverage(`Payer ${index}`, index + 1)) });
  expect(codeOf(() => merge(a, b))).toBe('too-large');
});

test('a chart that was merged away is neither edited nor merged again, and its survivor can not be taken apart out of turn', () => {
  const { a, b } = pair();
  const c = register(records).patientId;
  const first = merge(a, b);
  const edit = () =>
    records.change((access) => updatePatient(access, { patientId: b, version: versionOf(b), changes: { city: 'X' }, lists: {} }));
  expect(codeOf(edit)).toBe('merged-away');
  expect(codeOf(() => merge(c, b))).toBe('merged-away');
  const second = merge(c, a);
  expect(codeOf(() => unmerge(first.mergeId, a, b))).toBe('merged-away');
  unmerge(second.mergeId, c, a);
  expect(codeOf(() => unmerge(first.mergeId, a, c))).toBe('not-found');
  unmerge(first.mergeId, a, b);
  expect(codeOf(() => unmerge(first.mergeId, a, b))).toBe('not-found');
  expect(merge(c, b).patientId).toBe(c);
});

test('an edit made after the merge stays with the survivor', () => {
  const { a, b } = pair();
  const { mergeId } = merge(a, b, ['city', 'email']);
  const merged = open(records, a);
  update(records, a, { city: 'Ogdenville' }, { alerts: [...merged.lists.alerts, alert('Needs interpreter')] });
  unmerge(mergeId, a, b);
  const survivor = open(records, a);
  expect(survivor.details.city).toBe('Ogdenville');
  expect(survivor.details.email).toBeUndefined();
  expect(survivor.lists.alerts.map(({ text }) => text)).toEqual(['Latex', 'Needs interpreter']);
  expect(survivor.lists.coverages.map(({ payer }) => payer)).toEqual(['Acme']);
  expect(open(records, b)).toMatchObject({ mergedInto: null, details: { city: 'Shelbyville', email: 'm@example.org' } });
});

const text = fc.constantFrom('Ann', 'Bo', '王', undefined);
const details = fc.record({ givenName: text, city: text, deskNote: text, ssn: fc.constantFrom('123456789', undefined) });
const someAlerts = fc.array(fc.constantFrom('Latex', 'Fall risk', 'Asthma'), { maxLength: 3 });
const payers = fc.array(fc.constantFrom('Acme', 'Blue', 'Civic'), { maxLength: 3 });
const chart = fc.record({ details, alerts: someAlerts, payers });
const take = fc.subarray(['givenName', 'familyName', 'city', 'deskNote', 'ssn', 'alerts', 'coverages']);

const known = (given: Partial<Record<keyof PatientDetails, string | undefined>>): PatientDetails => ({
  familyName: 'García',
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
});
const lists = (given: { alerts: string[]; payers: string[] }): ChartLists => ({
  ...noLists(),
  alerts: given.alerts.map(alert),
  coverages: given.payers.map((payer, index) => coverage(payer, index * 2 + 1)),
});

test('whatever was merged, taken back newest first every chart stands again exactly as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ chart, take }), { minLength: 1, maxLength: 3 }), chart, (others, mine) => {
      const survivor = register(records, known(mine.details), lists(mine)).patientId;
      const merged = others.map((other) => register(records, known(other.chart.details), lists(other.chart)).patientId);
      const before = new Map([survivor, ...merged].map((id) => [id, stateOf(id)]));
      const merges = merged.map((id, index) => ({ id, mergeId: merge(survivor, id, others[index]?.take).mergeId }));
      const [first] = merges;
      if (merges.length > 1 && first !== undefined) expect(codeOf(() => unmerge(first.mergeId, survivor, first.id))).toBe('merge-order');
      for (const { mergeId, id } of merges.reverse()) unmerge(mergeId, survivor, id);
      for (const [id, state] of before) expect(stateOf(id)).toEqual(state);
    }),
    { numRuns: 80 },
  );
});
