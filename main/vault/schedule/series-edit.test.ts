import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

// Wednesdays.
const DAYS = ['2031-05-14', '2031-05-21', '2031-05-28'] as const;
const FLU = { ...CHECKUP, visitTypeId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0b02', name: 'Flu shot', minutes: 10 };
const OLD = { ...CHECKUP, visitTypeId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0b03', name: 'House call', active: false };
const ROOM = { roomId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0d01', name: 'Room 1', active: true };
const RULE = { repeats: 'weekly', every: 1, ends: { count: 3 } } as const;
let gate: TestGate;
let patientId: string;
let other: string;
const registered = (familyName: string): string =>
  given(gate.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, visitTypes: [CHECKUP, FLU, OLD], rooms: [ROOM] });
  [patientId, other] = [registered('Okafor'), registered('Lindqvist')];
});
afterEach(() => gate.close());

const visit = { providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, start: 540, minutes: 30 };
const bookOne = (day: string, more: Partial<Asked<'visit.book'>> = {}) =>
  given(gate.ask('visit.book', { patientId: other, ...visit, day, ...more }));
const series = (more: Partial<Asked<'series.book'>> = {}) =>
  given(gate.ask('series.book', { patientId, ...visit, rule: RULE, days: [...DAYS], ...more })).visits;
const edit = (visitId: string, more: Partial<Asked<'series.edit'>> = {}, as = gate) =>
  as.ask('series.edit', { patientId, visitId, version: 1, scope: 'following', ...more });
const stands = () =>
  given(gate.ask('schedule.list', { from: '2031-05-12', to: '2031-07-01', providerId: null, after: null }))
    .visits.filter((one) => one.patientId === patientId)
    .map(({ day, visitTypeId, minutes, roomId, visitNote }) => ({ day, visitTypeId, minutes, roomId, visitNote }));

test('this visit and the following, or all that are still to come, change kind, length and room together and are put back by one act', () => {
  const [first, second] = series({ visitNote: 'brings films' });
  const before = stands();
  const more = { visitTypeId: FLU.visitTypeId, minutes: 10, roomId: ROOM.roomId };
  const made = given(edit(second?.visitId ?? '', more)).visits;
  expect(made.map(({ day, version }) => `${day} ${version}`)).toEqual([`${DAYS[1]} 2`, `${DAYS[2]} 2`]);
  expect(stands()).toEqual([before[0], { ...before[1], ...more }, { ...before[2], ...more }]);
  given(gate.ask('series.undo', { patientId, visits: made.map(({ visitId, version }) => ({ visitId, version })) }));
  expect(stands()).toEqual(before);
  const from = gate.entries().length;
  expect(given(edit(first?.visitId ?? '', { scope: 'all', minutes: 20 })).visits).toHaveLength(3);
  expect(gate.entries(from)).toMatchObject([
    { operation: 'series.edit', action: 'schedule.update', outcome: 'intent', patients: [gate.pseudonym(patientId)] },
    { operation: 'series.edit', action: 'schedule.update', outcome: 'committed', patients: [gate.pseudonym(patientId)], rows: 3 },
  ]);
});

test('what is left out each visit keeps as it has it, and only those that are another way now are answered, so that the undo is whole', () => {
  const [first, second] = series();
  given(
    gate.ask('visit.edit', {
      ...{ patientId, visitId: second?.visitId ?? '', version: 1, visitTypeId: FLU.visitTypeId, minutes: 10, roomId: ROOM.roomId },
      visitNote: 'her sister comes along',
    }),
  );
  const made = given(edit(first?.visitId ?? '', { roomId: ROOM.roomId })).visits;
  expect(made.map(({ day }) => day)).toEqual([DAYS[0], DAYS[2]]);
  expect(stands()[1]).toMatchObject({ visitTypeId: FLU.visitTypeId, minutes: 10, visitNote: 'her sister comes along' });
  given(gate.ask('series.undo', { patientId, visits: made.map(({ visitId, version }) => ({ visitId, version })) }));
  expect(stands().map(({ roomId }) => roomId)).toEqual([undefined, ROOM.roomId, undefined]);
  expect(given(edit(first?.visitId ?? '', { version: 3 })).visits).toEqual([]);
});

test('longer visits run into no other without a word why, which stands with those that need it: all of them or none', () => {
  const [first] = series();
  bookOne(DAYS[1], { start: 570 });
  expect(edit(first?.visitId ?? '', { minutes: 60 })).toMatchObject({ code: 'slot-taken' });
  expect(stands().map(({ minutes }) => minutes)).toEqual([30, 30, 30]);
  expect(given(edit(first?.visitId ?? '', { minutes: 60, anyway: 'both fit' })).visits.map(({ anyway }) => anyway)).toEqual([
    undefined,
    'both fit',
    undefined,
  ]);
  bookOne(DAYS[2], { start: 540, roomId: ROOM.roomId, anyway: 'two at once' });
  expect(edit(first?.visitId ?? '', { version: 2, roomId: ROOM.roomId })).toMatchObject({ code: 'slot-taken' });
});

test('visits of one day run into each other no more than into anybody else’s', () => {
  const [first, second] = series();
  const moved = { patientId, visitId: second?.visitId ?? '', version: 1, providerId: AMARA.providerId, day: DAYS[0], start: 580 } as const;
  given(gate.ask('visit.move', moved));
  expect(edit(first?.visitId ?? '', { minutes: 50 })).toMatchObject({ code: 'slot-taken' });
  expect(given(edit(first?.visitId ?? '', { minutes: 40 })).visits.map(({ minutes }) => minutes)).toEqual([40, 40, 40]);
});

test('a shorter or other visit asks nothing, whatever stands against its time already', () => {
  const [first] = series();
  bookOne(DAYS[1], { anyway: 'two at once' });
  expect(edit(first?.visitId ?? '', { minutes: 10, visitTypeId: FLU.visitTypeId, visitNote: 'fasting' })).toMatchObject({ ok: true });
  expect(stands().map(({ visitNote }) => visitNote)).toEqual(['fasting', 'fasting', 'fasting']);
});

test('an older version, a visit of no series, a kind that is no more, a length over midnight and another patient’s series change nothing', () => {
  const [first] = series();
  const visitId = first?.visitId ?? '';
  expect(edit(visitId, { version: 2, minutes: 20 })).toMatchObject({ code: 'changed-meanwhile' });
  expect(edit(visitId, { visitTypeId: OLD.visitTypeId })).toMatchObject({ code: 'not-found' });
  expect(edit(visitId, { roomId: OLD.visitTypeId })).toMatchObject({ code: 'not-found' });
  expect(edit(visitId, { patientId: other })).toMatchObject({ code: 'not-found' });
  const alone = bookOne(DAYS[0], { start: 600 });
  expect(edit(alone.visitId, { patientId: other })).toMatchObject({ code: 'not-found' });
  const late = series({ start: 1400, anyway: 'night duty' });
  expect(edit(late[0]?.visitId ?? '', { minutes: 60, anyway: 'night duty' })).toMatchObject({ code: 'bad-input' });
  expect(stands().every(({ minutes }) => minutes === 30)).toBe(true);
  for (const role of ['biller', 'outside-reviewer', 'privacy-officer', 'auditor'] as const)
    expect(edit(visitId, { minutes: 20 }, gate.as(role))).toMatchObject({ code: 'not-permitted' });
});

test('of a restricted chart the notes are kept though nobody is shown them, and the change asks for a reason', () => {
  const [first] = series({ visitNote: 'biopsy results' });
  const asked = { patientId, visitId: first?.visitId ?? '', version: 1, scope: 'all', minutes: 20 } as const;
  given(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }));
  expect(gate.ask('series.edit', asked)).toMatchObject({ code: 'reason-needed' });
  const made = given(gate.ask('series.edit', asked, { code: 'operations', text: 'the room is needed' })).visits;
  expect(made.every((one) => !Object.hasOwn(one, 'visitNote'))).toBe(true);
  expect(gate.records.store.prepare('SELECT DISTINCT visitNote FROM visit').all()).toEqual([{ visitNote: 'biopsy results' }]);
});
