import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { newId } from '../../../shared/ids.ts';
import { anActor, openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { codeOf, register } from '../../../test/support/patients.ts';
import { assignPatient, listAssignments } from './assignments.ts';
import { restrictPatient } from './marks.ts';
import { foundBy, visibility } from './rights.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

const reviewer = anActor('outside-reviewer', 'Lena Lawyer');
const clerk = anActor('front-desk', 'Fay Desk');
const staff = (userId: string) => [reviewer, clerk].find((member) => member.userId === userId);

const assign = (patientId: string, until: string | null, userId = reviewer.userId) =>
  records.change((access) => assignPatient(staff)(access, { patientId, userId, until }));
const seenOn = (today: string, patientIds: readonly string[], actor = reviewer) =>
  records.read((access) => visibility(access.records, actor.role, actor.userId, patientIds, today));
const foundOn = (today: string, actor = reviewer): readonly string[] => {
  const limit = foundBy(actor.role, actor.userId, today);
  const row = z.strictObject({ mrn: z.string() });
  return records.read((access) =>
    access.records.all(row, `SELECT patient.mrn FROM patient WHERE ${limit.sql} ORDER BY mrn`, ...limit.values).map(({ mrn }) => mrn),
  );
};

test('an outside reviewer sees and finds the assigned patient alone, through the last day and not a day longer', () => {
  const mine = register(records).patientId;
  const other = register(records).patientId;
  assign(mine, '2031-06-01');
  expect(seenOn('2031-06-01', [mine, other]).get(mine)?.assigned).toBe(true);
  expect(seenOn('2031-06-01', [mine, other]).get(other)?.assigned).toBe(false);
  expect(seenOn('2031-06-02', [mine]).get(mine)?.assigned).toBe(false);
  expect([foundOn('2031-06-01'), foundOn('2031-06-02')]).toEqual([['A000001'], []]);
  expect(foundOn('2031-06-02', clerk)).toEqual(['A000001', 'A000002']);
});

test('an assignment is another person’s nothing', () => {
  const mine = register(records).patientId;
  assign(mine, '2031-06-01');
  const second = anActor('outside-reviewer', 'Otto Other');
  expect(seenOn('2031-05-12', [mine], second).get(mine)?.assigned).toBe(false);
  expect(foundOn('2031-05-12', second)).toEqual([]);
});

test('ending an assignment ends the view, a new day replaces the old one, and every grant keeps its row', () => {
  const { patientId } = register(records);
  assign(patientId, '2031-06-01');
  assign(patientId, '2031-05-20');
  expect(seenOn('2031-05-21', [patientId]).get(patientId)?.assigned).toBe(false);
  const list = () => records.read((access) => listAssignments(staff)(access, { patientId })).assignments;
  expect(list()).toMatchObject([{ patientId, userId: reviewer.userId, name: 'Lena Lawyer', until: '2031-05-20' }]);
  assign(patientId, null);
  expect(list()).toEqual([]);
  expect(foundOn('2031-05-12')).toEqual([]);
  const rows = records.read((access) => access.records.all(z.unknown(), 'SELECT 1 FROM patient_assignment'));
  expect(rows).toHaveLength(2);
});

test('nobody is assigned for a day that is past, to a role that sees everyone, or to a stranger', () => {
  const { patientId } = register(records);
  expect(codeOf(() => assign(patientId, '2031-05-11'))).toBe('bad-input');
  expect(codeOf(() => assign(patientId, '2031-06-01', clerk.userId))).toBe('bad-input');
  expect(codeOf(() => assign(patientId, '2031-06-01', newId()))).toBe('not-found');
  expect(codeOf(() => assign(newId(), '2031-06-01'))).toBe('not-found');
});

test('the gate learns in one query which patients exist and which are restricted', () => {
  const { patientId } = register(records);
  const restricted = register(records).patientId;
  records.change((access) => restrictPatient(access, { patientId: restricted, version: 1, restriction: 'vip' }));
  const seen = seenOn('2031-05-12', [patientId, restricted, newId(), "' OR 1=1 --"], clerk);
  expect([...seen]).toEqual([
    [patientId, { restricted: null, assigned: true }],
    [restricted, { restricted: 'vip', assigned: true }],
  ]);
});
