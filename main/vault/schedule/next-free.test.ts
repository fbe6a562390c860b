import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Asked } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

// The calls are made on Monday, May 12, 2031, a little after ten in the morning in Chicago.
const MONDAY = '2031-05-12';
const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone' };
let gate: TestGate;
let patientId: string;
const setUp = (part: Partial<ScheduleSetup>) => new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, ...part });
beforeEach(() => {
  gate = openTestGate('front-desk');
  setUp({ providers: [AMARA, OTTO, BEA] });
  ({ patientId } = given(gate.ask('patient.register', { details: aPatient(), lists: noLists() })));
});
afterEach(() => gate.close());

const book = (day: string, start: number, minutes: number, more: Partial<Asked<'visit.book'>> = {}) =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day, start, minutes },
      anyway: 'for the test',
      ...more,
    }),
  );
type Question = Asked<'schedule.next-free'>;
const question = (more: Partial<Question> = {}): Question => ({
  ...{ from: MONDAY, minutes: 30, providerId: AMARA.providerId, weekdays: [], part: 'any', after: null },
  ...more,
});
const free = (more: Partial<Question> = {}) => given(gate.ask('schedule.next-free', question(more))).slots;
const said = (more: Partial<Question> = {}) => free(more).map(({ day, start }) => `${day.slice(5)} ${start / 60}`);

test('free times are offered from now on, in order, three of a day, behind what is booked and within the open hours', () => {
  book(MONDAY, 600, 90);
  book('2031-05-13', 480, 540);
  expect(said()).toEqual([
    ...['05-12 11.5', '05-12 12', '05-12 12.5', '05-14 8', '05-14 8.5', '05-14 9'],
    ...['05-15 8', '05-15 8.5', '05-15 9', '05-16 8'],
  ]);
  expect(free()[0]).toEqual({ day: MONDAY, start: 690, minutes: 30, providerId: AMARA.providerId });
});

test('a day that has gone by is looked at from today on, and what has gone by of today is not offered', () => {
  expect(said({ from: '2031-01-01' })[0]).toBe('05-12 10');
  expect(said({ from: MONDAY, after: { day: MONDAY, start: 0 } })[0]).toBe('05-12 10');
});

test('a weekday, a part of the day and a length are kept to', () => {
  expect(said({ weekdays: [2, 4], part: 'afternoon' }).slice(0, 4)).toEqual(['05-13 12', '05-13 12.5', '05-13 13', '05-15 12']);
  expect(said({ weekdays: [6, 7] })).toEqual([]);
  expect(said({ part: 'evening' })).toEqual([]);
  expect(said({ minutes: 720 })).toEqual([]);
  book('2031-05-13', 600, 60);
  expect(said({ from: '2031-05-13', minutes: 120 }).slice(0, 3)).toEqual(['05-13 8', '05-13 11', '05-13 13']);
});

test('asked for anybody each time comes once, with the first who is free; who works here no more is nobody', () => {
  book('2031-05-13', 480, 60);
  expect(free({ from: '2031-05-13', providerId: null }).slice(0, 3)).toMatchObject([
    { start: 480, providerId: BEA.providerId },
    { start: 510, providerId: BEA.providerId },
    { start: 540, providerId: AMARA.providerId },
  ]);
  expect(gate.ask('schedule.next-free', question({ providerId: OTTO.providerId }))).toMatchObject({ ok: false, code: 'not-found' });
});

test('it goes on behind the last time without leaving one out or saying one twice', () => {
  const all: string[] = [];
  let after: Question['after'] = null;
  for (let page = 0; page < 3; page += 1) {
    const slots = free({ from: '2031-05-13', after });
    all.push(...slots.map(({ day, start }) => `${day} ${start}`));
    const last = slots.at(-1);
    if (last === undefined) throw new Error('nothing');
    after = { day: last.day, start: last.start };
  }
  expect(new Set(all).size).toBe(30);
  expect(all).toEqual([...all].sort());
});

test('a double booking, a cancelled visit and one that was moved away leave free what is free', () => {
  book('2031-05-13', 480, 240);
  book('2031-05-13', 510, 30);
  const { visitId, version } = book('2031-05-13', 720, 300);
  expect(said({ from: '2031-05-13' })[0]).toBe('05-14 8');
  expect(gate.ask('visit.cancel', { patientId, visitId, version, reason: 'patient' }).ok).toBe(true);
  expect(said({ from: '2031-05-13' })[0]).toBe('05-13 12');
});

test('half a year is looked through and no longer; a year with no other day ends the search as well', () => {
  for (let day = Temporal.PlainDate.from(MONDAY); day.toString() < '2031-11-12'; day = day.add({ days: 1 })) book(day.toString(), 480, 540);
  expect(said({})).toEqual(['11-12 8', '11-12 8.5', '11-12 9']);
  expect(said({ from: '2031-05-11' })).toEqual(['11-12 8', '11-12 8.5', '11-12 9']);
  expect(said({ from: '9999-12-31' })).toEqual(['12-31 8', '12-31 8.5', '12-31 9']);
});

test('the hour that spring leaves out is offered to nobody, and the one autumn has twice is offered once', () => {
  const always = { opens: 0, closes: 1440 };
  setUp({ hours: [always, always, always, always, always, always, always] });
  // March 14, 2032: two o'clock is three
  const spring = given(gate.ask('schedule.next-free', question({ from: '2032-03-14', after: { day: '2032-03-14', start: 60 } }))).slots;
  expect(spring.map(({ start }) => start).slice(0, 3)).toEqual([90, 180, 210]);
  const autumn = given(gate.ask('schedule.next-free', question({ from: '2031-11-02' }))).slots;
  expect(autumn.map(({ start }) => start).slice(0, 3)).toEqual([0, 30, 60]);
});

test('who may not book is told of no free time, and the answer stands in the log and names nobody', () => {
  expect(gate.as('biller').ask('schedule.next-free', question())).toMatchObject({ ok: false, code: 'not-permitted' });
  expect(gate.as('outside-reviewer').ask('schedule.next-free', question())).toMatchObject({ ok: false, code: 'not-permitted' });
  const from = gate.entries().length;
  free();
  expect(gate.entries(from)).toMatchObject([{ operation: 'schedule.next-free', action: 'schedule.read', patients: [], rows: 10 }]);
});
