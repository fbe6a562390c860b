import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

let gate: TestGate;
let tomorrow: string;
let yesterday: string;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', SETUP);
  const there = Temporal.Instant.fromEpochMilliseconds(gate.records.facts.now).toZonedDateTimeISO(SETUP.timeZone).toPlainDate();
  tomorrow = there.add({ days: 1 }).toString();
  yesterday = there.subtract({ days: 1 }).toString();
});
afterEach(() => gate.close());

const registered = (details = aPatient()): string => given(gate.ask('patient.register', { details, lists: noLists() })).patientId;
const booked = (patientId: string, more: Partial<Asked<'visit.book'>> = {}): Value<'visit.book'> =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day: tomorrow, start: 540, minutes: 30 },
      ...{ anyway: 'whatever day it is', ...more },
    }),
  );
const seen = ({ patientId, visitId, version }: { patientId: string; visitId: string; version: number }) => ({
  patientId,
  visitId,
  version,
});
const lines = (as = gate) => given(as.ask('call.list', { day: tomorrow, after: null })).calls;

test('tomorrow’s visits are listed with a number to call and how the last call ended; who confirmed stands as confirmed', () => {
  const visit = booked(registered());
  expect(lines()).toMatchObject([{ visitId: visit.visitId, phone: '(555) 010-4477', last: null, progress: 'booked' }]);
  const first = given(gate.ask('call.note', { ...seen(visit), outcome: 'no-answer' }));
  expect(first).toMatchObject({ version: 1, progress: 'booked', last: { outcome: 'no-answer', by: gate.actor.name } });
  given(gate.ask('call.note', { ...seen(first), outcome: 'confirmed' }));
  expect(lines()).toMatchObject([{ version: 2, progress: 'confirmed', last: { outcome: 'confirmed' } }]);
});

test('a later call that ended otherwise takes back what a call had confirmed, not what was confirmed without one', () => {
  for (const [at, outcome] of (['no-answer', 'left-message', 'another-time', 'wrong-number'] as const).entries()) {
    const visit = booked(registered(aPatient({ familyName: `Okafor ${outcome}` })), { start: 540 + at * 30 });
    const confirmed = given(gate.ask('call.note', { ...seen(visit), outcome: 'confirmed' }));
    const back = given(gate.ask('call.note', { ...seen(confirmed), outcome }));
    expect(back).toMatchObject({ version: 3, progress: 'booked', last: { outcome } });
  }
  const byHand = given(gate.ask('visit.progress', { ...seen(booked(registered(), { start: 700 })), to: 'confirmed' }));
  const noted = given(gate.ask('call.note', { ...seen(byHand), outcome: 'no-answer' }));
  expect(noted).toMatchObject({ version: byHand.version, progress: 'confirmed', last: { outcome: 'no-answer' } });
});

test('a wrong confirmation is taken back, and the call before it is the last again', () => {
  const visit = booked(registered());
  const first = given(gate.ask('call.note', { ...seen(visit), outcome: 'left-message' }));
  const wrong = given(gate.ask('call.note', { ...seen(first), outcome: 'confirmed' }));
  expect(given(gate.ask('visit.step-back', seen(wrong))).progress).toBe('booked');
  expect(lines()).toMatchObject([{ progress: 'booked', last: { outcome: 'left-message' } }]);
  given(gate.ask('call.note', { ...seen(visit), version: 3, outcome: 'confirmed' }));
  expect(lines()).toMatchObject([{ progress: 'confirmed', last: { outcome: 'confirmed' } }]);
});

test('a call is noted against the visit that was seen, on a day that is not over, and not about one that is under way or cancelled', () => {
  const visit = booked(registered());
  given(gate.ask('call.note', { ...seen(visit), outcome: 'confirmed' }));
  expect(gate.ask('call.note', { ...seen(visit), outcome: 'no-answer' })).toMatchObject({ code: 'changed-meanwhile' });
  const over = booked(registered(aPatient({ familyName: 'Osei' })), { day: yesterday });
  expect(gate.ask('call.note', { ...seen(over), outcome: 'no-answer' })).toMatchObject({ code: 'visit-not-today' });
  const gone = booked(registered(aPatient({ familyName: 'Ito' })), { start: 700 });
  const cancelled = given(gate.ask('visit.cancel', { ...seen(gone), reason: 'patient' }));
  expect(gate.ask('call.note', { ...seen(cancelled), outcome: 'no-answer' })).toMatchObject({ code: 'visit-cancelled' });
  expect(lines()).toHaveLength(1);
});

test('R5: of a restricted chart the list gives no number, and who has nothing to do with it gets no list', () => {
  const patientId = registered();
  booked(patientId);
  expect(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }).ok).toBe(true);
  const [line] = lines();
  expect(line).toMatchObject({ familyName: 'García', restricted: 'vip' });
  expect(line).not.toHaveProperty('phone');
  expect(line).not.toHaveProperty('birthDate');
  for (const role of ['biller', 'outside-reviewer', 'auditor', 'administrator'] as const)
    expect(gate.as(role).ask('call.list', { day: tomorrow, after: null }).ok).toBe(false);
});

test('a patient who wants another time is listed as such, and each call is in the log under the patient', () => {
  const patientId = registered();
  const visit = booked(patientId);
  const from = gate.entries().length;
  given(gate.ask('call.note', { ...seen(visit), outcome: 'another-time' }));
  expect(lines()).toMatchObject([{ last: { outcome: 'another-time' } }]);
  const said = gate.entries(from).filter(({ action }) => action === 'schedule.status');
  expect(said.map(({ outcome, patients }) => [outcome, patients])).toEqual([
    ['intent', [gate.pseudonym(patientId)]],
    ['committed', [gate.pseudonym(patientId)]],
  ]);
});
