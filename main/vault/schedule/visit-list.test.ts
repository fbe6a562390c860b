import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked, Value } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone' };
let gate: TestGate;
let patientId: string;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, providers: [AMARA, BEA] });
  ({ patientId } = given(gate.ask('patient.register', { details: aPatient(), lists: noLists() })));
});
afterEach(() => gate.close());

const book = (day: string, start: number, more: Partial<Asked<'visit.book'>> = {}) =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day, start, minutes: 5, anyway: 'for the test' },
      ...more,
    }),
  );
type Question = Asked<'schedule.list'>;
const list = (more: Partial<Question> = {}, as = gate) =>
  as.ask('schedule.list', { from: '2031-05-12', to: '2031-05-18', providerId: null, after: null, ...more });
const all = (more: Partial<Question> = {}): Value<'schedule.list'>['visits'][number][] => {
  const visits = [];
  let after: Question['after'] = null;
  do {
    const page: Value<'schedule.list'> = given(list({ ...more, after }));
    visits.push(...page.visits);
    after = page.next;
  } while (after !== null);
  return visits;
};

test('a list has every visit of its days and of nobody else’s, in order and each once, over its pages', () => {
  for (const day of ['2031-05-11', '2031-05-12', '2031-05-15', '2031-05-18', '2031-05-19'])
    for (let start = 480; start < 600; start += 5) book(day, start, start % 10 === 0 ? {} : { providerId: BEA.providerId });
  const visits = all();
  expect(visits).toHaveLength(3 * 24);
  const places = visits.map(({ day, start }) => `${day} ${String(start).padStart(4, '0')}`);
  expect(places).toEqual([...new Set(places)].sort());
  expect(all({ providerId: BEA.providerId }).every(({ providerId }) => providerId === BEA.providerId)).toBe(true);
  expect(all({ providerId: BEA.providerId })).toHaveLength(3 * 12);
  expect(all({ from: '2031-05-15', to: '2031-05-15' })).toHaveLength(24);
});

test('a list that ends before it begins, or reaches over months, is refused; so is who may see no schedule', () => {
  expect(list({ from: '2031-05-18', to: '2031-05-12' })).toMatchObject({ code: 'bad-input' });
  expect(list({ from: '2031-01-01', to: '2031-12-31' })).toMatchObject({ code: 'bad-input' });
  for (const role of ['outside-reviewer', 'auditor', 'administrator'] as const)
    expect(list({}, gate.as(role))).toMatchObject({ code: 'not-permitted' });
});

test('what a list shows of a restricted chart is its name, of a cancelled visit nothing, and to a biller no note', () => {
  const { visitId, version } = book('2031-05-12', 480);
  book('2031-05-13', 480, { visitNote: 'owes the last co-pay' });
  given(gate.ask('visit.cancel', { patientId, visitId, version, reason: 'patient' }));
  expect(all()).toMatchObject([{ visitNote: 'owes the last co-pay' }]);
  expect(given(list({}, gate.as('biller'))).visits[0]).not.toHaveProperty('visitNote');
  given(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }));
  const [shown] = all();
  expect(shown).toMatchObject({ familyName: 'García', restricted: 'vip', mrn: '' });
  for (const field of ['birthDate', 'visitNote', 'anyway']) expect(shown).not.toHaveProperty(field);
});
