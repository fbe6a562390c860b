import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

// Wednesdays.
const DAYS = ['2031-05-14', '2031-05-21', '2031-05-28', '2031-06-04'] as const;
const [FIRST, SECOND, THIRD] = DAYS;
const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone' };
const RULE = { repeats: 'weekly', every: 1, ends: { count: 4 } } as const;
let gate: TestGate;
let patientId: string;
let other: string;
const registered = (familyName: string): string =>
  given(gate.ask('patient.register', { details: aPatient({ familyName }), lists: noLists() })).patientId;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', {
    ...SETUP,
    providers: [AMARA, OTTO, BEA],
    closures: [{ from: '2031-05-28', to: '2031-05-28', name: 'Staff day' }],
  });
  [patientId, other] = [registered('Okafor'), registered('Lindqvist')];
});
afterEach(() => gate.close());

const visit = { providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, start: 540, minutes: 30 };
const bookOne = (day: string, more: Partial<Asked<'visit.book'>> = {}) =>
  given(gate.ask('visit.book', { patientId: other, ...visit, day, ...more }));
const bookAll = (more: Partial<Asked<'series.book'>> = {}) =>
  gate.ask('series.book', { patientId, ...visit, rule: RULE, days: [FIRST, SECOND, DAYS[3]], ...more });
const series = (more: Partial<Asked<'series.book'>> = {}) => given(bookAll(more)).visits;
const listed = () =>
  given(gate.ask('schedule.list', { from: '2031-05-12', to: '2031-07-01', providerId: null, after: null })).visits.map(
    (one) => `${one.day} ${one.start} ${one.familyName}`,
  );

test('before it is booked each day says what stands against it', () => {
  bookOne(SECOND);
  const { visitTypeId: _type, ...slot } = visit;
  expect(given(gate.ask('series.preview', { ...slot, rule: RULE, day: FIRST, patientId: null }))).toEqual({
    days: [
      { day: FIRST, against: null },
      { day: SECOND, against: 'slot-taken' },
      { day: THIRD, against: 'slot-closed' },
      { day: DAYS[3], against: null },
    ],
    more: false,
  });
});

test('a series is booked on the chosen days as visits of their own, all of them or none, and stands in the log under its patient', () => {
  const from = gate.entries().length;
  const made = series({ visitNote: 'physical therapy' });
  expect(made.map(({ day, version, visitNote }) => ({ day, version, visitNote }))).toEqual(
    [FIRST, SECOND, DAYS[3]].map((day) => ({ day, version: 1, visitNote: 'physical therapy' })),
  );
  expect(new Set(made.map(({ seriesId }) => seriesId)).size).toBe(1);
  expect(gate.entries(from)).toMatchObject([
    { operation: 'series.book', outcome: 'intent', patients: [gate.pseudonym(patientId)] },
    { operation: 'series.book', outcome: 'committed', patients: [gate.pseudonym(patientId)], rows: 3 },
  ]);
  expect(bookAll({ start: 600, days: [FIRST, THIRD] })).toMatchObject({ code: 'slot-closed' });
  expect(bookAll({ days: ['2031-06-11', FIRST] })).toMatchObject({ code: 'slot-taken' });
  expect(listed()).toHaveLength(3);
  expect(series({ start: 600, days: [FIRST, THIRD], anyway: 'every week counts' }).map(({ anyway }) => anyway)).toEqual([
    undefined,
    'every week counts',
  ]);
});

test('this visit and the following, or all that are still to come, are cancelled together and come back together', () => {
  const [first, second] = series();
  const following = { patientId, visitId: second?.visitId ?? '', version: 1, scope: 'following', reason: 'patient' } as const;
  const gone = given(gate.ask('series.cancel', following)).visits;
  expect(gone.map(({ day, state }) => `${day} ${state}`)).toEqual([`${SECOND} cancelled`, `${DAYS[3]} cancelled`]);
  expect(listed()).toEqual([`${FIRST} 540 Okafor`]);
  expect(gate.ask('series.cancel', following)).toMatchObject({ code: 'changed-meanwhile' });
  const back = { patientId, visits: gone.map(({ visitId, version }) => ({ visitId, version })) };
  expect(given(gate.ask('series.undo', back)).visits.map(({ state, version }) => `${state} ${version}`)).toEqual(['booked 3', 'booked 3']);
  expect(gate.ask('series.undo', back)).toMatchObject({ code: 'changed-meanwhile' });
  given(gate.ask('series.cancel', { ...following, visitId: first?.visitId ?? '', scope: 'all' }));
  expect(listed()).toEqual([]);
});

test('a cancelled series whose time went to somebody else comes back whole or not at all', () => {
  const [first] = series();
  const gone = given(
    gate.ask('series.cancel', { patientId, visitId: first?.visitId ?? '', version: 1, scope: 'all', reason: 'other' }),
  ).visits;
  bookOne(SECOND);
  const back = { patientId, visits: gone.map(({ visitId, version }) => ({ visitId, version })) };
  expect(gate.ask('series.undo', back)).toMatchObject({ code: 'slot-taken' });
  expect(listed()).toEqual([`${SECOND} 540 Lindqvist`]);
});

test('the following visits move together, also to where another of them stood, and are put back by one act', () => {
  const made = series({ days: [FIRST, SECOND, '2031-06-04', '2031-06-11'] });
  const anchor = made[2];
  const to = { patientId, visitId: anchor?.visitId ?? '', version: 1, scope: 'following', providerId: AMARA.providerId } as const;
  const moved = given(gate.ask('series.move', { ...to, day: '2031-06-11', start: 540 })).visits;
  expect(moved.map(({ day }) => day)).toEqual(['2031-06-11', '2031-06-18']);
  given(gate.ask('series.undo', { patientId, visits: moved.map(({ visitId, version }) => ({ visitId, version })) }));
  bookOne('2031-06-05', { start: 600 });
  expect(gate.ask('series.move', { ...to, version: 3, day: '2031-06-05', start: 600 })).toMatchObject({ code: 'slot-taken' });
  expect(listed().filter((line) => line.endsWith('Okafor'))).toHaveLength(4);
  const all = { ...to, version: 3, scope: 'all', providerId: BEA.providerId, day: '2031-06-05', start: 600 } as const;
  expect(given(gate.ask('series.move', all)).visits.map(({ day, providerId }) => `${day} ${providerId}`)).toEqual(
    ['2031-05-15', '2031-05-22', '2031-06-05', '2031-06-12'].map((day) => `${day} ${BEA.providerId}`),
  );
  expect(gate.ask('series.move', { ...all, version: 4, providerId: OTTO.providerId })).toMatchObject({ code: 'not-found' });
  expect(gate.ask('series.move', { ...all, version: 4, start: 1430, anyway: 'night duty' })).toMatchObject({ code: 'bad-input' });
});

test('a move answers with those that stand elsewhere now, and nobody takes back what a colleague did', () => {
  const [first, second] = series();
  const to = { patientId, visitId: first?.visitId ?? '', version: 1, scope: 'all', providerId: AMARA.providerId, day: FIRST } as const;
  const colleague = gate.as('front-desk');
  const aside = { patientId, visitId: second?.visitId ?? '', version: 1, providerId: AMARA.providerId, day: SECOND, start: 600 } as const;
  const theirs = given(colleague.ask('visit.move', aside));
  const moved = given(gate.ask('series.move', { ...to, start: 600 })).visits;
  expect(moved.map(({ day }) => day)).toEqual([FIRST, DAYS[3]]);
  expect(given(gate.ask('series.move', { ...to, version: 2, start: 600 })).visits).toEqual([]);
  const undo = { patientId, visits: [{ visitId: theirs.visitId, version: theirs.version }] };
  expect(gate.ask('series.undo', undo)).toMatchObject({ code: 'changed-meanwhile' });
  expect(given(colleague.ask('series.undo', undo)).visits.map(({ start }) => start)).toEqual([540]);
});

test('the reason stands with those of the moved visits that need it, and the undo takes it back', () => {
  const [first] = series();
  bookOne(SECOND, { start: 600 });
  const to = {
    patientId,
    visitId: first?.visitId ?? '',
    version: 1,
    scope: 'all',
    providerId: AMARA.providerId,
    day: FIRST,
    start: 600,
  } as const;
  expect(gate.ask('series.move', to)).toMatchObject({ code: 'slot-taken' });
  const moved = given(gate.ask('series.move', { ...to, anyway: 'both fit' })).visits;
  expect(moved.map(({ day, anyway }) => [day, anyway])).toEqual(moved.map(({ day }) => [day, day === SECOND ? 'both fit' : undefined]));
  expect(moved.map(({ day }) => day)).toContain(SECOND);
  const back = given(gate.ask('series.undo', { patientId, visits: moved.map(({ visitId, version }) => ({ visitId, version })) })).visits;
  expect(back.map(({ anyway }) => anyway)).toEqual(back.map(() => undefined));
});

test('two of a series that come to the same time of the same day are one too many', () => {
  const [first, second] = series();
  const aside = { patientId, visitId: second?.visitId ?? '', version: 1, providerId: AMARA.providerId, day: FIRST, start: 600 } as const;
  given(gate.ask('visit.move', aside));
  const to = {
    patientId,
    visitId: first?.visitId ?? '',
    version: 1,
    scope: 'all',
    providerId: AMARA.providerId,
    day: FIRST,
    start: 660,
  } as const;
  expect(gate.ask('series.move', to)).toMatchObject({ code: 'slot-taken' });
});

test('no visit of a series is booked or moved into the hour that spring leaves out, whatever the reason', () => {
  const always = { opens: 0, closes: 1440 };
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, hours: [always, always, always, always, always, always, always] });
  const [before, spring] = ['2032-03-07', '2032-03-14'];
  const night = { start: 150, rule: { repeats: 'weekly', every: 1, ends: { count: 2 } }, anyway: 'night duty' } as const;
  expect(gate.ask('series.book', { patientId, ...visit, ...night, days: [before, spring] })).toMatchObject({ code: 'time-left-out' });
  expect(listed()).toEqual([]);
  const [first] = series({ ...night, start: 180, days: [before, spring] });
  const to = {
    patientId,
    visitId: first?.visitId ?? '',
    version: 1,
    scope: 'all',
    providerId: AMARA.providerId,
    day: before,
    start: 150,
  } as const;
  expect(gate.ask('series.move', { ...to, anyway: 'earlier' })).toMatchObject({ code: 'time-left-out' });
});

test('one of a series is moved and cancelled like any other, and the rest stays; a visit of no series has no following ones', () => {
  const [, second] = series();
  given(gate.ask('visit.cancel', { patientId, visitId: second?.visitId ?? '', version: 1, reason: 'patient' }));
  expect(listed()).toHaveLength(2);
  const { visitId } = bookOne(SECOND);
  const alone = { patientId: other, visitId, version: 1, scope: 'all', reason: 'other' } as const;
  expect(gate.ask('series.cancel', alone)).toMatchObject({ code: 'not-found' });
});

test('nobody else’s series is touched, and who books nothing touches none', () => {
  const [first] = series();
  const asked = { patientId, visitId: first?.visitId ?? '', version: 1, scope: 'all', reason: 'other' } as const;
  expect(gate.ask('series.cancel', { ...asked, patientId: other })).toMatchObject({ code: 'not-found' });
  expect(gate.ask('series.undo', { patientId: other, visits: [{ visitId: asked.visitId, version: 2 }] })).toMatchObject({
    code: 'not-found',
  });
  for (const role of ['biller', 'outside-reviewer', 'privacy-officer', 'auditor'] as const) {
    const as = gate.as(role);
    expect(as.ask('series.cancel', asked)).toMatchObject({ code: 'not-permitted' });
    const { visitTypeId: _type, ...slot } = visit;
    expect(as.ask('series.preview', { ...slot, rule: RULE, day: FIRST, patientId: null })).toMatchObject({ code: 'not-permitted' });
  }
  given(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }));
  expect(gate.ask('series.cancel', asked)).toMatchObject({ code: 'reason-needed' });
});
