import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

// A Wednesday.
const DAY = '2031-05-14';
const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone' };
let gate: TestGate;
let first: string;
let second: string;
const registered = (familyName: string): string =>
  given(gate.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, providers: [AMARA, OTTO, BEA] });
  first = registered('Okafor');
  second = registered('Lindqvist');
});
afterEach(() => gate.close());

const wanted = {
  visitTypeId: CHECKUP.visitTypeId,
  minutes: 30,
  providerId: null,
  weekdays: [],
  part: 'any',
  fromDay: '2031-05-12',
} as const;
const add = (patientId: string, more: Partial<Asked<'wait.add'>> = {}) =>
  gate.ask('wait.add', { patientId, ...wanted, weekdays: [], ...more });
const list = () => given(gate.ask('wait.list', { after: null })).waits;
const slot = { providerId: AMARA.providerId, day: DAY, start: 600, minutes: 30 };
const fitting = (more: Partial<typeof slot> = {}): Value<'wait.fitting'> =>
  given(gate.ask('wait.fitting', { ...slot, ...more, names: true }));
const book = (patientId: string, more: Partial<Asked<'visit.book'>> = {}) =>
  gate.ask('visit.book', { patientId, visitTypeId: CHECKUP.visitTypeId, ...slot, ...more });

test('who is put on the list stands on it in the order of their coming, and in the log', () => {
  const from = gate.entries().length;
  const made = given(add(first, { weekdays: [4, 2, 2], part: 'morning', visitNote: 'calls from work' }));
  expect(made).toMatchObject({
    familyName: 'Okafor',
    weekdays: [2, 4],
    part: 'morning',
    visitNote: 'calls from work',
    putBy: gate.actor.name,
  });
  expect(gate.entries(from)).toMatchObject([
    { operation: 'wait.add', outcome: 'intent', patients: [gate.pseudonym(first)] },
    { operation: 'wait.add', outcome: 'committed', patients: [gate.pseudonym(first)], rows: 1 },
  ]);
  given(add(second));
  expect(list().map(({ familyName }) => familyName)).toEqual(['Okafor', 'Lindqvist']);
});

test('a freed time fits whoever wants that provider, weekday, part of the day and length, and can come by then', () => {
  given(add(first, { weekdays: [3], part: 'morning', providerId: AMARA.providerId }));
  given(add(second));
  expect(fitting().waits.map(({ familyName }) => familyName)).toEqual(['Okafor', 'Lindqvist']);
  expect(fitting()).toMatchObject({ fitting: 2 });
  for (const other of [{ start: 720 }, { day: '2031-05-15' }, { providerId: BEA.providerId }]) expect(fitting(other).fitting).toBe(1);
  for (const none of [{ minutes: 25 }, { day: '2031-05-11' }]) expect(fitting(none).fitting).toBe(0);
  expect(given(gate.ask('wait.fitting', { ...slot, names: false }))).toEqual({ waits: [], fitting: 2 });
});

test('a booking takes its person off the list in the same act, and one that was a mistake puts them back', () => {
  const { waitId } = given(add(first));
  expect(book(second, { waitId })).toMatchObject({ code: 'not-found' });
  expect(given(gate.ask('schedule.day', { day: DAY, after: null })).visits).toEqual([]);
  const { visitId } = given(book(first, { waitId }));
  expect(list()).toEqual([]);
  expect(book(first, { waitId, start: 700 })).toMatchObject({ code: 'changed-meanwhile' });
  expect(given(gate.ask('schedule.day', { day: DAY, after: null })).visits).toHaveLength(1);
  given(gate.ask('visit.cancel', { patientId: first, visitId, version: 1, reason: 'mistake' }));
  expect(list()).toMatchObject([{ waitId, version: 3 }]);
  const again = given(book(first, { waitId }));
  given(gate.ask('visit.cancel', { patientId: first, visitId: again.visitId, version: 1, reason: 'patient' }));
  expect(list()).toEqual([]);
});

test('a booking that was no mistake after all takes its person off the list again, unless another visit did', () => {
  const { waitId } = given(add(first));
  const { visitId } = given(book(first, { waitId }));
  const one = { patientId: first, visitId };
  given(gate.ask('visit.cancel', { ...one, version: 1, reason: 'mistake' }));
  given(gate.ask('visit.restore', { ...one, version: 2 }));
  expect(list()).toEqual([]);
  given(gate.ask('visit.cancel', { ...one, version: 3, reason: 'mistake' }));
  const other = given(book(first, { waitId, start: 700 }));
  given(gate.ask('visit.restore', { ...one, version: 4 }));
  given(gate.ask('visit.cancel', { patientId: first, visitId: other.visitId, version: 1, reason: 'mistake' }));
  expect(list()).toMatchObject([{ waitId }]);
});

test('who is taken off comes back to where they were, against the version that was seen, and each turn is kept', () => {
  const { waitId } = given(add(first));
  given(add(second));
  const one = { patientId: first, waitId };
  expect(gate.ask('wait.remove', { ...one, patientId: second, version: 1 })).toMatchObject({ code: 'not-found' });
  given(gate.ask('wait.remove', { ...one, version: 1 }));
  expect(list()).toHaveLength(1);
  expect(gate.ask('wait.remove', { ...one, version: 1 })).toMatchObject({ code: 'changed-meanwhile' });
  expect(gate.ask('wait.remove', { ...one, version: 2 })).toMatchObject({ code: 'changed-meanwhile' });
  given(gate.ask('wait.restore', { ...one, version: 2 }));
  expect(list().map(({ familyName }) => familyName)).toEqual(['Okafor', 'Lindqvist']);
  expect(gate.records.store.prepare('SELECT state_from, state_to FROM wait_change ORDER BY version').all()).toEqual([
    { state_from: 'waiting', state_to: 'removed' },
    { state_from: 'removed', state_to: 'waiting' },
  ]);
});

test('whose chart went into another waits under the survivor; an archived one, and for whom nobody can be booked, can’t wait', () => {
  const { waitId } = given(add(second));
  const owner = gate.as('owner');
  given(owner.ask('patient.merge', { survivorId: first, survivorVersion: 1, mergedId: second, mergedVersion: 1, takeFromMerged: [] }));
  expect(list()).toMatchObject([{ waitId, patientId: first }]);
  expect(add(second)).toMatchObject({ code: 'merged-away' });
  expect(add(first, { providerId: OTTO.providerId })).toMatchObject({ code: 'not-found' });
  const third = registered('Osei');
  given(gate.ask('patient.archive', { patientId: third, version: 1, archived: true }));
  expect(add(third)).toMatchObject({ code: 'chart-archived' });
});

test('of a restricted chart the list shows the name alone, and to a biller no note; who may see no schedule sees no list', () => {
  given(add(first, { visitNote: 'biopsy results' }));
  given(add(second, { visitNote: 'owes the last co-pay' }));
  given(gate.as('owner').ask('patient.restrict', { patientId: first, version: 1, restriction: 'vip' }));
  const [shown] = list();
  expect(shown).toMatchObject({ familyName: 'Okafor', restricted: 'vip', mrn: '' });
  for (const field of ['birthDate', 'visitNote']) expect(shown).not.toHaveProperty(field);
  expect(given(gate.as('biller').ask('wait.list', { after: null })).waits[1]).not.toHaveProperty('visitNote');
  for (const role of ['outside-reviewer', 'auditor', 'administrator'] as const)
    expect(gate.as(role).ask('wait.list', { after: null })).toMatchObject({ code: 'not-permitted' });
  expect(gate.as('biller').ask('wait.fitting', { ...slot, names: true })).toMatchObject({ code: 'not-permitted' });
});

test('a long list comes in pages, each person once', () => {
  for (let at = 0; at < 60; at += 1) given(add(first));
  const page = given(gate.ask('wait.list', { after: null }));
  expect(page.waits).toHaveLength(50);
  const rest = given(gate.ask('wait.list', { after: page.next }));
  expect(rest.next).toBeNull();
  expect(new Set([...page.waits, ...rest.waits].map(({ waitId }) => waitId)).size).toBe(60);
  expect(fitting()).toMatchObject({ fitting: 60 });
  expect(fitting().waits).toHaveLength(50);
});
