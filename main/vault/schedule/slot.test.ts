import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

// The Friday before, today, and two days on; the practice's clock says ten in the morning.
const [PAST, TODAY, DAY] = ['2031-05-09', '2031-05-12', '2031-05-14'] as const;
const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone' };
let gate: TestGate;
let patientId: string;
const registered = (familyName: string): string =>
  given(gate.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, providers: [AMARA, BEA] });
  patientId = registered('Okafor');
});
afterEach(() => gate.close());

const what = { providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, start: 540, minutes: 30 };
const book = (more: Partial<Asked<'visit.book'>> = {}) => gate.ask('visit.book', { patientId, ...what, day: DAY, ...more });
const seen = (visit: Value<'visit.book'>) => ({ patientId: visit.patientId, visitId: visit.visitId, version: visit.version });
const move = (visit: Value<'visit.book'>, more: Partial<Asked<'visit.move'>>) =>
  gate.ask('visit.move', { ...seen(visit), providerId: visit.providerId, day: visit.day, start: visit.start, ...more });
const WEEKLY = { repeats: 'weekly', every: 1, ends: { count: 2 } } as const;

test('a day that is over takes no visit without a word why; today does, also at an hour that is gone', () => {
  expect(book({ day: PAST })).toMatchObject({ code: 'slot-past' });
  expect(given(book({ day: PAST, anyway: 'noted afterwards' }))).toMatchObject({ day: PAST, anyway: 'noted afterwards' });
  expect(book({ day: TODAY, start: 480 }).ok).toBe(true);
  const ahead = given(book());
  expect(move(ahead, { day: PAST, start: 600 })).toMatchObject({ code: 'slot-past' });
  expect(given(move(ahead, { day: PAST, start: 600, anyway: 'came earlier' })).day).toBe(PAST);
});

test('what is of a past day already is changed, cancelled and brought back like any other', () => {
  const past = given(book({ day: PAST, anyway: 'noted afterwards' }));
  const later = given(move(past, { start: 555 }));
  const longer = given(gate.ask('visit.edit', { ...seen(later), visitTypeId: CHECKUP.visitTypeId, minutes: 45, roomId: null }));
  const gone = given(gate.ask('visit.cancel', { ...seen(longer), reason: 'mistake' }));
  expect(gate.ask('visit.restore', seen(gone))).toMatchObject({ ok: true });
});

test('a patient who is with somebody else then is booked, moved or made longer only with a word why', () => {
  given(book());
  const elsewhere = { providerId: BEA.providerId };
  for (const start of [515, 540, 569]) expect(book({ ...elsewhere, start })).toMatchObject({ code: 'patient-taken' });
  expect(given(book({ ...elsewhere, anyway: 'both at once' }))).toMatchObject({ anyway: 'both at once' });
  const before = given(book({ ...elsewhere, start: 500 }));
  const longer = { ...seen(before), visitTypeId: CHECKUP.visitTypeId, minutes: 45, roomId: null };
  expect(gate.ask('visit.edit', longer)).toMatchObject({ code: 'slot-taken' });
  const after = given(book({ ...elsewhere, start: 700 }));
  expect(move(after, { start: 705 }).ok).toBe(true);
  expect(gate.ask('visit.book', { patientId: registered('Ito'), ...what, ...elsewhere, day: DAY, start: 720 })).toMatchObject({
    code: 'slot-taken',
  });
});

test('a cancelled visit keeps the patient from nothing until it comes back, and one of a chart that was merged into theirs counts as theirs', () => {
  const first = given(book());
  const cancelled = given(gate.ask('visit.cancel', { ...seen(first), reason: 'patient' }));
  given(book({ providerId: BEA.providerId }));
  expect(gate.ask('visit.restore', seen(cancelled))).toMatchObject({ code: 'patient-taken' });
  const merged = registered('Okafor-Lee');
  given(gate.ask('visit.book', { patientId: merged, ...what, day: DAY, start: 600 }));
  const merge = { survivorId: patientId, survivorVersion: 1, mergedId: merged, mergedVersion: 1, takeFromMerged: [] };
  given(gate.as('owner').ask('patient.merge', merge));
  expect(book({ providerId: BEA.providerId, start: 600 })).toMatchObject({ code: 'patient-taken' });
});

test('a series says on which days the patient is taken or which are over, and is booked only with a word why', () => {
  given(book({ providerId: BEA.providerId }));
  const { visitTypeId: _type, ...slot } = what;
  const days = (first: string, whose: string | null = null) =>
    given(gate.ask('series.preview', { ...slot, patientId: whose, rule: WEEKLY, day: first })).days.map(({ against }) => against);
  expect(days(DAY, patientId)).toEqual(['patient-taken', null]);
  expect(gate.entries().at(-1)).toMatchObject({ operation: 'series.preview', patients: [gate.pseudonym(patientId)] });
  expect(days(DAY)).toEqual([null, null]);
  expect(days('2031-05-07')).toEqual(['slot-past', null]);
  const series = (first: string) => gate.ask('series.book', { patientId, ...what, rule: WEEKLY, days: [first, '2031-05-21'] });
  expect(series(DAY)).toMatchObject({ code: 'patient-taken' });
  expect(series('2031-05-07')).toMatchObject({ code: 'slot-past' });
  const made = given(gate.ask('series.book', { patientId, ...what, start: 600, rule: WEEKLY, days: ['2031-05-21', '2031-05-28'] })).visits;
  const anchor = made[0];
  if (anchor === undefined) throw new Error('nothing was booked');
  const to = { ...seen(anchor), scope: 'all', providerId: AMARA.providerId, day: PAST, start: 600 } as const;
  expect(gate.ask('series.move', to)).toMatchObject({ code: 'slot-past' });
});
