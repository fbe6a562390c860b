import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newId } from '../../../shared/ids.ts';
import { anActor, openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { codeOf, open, register, update } from '../../../test/support/patients.ts';
import { originOf } from '../origin.ts';
import { CHART_FIELDS, type ChartState, readChart } from './chart-state.ts';
import { archivePatient, restrictPatient } from './marks.ts';
import { revertPatient } from './revert.ts';
import { reviseChart } from './revise.ts';
import { updatePatient } from './update.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

const stateOf = (patientId: string): ChartState => records.read((access) => readChart(access.records, patientId).state);
const revert = (patientId: string, version: number) => records.change((access) => revertPatient(access, { patientId, version }));

test('an update makes the next version; saving what is there already makes none', () => {
  const { patientId } = register(records);
  expect(update(records, patientId, { city: 'Springfield' })).toMatchObject({ version: 2 });
  expect(update(records, patientId, { city: ' Springfield ' })).toMatchObject({ version: 2 });
  expect(open(records, patientId)).toMatchObject({ version: 2, details: { city: 'Springfield' } });
});

test('the slower of two people is told, and neither version is lost', () => {
  const { patientId } = register(records);
  update(records, patientId, { city: 'Springfield' });
  const late = () =>
    records.change((access) => updatePatient(access, { patientId, version: 1, changes: { city: 'Shelbyville' }, lists: {} }));
  expect(codeOf(late)).toBe('changed-meanwhile');
  expect(stateOf(patientId).city).toBe('Springfield');
});

test('a chart read before somebody else saved is never written over, whoever asks', () => {
  const { patientId } = register(records);
  const stale = records.read((access) => readChart(access.records, patientId));
  update(records, patientId, { city: 'Springfield' });
  expect(codeOf(() => records.change((access) => reviseChart(access.change, originOf(access), stale, { zip: '1' })))).toBe(
    'changed-meanwhile',
  );
});

test('a value that is not the field’s own kind is refused, and so is an empty family name', () => {
  const { patientId } = register(records);
  for (const changes of [
    { sex: 'robot' },
    { birthDate: '1961-02-30' },
    { familyName: '  ' },
    { city: 'x'.repeat(81) },
    { deathDate: '1960-01-01' },
  ]) {
    expect(codeOf(() => update(records, patientId, changes))).toBe('bad-input');
  }
  expect(open(records, patientId).version).toBe(1);
});

test('nobody overwrites a field that is hidden from their role', () => {
  const { patientId } = register(records);
  const actor = { ...records.facts.actor, role: 'clinician' as const };
  const blind = () =>
    records.change((access) => updatePatient(access, { patientId, version: 1, changes: { ssn: '000-00-0000' }, lists: {} }), { actor });
  expect(codeOf(blind)).toBe('not-permitted');
});

describe('taking an edit back', () => {
  test('puts each field to what it was, as a new version', () => {
    const { patientId } = register(records);
    const before = stateOf(patientId);
    update(records, patientId, { city: 'Springfield', zip: null });
    expect(revert(patientId, 2)).toMatchObject({ version: 3 });
    expect(stateOf(patientId)).toEqual(before);
    expect(revert(patientId, 3)).toMatchObject({ version: 4 });
    expect(stateOf(patientId)).toMatchObject({ city: 'Springfield', zip: null });
  });
  test('never overwrites what was edited since, and knows no edit before the first', () => {
    const { patientId } = register(records);
    update(records, patientId, { city: 'Springfield' });
    update(records, patientId, { city: 'Shelbyville' });
    expect(codeOf(() => revert(patientId, 2))).toBe('changed-meanwhile');
    expect(codeOf(() => revert(patientId, 1))).toBe('not-found');
  });
  test('is for whoever made it: nobody takes back what a colleague did', () => {
    const { patientId } = register(records);
    const colleague = anActor('front-desk', 'Bo Lindqvist');
    records.change((access) => updatePatient(access, { patientId, version: 1, changes: { city: 'Springfield' }, lists: {} }), {
      actor: colleague,
    });
    // saving what is on file already answers the colleague's version
    expect(update(records, patientId, { city: 'Springfield' })).toMatchObject({ version: 2 });
    expect(codeOf(() => revert(patientId, 2))).toBe('changed-meanwhile');
    expect(stateOf(patientId).city).toBe('Springfield');
    expect(records.change((access) => revertPatient(access, { patientId, version: 2 }), { actor: colleague })).toMatchObject({
      version: 3,
    });
  });
  test('lifts no restriction and no archiving: those have rights of their own', () => {
    const { patientId } = register(records);
    records.change((access) => restrictPatient(access, { patientId, version: 1, restriction: 'vip' }));
    records.change((access) => archivePatient(access, { patientId, version: 2, archived: true }));
    expect(codeOf(() => revert(patientId, 2))).toBe('not-permitted');
    expect(codeOf(() => revert(patientId, 3))).toBe('not-permitted');
    expect(open(records, patientId)).toMatchObject({ version: 3, archived: true, restricted: 'vip' });
    records.change((access) => archivePatient(access, { patientId, version: 3, archived: false }));
    records.change((access) => restrictPatient(access, { patientId, version: 4, restriction: null }));
    expect(open(records, patientId)).toMatchObject({ version: 5, archived: false, restricted: null });
  });
});

const words = fc.constantFrom('Ann', 'Bo', '王', 'Ó', '', null);
const change = fc.record(
  {
    givenName: words,
    city: words,
    deskNote: words,
    zip: fc.constantFrom('02134', '2134', null),
    sex: fc.constantFrom('female', 'unknown', null),
    familyName: fc.constantFrom('García', 'Okafor'),
  },
  { requiredKeys: [] },
);
const alerts = fc.option(
  fc.array(fc.record({ id: fc.constant(newId()), text: fc.constantFrom('Latex', 'Fall risk'), level: fc.constant('info' as const) }), {
    maxLength: 1,
  }),
);
const step = fc.oneof(
  fc.record({ kind: fc.constant('update' as const), change, alerts }),
  fc.record({ kind: fc.constant('archive' as const), archived: fc.boolean() }),
  fc.record({ kind: fc.constant('restrict' as const), restriction: fc.constantFrom('vip' as const, 'sensitive' as const, null) }),
  fc.record({ kind: fc.constant('revert' as const), back: fc.nat(4) }),
);

const kept = z.strictObject({
  version: z.int(),
  field: z.enum(CHART_FIELDS),
  from: z.string().nullable(),
  to: z.string().nullable(),
  stamp: z.string(),
  stampFrom: z.string(),
});
const KEPT = `SELECT version, field, value_from AS "from", value_to AS "to", stamp, stamp_from AS stampFrom FROM patient_change
  WHERE patient = (SELECT id FROM patient WHERE patient_id = ?) ORDER BY version DESC`;

test('after any sequence of changes, going through the history backwards gives every earlier version, and versions and stamps only grow', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const { patientId } = register(records);
      const seen = new Map<number, ChartState>([[1, stateOf(patientId)]]);
      for (const taken of steps) {
        const { version } = open(records, patientId);
        try {
          if (taken.kind === 'update') update(records, patientId, taken.change, taken.alerts === null ? {} : { alerts: taken.alerts });
          else if (taken.kind === 'archive')
            records.change((access) => archivePatient(access, { patientId, version, archived: taken.archived }));
          else if (taken.kind === 'restrict')
            records.change((access) => restrictPatient(access, { patientId, version, restriction: taken.restriction }));
          else revert(patientId, version - taken.back);
        } catch (error) {
          expect(['changed-meanwhile', 'not-found', 'not-permitted']).toContain(
            codeOf(() => {
              throw error;
            }),
          );
        }
        const after = open(records, patientId).version;
        expect([version, version + 1]).toContain(after);
        if (after === version) expect(stateOf(patientId)).toEqual(seen.get(version));
        seen.set(after, stateOf(patientId));
      }
      const state: Record<keyof ChartState, string | null> = { ...stateOf(patientId) };
      const rows = records.read((access) => access.records.all(kept, KEPT, patientId));
      for (let version = open(records, patientId).version; version > 1; version -= 1) {
        expect(state).toEqual(seen.get(version));
        const taken = rows.filter((row) => row.version === version);
        expect(taken.length).toBeGreaterThan(0);
        for (const { field, from, to, stamp, stampFrom } of taken) {
          expect(state[field]).toBe(to);
          expect(stamp > stampFrom).toBe(true);
          state[field] = from;
        }
      }
      expect(state).toEqual(seen.get(1));
    }),
    { numRuns: 60 },
  );
});
