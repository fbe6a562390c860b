import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { DAY_PAGE } from '../../../shared/operations/schedule.ts';
import type { Asked } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

let gate: TestGate;
let today: string;
let tomorrow: string;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', SETUP);
  const there = Temporal.Instant.fromEpochMilliseconds(gate.records.facts.now).toZonedDateTimeISO(SETUP.timeZone).toPlainDate();
  [today = '', tomorrow = ''] = [0, 1].map((days) => there.add({ days }).toString());
});
afterEach(() => gate.close());

const registered = (details = aPatient(), lists = noLists()): string => given(gate.ask('patient.register', { details, lists })).patientId;
const booked = (patientId: string, start: number, day = today) =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day, start, minutes: 5 },
      anyway: 'whatever day it is',
    }),
  );
const listed = (day = today, after: Asked<'schedule.missing'>['after'] = null) => given(gate.ask('schedule.missing', { day, after }));
const signed = (kind: 'privacy-notice' | 'treatment', more = {}) => ({ id: newId(), kind, signedOn: '2020-01-02', ...more });

test('who is expected stands with what is missing, in the order of the visits, and falls off as soon as nothing is', () => {
  const late = registered(aPatient({ familyName: 'Okafor' }));
  const early = registered(aPatient({ familyName: 'Osei', addressLine1: '4 Elm St' }), {
    ...noLists(),
    coverages: [{ id: newId(), rank: 1, payer: 'Blue Plan' }],
    consents: [signed('privacy-notice'), signed('treatment')],
  });
  booked(late, 700);
  const visit = booked(early, 480);
  expect(listed().lines.map(({ familyName, start, missing }) => ({ familyName, start, missing }))).toEqual([
    { familyName: 'Osei', start: 480, missing: ['coverage-unverified'] },
    { familyName: 'Okafor', start: 700, missing: ['address', 'coverage', 'privacy-notice', 'treatment-consent'] },
  ]);
  given(gate.ask('patient.update', { patientId: early, version: 1, changes: {}, lists: { coverages: [] } }));
  expect(listed().lines[0]?.missing).toEqual(['coverage']);
  const { version } = given(gate.ask('visit.progress', { patientId: early, visitId: visit.visitId, version: 1, to: 'no-show' }));
  expect(version).toBe(2);
  expect(listed().lines.map(({ familyName }) => familyName)).toEqual(['Okafor']);
});

test('the list says of each patient what the check-in sheet says, also for a day that is to come', () => {
  const lists = {
    ...noLists(),
    coverages: [{ id: newId(), rank: 1, payer: 'Blue Plan', end: today }],
    consents: [signed('privacy-notice', { expiresOn: today }), signed('treatment')],
  };
  const patientId = registered(aPatient({ addressLine1: '4 Elm St' }), lists);
  const { visitId } = booked(patientId, 600);
  expect(listed().lines[0]?.missing).toEqual(given(gate.ask('visit.check-in-sheet', { patientId, visitId })).missing);
  booked(patientId, 600, tomorrow);
  expect(listed(tomorrow).lines[0]?.missing).toEqual(['coverage-ended', 'privacy-notice']);
});

test('a page of 50 asks the store a few questions, however many patients and coverages stand on it', () => {
  const coverages = () => [1, 2].map((rank) => ({ id: newId(), rank, payer: 'Blue Plan' }));
  for (let at = 0; at <= DAY_PAGE; at += 1)
    booked(registered(aPatient({ familyName: `Okafor ${at}` }), { ...noLists(), coverages: coverages() }), 480 + at * 5);
  const { store } = gate.records;
  const prepare = store.prepare.bind(store);
  const asked: string[] = [];
  Object.assign(store, {
    prepare: (sql: string) => {
      const made = prepare(sql);
      const all = made.all.bind(made);
      return Object.assign(made, {
        all: (...values: unknown[]) => {
          asked.push(sql);
          return all(...values);
        },
      });
    },
  });
  const first = listed();
  expect(first.lines).toHaveLength(DAY_PAGE);
  expect(asked).toHaveLength(3);
  expect(listed(today, first.next).lines).toHaveLength(1);
  expect(asked).toHaveLength(6);
});

test('each patient of a page stands in its entry, and nobody else', () => {
  const [one, other] = [registered(), registered(aPatient({ familyName: 'Okafor' }))];
  booked(one, 480);
  booked(other, 540, tomorrow);
  const from = gate.entries().length;
  listed();
  expect(gate.entries(from)).toMatchObject([
    { operation: 'schedule.missing', action: 'schedule.read', outcome: 'allowed', patients: [gate.pseudonym(one)], rows: 1 },
  ]);
});

test('R5: of a restricted chart the list gives the name and nothing of what is missing, and a role that checks nobody in gets no list', () => {
  const patientId = registered(aPatient({ mobilePhone: '(702) 555-0117' }));
  booked(patientId, 480);
  given(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }));
  const [line] = listed().lines;
  expect(line).toMatchObject({ patientId, restricted: 'vip', missing: null });
  expect(line).not.toHaveProperty('birthDate');
  expect(JSON.stringify(line)).not.toContain('0117');
  for (const role of ['biller', 'outside-reviewer', 'auditor', 'privacy-officer', 'administrator'] as const)
    expect(gate.as(role).ask('schedule.missing', { day: today, after: null })).toMatchObject({ ok: false, code: 'not-permitted' });
});
