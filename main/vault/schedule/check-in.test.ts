import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

let gate: TestGate;
/** The day it is in the practice, and the days beside it. */
let today: string;
let yesterday: string;
let tomorrow: string;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', SETUP);
  const there = Temporal.Instant.fromEpochMilliseconds(gate.records.facts.now).toZonedDateTimeISO(SETUP.timeZone).toPlainDate();
  [yesterday = '', today = '', tomorrow = ''] = [-1, 0, 1].map((days) => there.add({ days }).toString());
});
afterEach(() => gate.close());

const registered = (details = aPatient(), lists = noLists()): string => given(gate.ask('patient.register', { details, lists })).patientId;
const booked = (patientId: string, more: Partial<Asked<'visit.book'>> = {}): Value<'visit.book'> =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day: today, start: 540, minutes: 30 },
      ...{ anyway: 'whatever day it is', ...more },
    }),
  );
const seen = ({ patientId, visitId, version }: Value<'visit.book'>) => ({ patientId, visitId, version });
const BOTH: Asked<'visit.check-in'>['identifiers'] = ['name', 'birth-date'];
const checkIn = (visit: Value<'visit.book'>, more: Partial<Asked<'visit.check-in'>> = {}) =>
  gate.ask('visit.check-in', { ...seen(visit), identifiers: BOTH, verified: [], ...more });
const step = (visit: Value<'visit.book'>, to: Asked<'visit.progress'>['to']) => gate.ask('visit.progress', { ...seen(visit), to });
const sheetOf = ({ patientId, visitId }: Value<'visit.book'>) => given(gate.ask('visit.check-in-sheet', { patientId, visitId }));

test('a visit goes from booked to left, each step stands with its time, and each is in the log under the patient', () => {
  const patientId = registered();
  const from = gate.entries().length;
  let visit = booked(patientId);
  expect(visit).toMatchObject({ progress: 'booked', progressSince: null, arrivedAt: null });
  visit = given(step(visit, 'confirmed'));
  visit = given(checkIn(visit));
  const { arrivedAt } = visit;
  expect(visit).toMatchObject({ progress: 'arrived', progressSince: arrivedAt });
  expect(arrivedAt).toBeGreaterThan(gate.records.facts.now);
  for (const to of ['roomed', 'done', 'left'] as const) {
    visit = given(step(visit, to));
    expect(visit).toMatchObject({ progress: to, arrivedAt });
  }
  const said = gate.entries(from).filter(({ action, outcome }) => action === 'schedule.status' && outcome === 'committed');
  expect(said).toHaveLength(5);
  expect(said.every(({ patients }) => patients.length === 1 && patients[0] === gate.pseudonym(patientId))).toBe(true);
});

test('nobody arrives by a mere word, is seen before being here, or leaves a visit that was cancelled', () => {
  const visit = booked(registered());
  for (const to of ['arrived', 'roomed', 'done', 'left', 'booked'] as const)
    expect(step(visit, to)).toMatchObject({ code: 'visit-elsewhere' });
  const here = given(checkIn(visit));
  expect(checkIn(here)).toMatchObject({ ok: false, code: 'visit-elsewhere' });
  for (const to of ['confirmed', 'no-show'] as const) expect(step(here, to)).toMatchObject({ code: 'visit-elsewhere' });
  const gone = booked(registered(aPatient({ familyName: 'Okafor' })), { start: 600 });
  const cancelled = given(gate.ask('visit.cancel', { ...seen(gone), reason: 'patient' }));
  expect(checkIn(cancelled)).toMatchObject({ code: 'visit-cancelled' });
  expect(step(cancelled, 'no-show')).toMatchObject({ code: 'visit-cancelled' });
});

test('who was checked in is neither cancelled nor moved under the desk’s hands', () => {
  const here = given(checkIn(booked(registered())));
  expect(gate.ask('visit.cancel', { ...seen(here), reason: 'patient' })).toMatchObject({ code: 'visit-elsewhere' });
  const to = { providerId: AMARA.providerId, day: tomorrow, start: 600, anyway: 'asked for it' };
  expect(gate.ask('visit.move', { ...seen(here), ...to })).toMatchObject({ code: 'visit-elsewhere' });
});

test('a check-in wants two different identifiers and the day of the visit, and says so otherwise', () => {
  const visit = booked(registered());
  for (const identifiers of [[], ['name'], ['name', 'name'], ['name', 'face']]) {
    expect(gate.askRaw('visit.check-in', { ...seen(visit), identifiers, verified: [] })).toMatchObject({ code: 'bad-input' });
  }
  const later = booked(registered(aPatient({ familyName: 'Osei' })), { day: tomorrow });
  const missed = booked(registered(aPatient({ familyName: 'Ito' })), { day: yesterday });
  for (const other of [later, missed]) expect(checkIn(other)).toMatchObject({ code: 'visit-not-today' });
  expect(step(later, 'no-show')).toMatchObject({ code: 'visit-not-today' });
  expect(step(missed, 'confirmed')).toMatchObject({ code: 'visit-not-today' });
  expect(given(step(missed, 'no-show')).progress).toBe('no-show');
});

test('a visit of a past day is closed without a check-in, its step is taken back, and the next sheet knows of it', () => {
  const patientId = registered();
  const missed = booked(patientId, { day: yesterday });
  const sheet = sheetOf(booked(patientId, { start: 700 }));
  expect(sheet.lastVisit).toBeNull();
  for (const to of ['arrived', 'roomed', 'left'] as const) expect(step(missed, to)).toMatchObject({ code: 'visit-elsewhere' });
  const closed = given(step(missed, 'done'));
  expect(closed).toMatchObject({ progress: 'done', arrivedAt: null, version: 2 });
  expect(sheetOf(booked(patientId, { start: 800 })).lastVisit).toBe(yesterday);
  const back = given(gate.ask('visit.step-back', seen(closed)));
  expect(back).toMatchObject({ progress: 'booked', progressSince: null });
  expect(given(step(back, 'no-show')).progress).toBe('no-show');
  const tonight = booked(registered(aPatient({ familyName: 'Okafor' })), { start: 600 });
  expect(step(tonight, 'done')).toMatchObject({ code: 'visit-elsewhere' });
});

test('who did not come gives the time free, and is still checked in when coming late', () => {
  const first = given(step(booked(registered()), 'no-show'));
  expect(booked(registered(aPatient({ familyName: 'Okafor' })), { anyway: 'not needed' })).not.toHaveProperty('anyway');
  expect(given(checkIn(first)).progress).toBe('arrived');
});

test('the last step is taken back as it was, with its times; only the last, and nothing else with it', () => {
  const visit = booked(registered());
  expect(gate.ask('visit.step-back', seen(visit))).toMatchObject({ code: 'visit-elsewhere' });
  const confirmed = given(step(visit, 'confirmed'));
  const here = given(checkIn(confirmed, { copay: { cents: 2500, way: 'card' } }));
  expect(sheetOf(here).checkIn).toMatchObject({ identifiers: BOTH, copay: { cents: 2500, way: 'card' }, by: gate.actor.name });
  const back = given(gate.ask('visit.step-back', seen(here)));
  expect(back).toMatchObject({ progress: 'confirmed', progressSince: confirmed.progressSince, arrivedAt: null, version: 4 });
  expect(sheetOf(back).checkIn).toBeNull();
  expect(gate.ask('visit.step-back', seen(here))).toMatchObject({ code: 'changed-meanwhile' });
  const first = given(gate.ask('visit.step-back', seen(back)));
  expect(first).toMatchObject({ progress: 'booked', progressSince: null, arrivedAt: null });
  expect(gate.ask('visit.step-back', seen(first))).toMatchObject({ code: 'visit-elsewhere' });
});

test('a step back of a step back goes one step further back, never forth again', () => {
  const here = given(checkIn(booked(registered())));
  const back = given(gate.ask('visit.step-back', seen(given(step(here, 'roomed')))));
  expect(back).toMatchObject({ progress: 'arrived', arrivedAt: here.arrivedAt, progressSince: here.progressSince });
  const gone = given(gate.ask('visit.step-back', seen(back)));
  expect(gone).toMatchObject({ progress: 'booked', arrivedAt: null, progressSince: null });
  expect(sheetOf(gone).checkIn).toBeNull();
});

test('a check-in of the wrong patient is taken back though the visit was edited since, and the edit stays', () => {
  const here = given(checkIn(booked(registered())));
  const { visitTypeId, minutes } = here;
  const edited = given(gate.ask('visit.edit', { ...seen(here), visitTypeId, minutes, roomId: null, visitNote: 'with an interpreter' }));
  const back = given(gate.ask('visit.step-back', seen(edited)));
  expect(back).toMatchObject({ progress: 'booked', arrivedAt: null, progressSince: null, visitNote: 'with an interpreter' });
  expect(sheetOf(back).checkIn).toBeNull();
});

test('two desks: the second of two acts on one visit is told, and changes nothing', () => {
  const visit = booked(registered());
  expect(checkIn(visit).ok).toBe(true);
  expect(step(visit, 'no-show')).toMatchObject({ code: 'changed-meanwhile' });
  expect(checkIn(visit)).toMatchObject({ code: 'changed-meanwhile' });
  expect(gate.records.store.prepare('SELECT count(*) AS n FROM check_in').get()).toEqual({ n: 1 });
});

test('the sheet tells what is missing, what was verified by whom, and what changed since the last visit', () => {
  const coverage = { id: newId(), rank: 1, payer: 'Blue Plan' };
  const consents = [{ id: newId(), kind: 'privacy-notice' as const, signedOn: '2020-01-02' }];
  const patientId = registered(aPatient(), { ...noLists(), coverages: [coverage], consents });
  const visit = booked(patientId);
  expect(sheetOf(visit)).toMatchObject({
    missing: ['address', 'coverage-unverified', 'treatment-consent'],
    coverages: [{ id: coverage.id, verified: null }],
    lastVisit: null,
    changes: [],
  });
  const here = given(checkIn(visit, { verified: [coverage.id] }));
  expect(sheetOf(here)).toMatchObject({ missing: ['address', 'treatment-consent'], coverages: [{ verified: { by: gate.actor.name } }] });
  expect(checkIn(booked(patientId, { start: 700 }), { verified: [newId()] })).toMatchObject({ code: 'not-found' });
  const back = given(gate.ask('visit.step-back', seen(here)));
  expect(sheetOf(back).missing).toContain('coverage-unverified');
});

test('the last visit of a chart that was merged into this one is this patient’s last visit', () => {
  const [stays, goes] = [registered(), registered(aPatient({ familyName: 'Garcia' }))];
  given(step(booked(goes, { day: yesterday }), 'done'));
  const visit = booked(stays);
  expect(sheetOf(visit).lastVisit).toBeNull();
  const merge = { survivorId: stays, survivorVersion: 1, mergedId: goes, mergedVersion: 1, takeFromMerged: [] };
  given(gate.as('owner').ask('patient.merge', merge));
  expect(sheetOf(visit).lastVisit).toBe(yesterday);
});

test('R5: another patient’s visit, a restricted chart without a reason and a role without the right get no sheet and no step', () => {
  const [one, other] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  const visit = booked(one);
  expect(gate.ask('visit.check-in-sheet', { patientId: other, visitId: visit.visitId })).toMatchObject({ code: 'not-found' });
  expect(gate.ask('visit.check-in', { ...seen(visit), patientId: other, identifiers: BOTH, verified: [] })).toMatchObject({
    code: 'not-found',
  });
  for (const role of ['biller', 'outside-reviewer', 'auditor', 'administrator'] as const) {
    const as = gate.as(role);
    expect(as.ask('visit.check-in-sheet', { patientId: one, visitId: visit.visitId }).ok).toBe(false);
    expect(as.ask('visit.progress', { ...seen(visit), to: 'confirmed' }).ok).toBe(false);
  }
  expect(gate.as('owner').ask('patient.restrict', { patientId: one, version: 1, restriction: 'vip' }).ok).toBe(true);
  expect(gate.ask('visit.check-in-sheet', { patientId: one, visitId: visit.visitId })).toMatchObject({ code: 'reason-needed' });
  expect(checkIn(visit)).toMatchObject({ code: 'reason-needed' });
});
