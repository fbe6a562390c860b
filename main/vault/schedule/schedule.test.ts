import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { DAY_PAGE } from '../../../shared/operations/schedule.ts';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

// A Wednesday.
const DAY = '2031-05-14';
const SATURDAY = '2031-05-17';
let gate: TestGate;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', SETUP);
});
afterEach(() => gate.close());

const registered = (details = aPatient()): string => {
  const answer = gate.ask('patient.register', { details, lists: noLists() });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.patientId;
};
const book = (patientId: string, more: Partial<Asked<'visit.book'>> = {}) =>
  gate.ask('visit.book', {
    patientId,
    providerId: AMARA.providerId,
    visitTypeId: CHECKUP.visitTypeId,
    day: DAY,
    start: 540,
    minutes: 30,
    ...more,
  });
const booked = (patientId: string, more: Partial<Asked<'visit.book'>> = {}): Value<'visit.book'> => {
  const answer = book(patientId, more);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};
const dayOf = (day = DAY, as = gate): Value<'schedule.day'>['visits'] => {
  const answer = as.ask('schedule.day', { day, after: null });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.visits;
};

test('a booked visit stands in its day with the patient, and booking and looking are in the log under that patient', () => {
  const patientId = registered();
  const from = gate.entries().length;
  const visit = booked(patientId, { visitNote: 'brings the old films' });
  expect(dayOf()).toEqual([visit]);
  expect(visit).toMatchObject({ patientId, familyName: 'García', start: 540, state: 'booked', version: 1, bookedBy: gate.actor.name });
  expect(dayOf('2031-05-15')).toEqual([]);
  const said = gate.entries(from).map(({ action, outcome, patients, rows }) => ({ action, outcome, patients, rows }));
  const patients = [gate.pseudonym(patientId)];
  expect(said.slice(0, 3)).toEqual([
    { action: 'schedule.create', outcome: 'intent', patients, rows: 0 },
    { action: 'schedule.create', outcome: 'committed', patients, rows: 1 },
    { action: 'schedule.read', outcome: 'allowed', patients, rows: 1 },
  ]);
});

test('a time that is taken or closed is refused until somebody says why, and the reason stands with the visit', () => {
  const [first, second] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  booked(first);
  for (const start of [515, 540, 569]) expect(book(second, { start })).toMatchObject({ ok: false, code: 'slot-taken' });
  for (const start of [510, 570]) expect(book(second, { start, minutes: 30 }).ok).toBe(true);
  for (const more of [{ start: 479 }, { start: 1000 }, { day: SATURDAY }]) {
    expect(book(second, more)).toMatchObject({ ok: false, code: 'slot-closed' });
  }
  expect(booked(second, { start: 545, anyway: 'mother and child together' })).toMatchObject({ anyway: 'mother and child together' });
  expect(booked(second, { start: 700, anyway: 'not needed here' })).not.toHaveProperty('anyway');
});

test('nobody is booked or moved into the hour that spring leaves out, whatever the reason', () => {
  const always = { opens: 0, closes: 1440 };
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, hours: [always, always, always, always, always, always, always] });
  const [patientId, spring] = [registered(), '2032-03-14'];
  for (const start of [120, 150, 179]) {
    expect(book(patientId, { day: spring, start })).toMatchObject({ ok: false, code: 'time-left-out' });
    expect(book(patientId, { day: spring, start, anyway: 'she is there' })).toMatchObject({ ok: false, code: 'time-left-out' });
  }
  const { visitId, version } = booked(patientId, { day: spring, start: 180 });
  const back = gate.ask('visit.move', {
    patientId,
    visitId,
    version,
    providerId: AMARA.providerId,
    day: spring,
    start: 150,
    anyway: 'earlier',
  });
  expect(back).toMatchObject({ ok: false, code: 'time-left-out' });
  expect(dayOf(spring)).toMatchObject([{ start: 180, version: 1 }]);
  expect(booked(patientId, { day: '2032-03-15', start: 150 })).toMatchObject({ start: 150 });
});

test('no visit goes over midnight, and nobody is booked with whom nobody can be, or for what is not done here', () => {
  const patientId = registered();
  expect(book(patientId, { start: 1430, minutes: 30, anyway: 'night duty' })).toMatchObject({ ok: false, code: 'bad-input' });
  expect(book(patientId, { providerId: OTTO.providerId })).toMatchObject({ ok: false, code: 'not-found' });
  expect(book(patientId, { providerId: newId() })).toMatchObject({ ok: false, code: 'not-found' });
  expect(book(patientId, { visitTypeId: newId() })).toMatchObject({ ok: false, code: 'not-found' });
  expect(book(newId())).toMatchObject({ ok: false, code: 'not-found' });
  expect(dayOf()).toEqual([]);
});

test('an archived chart is not booked, and visits of a merged one come under the chart it went into', () => {
  const [stays, goes] = [registered(), registered(aPatient({ familyName: 'Garcia' }))];
  const visit = booked(goes);
  const merge = { survivorId: stays, survivorVersion: 1, mergedId: goes, mergedVersion: 1, takeFromMerged: [] };
  expect(gate.as('owner').ask('patient.merge', merge).ok).toBe(true);
  expect(dayOf().map(({ patientId, visitId }) => ({ patientId, visitId }))).toEqual([{ patientId: stays, visitId: visit.visitId }]);
  expect(book(goes, { start: 600 })).toMatchObject({ ok: false, code: 'merged-away' });
  const { visitId, version } = visit;
  expect(gate.ask('visit.cancel', { patientId: goes, visitId, version, reason: 'patient' })).toMatchObject({
    ok: false,
    code: 'not-found',
  });
  expect(gate.ask('visit.cancel', { patientId: stays, visitId, version, reason: 'patient' }).ok).toBe(true);
  const other = registered(aPatient({ familyName: 'Osei' }));
  expect(gate.ask('patient.archive', { patientId: other, version: 1, archived: true }).ok).toBe(true);
  expect(book(other, { start: 600 })).toMatchObject({ ok: false, code: 'chart-archived' });
});

test('a cancelled visit gives its time free and comes back if that is still so; an older version of it changes nothing', () => {
  const [first, second] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  const { visitId, version } = booked(first);
  const cancelled = gate.ask('visit.cancel', { patientId: first, visitId, version, reason: 'patient' });
  expect(cancelled).toMatchObject({ ok: true, value: { state: 'cancelled', version: 2 } });
  expect(dayOf()).toEqual([]);
  expect(gate.ask('visit.cancel', { patientId: first, visitId, version, reason: 'other' })).toMatchObject({ code: 'changed-meanwhile' });
  booked(second);
  const back = { patientId: first, visitId, version: 2 };
  expect(gate.ask('visit.restore', back)).toMatchObject({ ok: false, code: 'slot-taken' });
  expect(gate.ask('visit.restore', { ...back, anyway: 'both fit' })).toMatchObject({ ok: true, value: { state: 'booked', version: 3 } });
  expect(dayOf()).toHaveLength(2);
  const kept = gate.records.store.prepare('SELECT version, field, value_from FROM visit_change ORDER BY version, field').all();
  expect(kept).toMatchObject([
    { version: 2, field: 'cancelReason', value_from: null },
    { version: 2, field: 'state', value_from: 'booked' },
    { version: 3, field: 'anyway' },
    { version: 3, field: 'cancelReason', value_from: 'patient' },
    { version: 3, field: 'state', value_from: 'cancelled' },
  ]);
});

test('a moved visit keeps its version before, is refused where somebody else is, and gives its old time free', () => {
  const [first, second] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  const { visitId, version } = booked(first);
  booked(second, { start: 600 });
  const move = (more: Partial<Asked<'visit.move'>>) =>
    gate.ask('visit.move', { patientId: first, visitId, version, providerId: AMARA.providerId, day: DAY, start: 660, ...more });
  expect(move({ start: 585 })).toMatchObject({ ok: false, code: 'slot-taken' });
  expect(move({ day: SATURDAY })).toMatchObject({ ok: false, code: 'slot-closed' });
  expect(move({ providerId: OTTO.providerId })).toMatchObject({ ok: false, code: 'not-found' });
  expect(move({ start: 1425, anyway: 'night duty' })).toMatchObject({ ok: false, code: 'bad-input' });
  // over its own time, which is no obstacle
  expect(move({ start: 555 })).toMatchObject({ ok: true, value: { start: 555, minutes: 30, version: 2 } });
  expect(move({ start: 700 })).toMatchObject({ ok: false, code: 'changed-meanwhile' });
  expect(move({ version: 2, day: '2031-05-15', start: 540 })).toMatchObject({ ok: true, value: { day: '2031-05-15', version: 3 } });
  expect(dayOf().map(({ patientId }) => patientId)).toEqual([second]);
  booked(second, { start: 540 });
  expect(gate.ask('visit.cancel', { patientId: first, visitId, version: 3, reason: 'other' }).ok).toBe(true);
  expect(move({ version: 4 })).toMatchObject({ ok: false, code: 'visit-cancelled' });
  expect(gate.ask('visit.cancel', { patientId: first, visitId, version: 4, reason: 'other' })).toMatchObject({ code: 'visit-cancelled' });
});

test('a full day comes in pages, each visit once and in order', () => {
  const patientId = registered();
  const starts = Array.from({ length: DAY_PAGE + 20 }, (_, at) => 480 + (at % 60) * 5);
  for (const start of starts) booked(patientId, { start, minutes: 5, anyway: 'a full day' });
  const first = gate.ask('schedule.day', { day: DAY, after: null });
  if (!first.ok) throw new Error(first.code);
  expect(first.value.visits).toHaveLength(DAY_PAGE);
  const second = gate.ask('schedule.day', { day: DAY, after: first.value.next });
  if (!second.ok) throw new Error(second.code);
  expect(second.value.next).toBeNull();
  const all = [...first.value.visits, ...second.value.visits];
  expect(new Set(all.map(({ visitId }) => visitId)).size).toBe(starts.length);
  expect(all.map(({ start }) => start)).toEqual(starts.sort((a, b) => a - b));
});

test('of a restricted chart the day shows the name alone, and booking it asks for a reason', () => {
  const patientId = registered();
  booked(patientId, { visitNote: 'biopsy results', day: SATURDAY, anyway: 'results can’t wait' });
  expect(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }).ok).toBe(true);
  const [visit] = dayOf(SATURDAY);
  expect(visit).toMatchObject({ familyName: 'García', restricted: 'vip', mrn: '' });
  expect(visit).not.toHaveProperty('anyway');
  expect(visit).not.toHaveProperty('birthDate');
  expect(visit).not.toHaveProperty('visitNote');
  expect(book(patientId, { start: 600 })).toMatchObject({ ok: false, code: 'reason-needed' });
});

test('who may see no schedule is refused and the refusal is in the log; a biller sees it without the desk’s notes and books nothing', () => {
  const patientId = registered();
  booked(patientId, { visitNote: 'owes the last co-pay' });
  for (const role of ['outside-reviewer', 'auditor', 'administrator'] as const) {
    const as = gate.as(role);
    const from = as.entries().length;
    expect(as.ask('schedule.day', { day: DAY, after: null })).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(as.entries(from)).toMatchObject([{ operation: 'schedule.day', outcome: 'refused' }]);
  }
  const biller = gate.as('biller');
  expect(dayOf(DAY, biller)[0]).not.toHaveProperty('visitNote');
  const { visitId, version } = dayOf()[0] ?? { visitId: '', version: 0 };
  expect(biller.ask('visit.cancel', { patientId, visitId, version, reason: 'other' })).toMatchObject({ code: 'not-permitted' });
});
