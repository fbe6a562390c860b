import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

const DAY = '2031-05-14';
const FLU = { ...CHECKUP, visitTypeId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0b02', name: 'Flu shot', minutes: 10 };
const OLD = { ...CHECKUP, visitTypeId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0b03', name: 'House call', active: false };
const ROOM = { roomId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0d01', name: 'Room 1', active: true };
let gate: TestGate;
let patientId: string;
beforeEach(() => {
  gate = openTestGate('front-desk');
  new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, visitTypes: [CHECKUP, FLU, OLD], rooms: [ROOM] });
  ({ patientId } = given(gate.ask('patient.register', { details: aPatient(), lists: noLists() })));
});
afterEach(() => gate.close());

const booked = (more: Partial<Asked<'visit.book'>> = {}) =>
  given(
    gate.ask('visit.book', {
      ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day: DAY, start: 540, minutes: 30 },
      ...more,
    }),
  );
type Edit = Asked<'visit.edit'>;
const edit = (visitId: string, more: Partial<Edit> = {}, as = gate) =>
  as.ask('visit.edit', { patientId, visitId, version: 1, visitTypeId: CHECKUP.visitTypeId, minutes: 30, roomId: null, ...more });

test('kind, length, room and note are changed, each with its value before, and put back by the same act', () => {
  const { visitId } = booked({ visitNote: 'brings films' });
  const more = { visitTypeId: FLU.visitTypeId, minutes: 10, roomId: ROOM.roomId, visitNote: '' };
  const after = given(edit(visitId, more));
  expect(after).toMatchObject({ visitTypeId: FLU.visitTypeId, minutes: 10, roomId: ROOM.roomId, version: 2, start: 540 });
  expect(after).not.toHaveProperty('visitNote');
  const kept = gate.records.store.prepare('SELECT field, value_from FROM visit_change ORDER BY field').all();
  expect(kept).toEqual([
    { field: 'minutes', value_from: 30 },
    { field: 'roomId', value_from: null },
    { field: 'visitNote', value_from: 'brings films' },
    { field: 'visitTypeId', value_from: CHECKUP.visitTypeId },
  ]);
  expect(given(edit(visitId, { version: 2, visitNote: 'brings films' }))).toMatchObject({
    visitNote: 'brings films',
    minutes: 30,
    version: 3,
  });
});

test('a note that is left out stays, and a change that changes nothing makes no version', () => {
  const { visitId } = booked({ visitNote: 'brings films' });
  expect(given(edit(visitId))).toMatchObject({ version: 1, visitNote: 'brings films' });
  expect(given(edit(visitId, { minutes: 20 }))).toMatchObject({ version: 2, visitNote: 'brings films' });
});

test('a longer visit runs into no other without a word why; a shorter one and another note ask nothing', () => {
  const { visitId } = booked();
  const other = booked({ start: 570 });
  expect(edit(visitId, { minutes: 45 })).toMatchObject({ code: 'slot-taken' });
  expect(edit(other.visitId, { minutes: 600 })).toMatchObject({ code: 'slot-closed' });
  expect(edit(visitId, { minutes: 720, anyway: 'all night' })).toMatchObject({ ok: true });
  expect(edit(other.visitId, { visitNote: 'fasting' })).toMatchObject({ ok: true });
  expect(booked({ start: 1380, minutes: 30, anyway: 'night duty' })).toMatchObject({ start: 1380 });
  const late = given(gate.ask('schedule.day', { day: DAY, after: null })).visits.at(-1);
  expect(edit(late?.visitId ?? '', { minutes: 120, anyway: 'night duty' })).toMatchObject({ code: 'bad-input' });
});

test('an older version, a cancelled visit, a kind that is no more and another patient’s visit change nothing', () => {
  const { visitId } = booked();
  expect(edit(visitId, { version: 2 })).toMatchObject({ code: 'changed-meanwhile' });
  expect(edit(visitId, { visitTypeId: OLD.visitTypeId })).toMatchObject({ code: 'not-found' });
  const other = given(gate.ask('patient.register', { details: aPatient({ familyName: 'Okafor' }), lists: noLists() })).patientId;
  expect(edit(visitId, { patientId: other })).toMatchObject({ code: 'not-found' });
  for (const role of ['biller', 'outside-reviewer', 'privacy-officer'] as const)
    expect(edit(visitId, {}, gate.as(role))).toMatchObject({ code: 'not-permitted' });
  given(gate.ask('visit.cancel', { patientId, visitId, version: 1, reason: 'other' }));
  expect(edit(visitId, { version: 2 })).toMatchObject({ code: 'visit-cancelled' });
});

test('of a restricted chart the note is kept though nobody is shown it, and the change asks for a reason', () => {
  const { visitId } = booked({ visitNote: 'biopsy results' });
  given(gate.as('owner').ask('patient.restrict', { patientId, version: 1, restriction: 'vip' }));
  expect(edit(visitId, { minutes: 20 })).toMatchObject({ code: 'reason-needed' });
  const reason = { code: 'operations', text: 'the room is needed' } as const;
  const asked = { patientId, visitId, version: 1, visitTypeId: CHECKUP.visitTypeId, minutes: 20, roomId: null };
  expect(given(gate.ask('visit.edit', asked, reason))).not.toHaveProperty('visitNote');
  expect(gate.records.store.prepare('SELECT visitNote FROM visit').all()).toEqual([{ visitNote: 'biopsy results' }]);
});
