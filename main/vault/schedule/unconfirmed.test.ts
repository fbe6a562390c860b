import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

const DAY = '2031-05-14';
const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone' };
let gate: TestGate;
let patientId: string;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, providers: [AMARA, BEA] });
  ({ patientId } = given(gate.ask('patient.register', { details: aPatient(), lists: noLists() })));
});
afterEach(() => gate.close());

const what = { providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, start: 540, minutes: 30 };
type Visit = Value<'visit.book'>;
const seen = ({ visitId, version }: Visit) => ({ patientId, visitId, version });
const confirmed = (visit: Visit): Visit => given(gate.ask('visit.progress', { ...seen(visit), to: 'confirmed' }));
const booked = (): Visit => confirmed(given(gate.ask('visit.book', { patientId, ...what, day: DAY })));
const move = (visit: Visit, to: Partial<Asked<'visit.move'>>): Visit =>
  given(gate.ask('visit.move', { ...seen(visit), providerId: AMARA.providerId, day: DAY, start: 540, ...to }));
const history = () =>
  gate.records.store.prepare("SELECT version, value_from, value_to FROM visit_change WHERE field = 'progress' ORDER BY version").all();

test('a confirmed visit that goes to another day or time is only booked there, and its history keeps that it was confirmed', () => {
  for (const to of [{ start: 600 }, { day: '2031-05-15' }]) {
    const moved = move(booked(), to);
    expect(moved).toMatchObject({ progress: 'booked', progressSince: null, version: 3 });
    given(gate.ask('visit.cancel', { ...seen(moved), reason: 'mistake' }));
  }
  expect(history().slice(0, 2)).toEqual([
    { version: 2, value_from: 'booked', value_to: 'confirmed' },
    { version: 2, value_from: 'booked', value_to: 'confirmed' },
  ]);
  expect(history().slice(2)).toEqual([
    { version: 3, value_from: 'confirmed', value_to: 'booked' },
    { version: 3, value_from: 'confirmed', value_to: 'booked' },
  ]);
});

test('with somebody else at the same time it stays confirmed', () => {
  expect(move(booked(), { providerId: BEA.providerId }).progress).toBe('confirmed');
});

test('no step back makes a moved visit confirmed again', () => {
  const moved = move(booked(), { start: 600 });
  expect(gate.ask('visit.step-back', seen(moved))).toMatchObject({ code: 'visit-elsewhere' });
  const again = confirmed(moved);
  expect(given(gate.ask('visit.step-back', seen(again))).progress).toBe('booked');
});

test('a cancelled visit that comes back is booked, not confirmed, alone or with its series', () => {
  const gone = given(gate.ask('visit.cancel', { ...seen(booked()), reason: 'patient' }));
  expect(given(gate.ask('visit.restore', seen(gone)))).toMatchObject({ progress: 'booked', progressSince: null });
  const rule = { repeats: 'weekly', every: 1, ends: { count: 2 } } as const;
  const days = ['2031-05-20', '2031-05-27'];
  const [first] = given(gate.ask('series.book', { patientId, ...what, rule, days })).visits;
  if (first === undefined) throw new Error('nothing was booked');
  const known = confirmed(first);
  const all = given(gate.ask('series.cancel', { ...seen(known), scope: 'all', reason: 'other' })).visits;
  const visits = all.map(({ visitId, version }) => ({ visitId, version }));
  expect(given(gate.ask('series.undo', { patientId, visits })).visits.map(({ progress }) => progress)).toEqual(['booked', 'booked']);
});

test('a series that is moved is to be confirmed anew, and taking the move back gives the confirmation back', () => {
  const rule = { repeats: 'weekly', every: 1, ends: { count: 2 } } as const;
  const [first] = given(gate.ask('series.book', { patientId, ...what, rule, days: ['2031-05-20', '2031-05-27'] })).visits;
  if (first === undefined) throw new Error('nothing was booked');
  const known = confirmed(first);
  const to = { providerId: AMARA.providerId, day: '2031-05-21', start: 600 };
  const moved = given(gate.ask('series.move', { ...seen(known), scope: 'all', ...to })).visits;
  expect(moved.map(({ progress }) => progress)).toEqual(['booked', 'booked']);
  const visits = moved.map(({ visitId, version }) => ({ visitId, version }));
  expect(given(gate.ask('series.undo', { patientId, visits })).visits.map(({ progress }) => progress)).toEqual(['confirmed', 'booked']);
});
