import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked } from '../../../shared/operations/table.ts';
import { TASK_PAGE } from '../../../shared/operations/tasks.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

let gate: TestGate;
let patientId: string;
let other: string;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', SETUP);
  [patientId, other] = [registered('García'), registered('Okafor')];
});
afterEach(() => gate.close());

const registered = (familyName: string): string =>
  given(gate.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;
const filed = (more: Partial<Asked<'task.create'>> = {}, by = gate) =>
  given(by.ask('task.create', { kind: 'task', patientId, taskText: 'call back', owner: { whose: 'nobody' }, due: null, ...more }));
const words = (as = gate, of = patientId) =>
  given(as.ask('task.of-patient', { patientId: of, after: null })).tasks.map(({ taskText }) => taskText);

test('a chart lists its open tasks in the order they are due, and nobody else’s', () => {
  filed({ taskText: 'some day' });
  filed({ taskText: 'on Tuesday', due: { day: '2031-05-13', minute: null } });
  filed({ patientId: other, taskText: 'of the other' });
  filed({ patientId: null, taskText: 'order toner' });
  const { taskId } = filed({ taskText: 'done already' });
  given(gate.ask('task.done', { taskId, patientId, version: 1 }));
  const from = gate.entries().length;
  expect(words()).toEqual(['on Tuesday', 'some day']);
  expect(gate.entries(from)).toMatchObject([
    { operation: 'task.of-patient', action: 'task.read', outcome: 'allowed', patients: [gate.pseudonym(patientId)], rows: 2 },
  ]);
});

test('many come in pages, each once', () => {
  for (let at = 0; at <= TASK_PAGE; at += 1) filed({ taskText: `task ${at}` });
  const first = given(gate.ask('task.of-patient', { patientId, after: null }));
  const second = given(gate.ask('task.of-patient', { patientId, after: first.next }));
  expect(second.next).toBeNull();
  expect(new Set([...first.tasks, ...second.tasks].map(({ taskId }) => taskId)).size).toBe(TASK_PAGE + 1);
});

test('R5: a role sees in a chart only the tasks it may see anywhere, and who has no tasks gets no list', () => {
  filed({ taskText: 'for the desk', owner: { whose: 'role', role: 'front-desk' } });
  filed({ taskText: 'for billing', owner: { whose: 'role', role: 'biller' } });
  expect(words()).toHaveLength(2);
  expect(words(gate.as('biller'))).toEqual(['for billing']);
  expect(words(gate.as('clinician'))).toEqual([]);
  for (const role of ['outside-reviewer', 'auditor', 'administrator'] as const)
    expect(gate.as(role).ask('task.of-patient', { patientId, after: null })).toMatchObject({ ok: false });
});

test('R5: of a restricted chart no task is listed without a reason, and with one in full', () => {
  filed({ taskText: 'biopsy results' });
  given(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }));
  expect(gate.ask('task.of-patient', { patientId, after: null })).toMatchObject({ code: 'reason-needed' });
  const asked = gate.ask('task.of-patient', { patientId, after: null }, { code: 'treatment', text: 'she is on the telephone' });
  expect(given(asked).tasks.map(({ taskText }) => taskText)).toEqual(['biopsy results']);
});

test('the tasks of a chart that went into another are the survivor’s', () => {
  filed({ patientId: other, taskText: 'of the other' });
  const merge = { survivorId: patientId, survivorVersion: 1, mergedId: other, mergedVersion: 1, takeFromMerged: [] };
  given(gate.as('owner').ask('patient.merge', merge));
  expect(words()).toEqual(['of the other']);
  expect(words(gate, other)).toEqual([]);
});
