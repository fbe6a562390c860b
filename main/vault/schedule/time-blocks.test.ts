import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Asked } from '../../../shared/operations/table.ts';
import { given, openTestGate, type TestGate } from '../../../test/support/gate.ts';
import { aPatient, noLists } from '../../../test/support/patients.ts';
import { AMARA, CHECKUP, OTTO, SETUP } from '../../../test/support/schedule.ts';
import { RollBook } from '../../ledger/roll.ts';
import { Writer } from '../../store/statements.ts';

// A Wednesday.
const DAY = '2031-05-14';
const ROOM = { roomId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0d01', name: 'Room 1', active: true };
const OLD_ROOM = { ...ROOM, roomId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0d02', active: false };
const BEA = { ...AMARA, providerId: '0195f3a0-7c1e-7a51-8c11-2f6a4d1b0a03', name: 'Bea Stone' };
let gate: TestGate;
let patientId: string;
let other: string;
const setUp = (part: Partial<ScheduleSetup>) => new RollBook(new Writer(gate.ledger)).set('schedule', { ...SETUP, ...part });
beforeEach(() => {
  gate = openTestGate('front-desk');
  setUp({ providers: [AMARA, OTTO, BEA], rooms: [ROOM, OLD_ROOM] });
  ({ patientId } = given(gate.ask('patient.register', { details: aPatient(), lists: noLists() })));
  ({ patientId: other } = given(gate.ask('patient.register', { details: aPatient({ familyName: 'Okafor' }), lists: noLists() })));
});
afterEach(() => gate.close());

const book = (more: Partial<Asked<'visit.book'>> = {}) =>
  gate.ask('visit.book', {
    ...{ patientId, providerId: AMARA.providerId, visitTypeId: CHECKUP.visitTypeId, day: DAY, start: 540, minutes: 30 },
    ...more,
  });
const block = (more: Partial<Asked<'block.add'>> = {}) =>
  gate.ask('block.add', {
    ...{ providerId: AMARA.providerId, fromDay: DAY, toDay: DAY, start: 600, end: 720, reason: 'meeting' },
    ...more,
  });
const blocksOf = (from = DAY, to = DAY) => given(gate.ask('schedule.blocks', { from, to, after: null })).blocks;

test('in a blocked time nobody is booked without a word why, and beside it and with somebody else as before', () => {
  const { block: made } = given(block({ blockNote: 'board' }));
  expect(blocksOf()).toEqual([made]);
  expect(made).toMatchObject({ blockNote: 'board', reason: 'meeting', version: 1, bookedBy: gate.actor.name });
  for (const start of [585, 600, 715]) expect(book({ start })).toMatchObject({ ok: false, code: 'slot-blocked' });
  expect(book({ start: 600, providerId: BEA.providerId }).ok).toBe(true);
  expect(book({ start: 570 }).ok).toBe(true);
  expect(book({ start: 720 }).ok).toBe(true);
  expect(given(book({ start: 600, anyway: 'called out of it' }))).toMatchObject({ anyway: 'called out of it' });
});

test('an absence of days counts on each of them, says how many visits stand in it, and is offered as free time to nobody', () => {
  given(book({ day: '2031-05-15' }));
  given(book({ day: '2031-05-16', start: 1000, anyway: 'late' }));
  const { visits } = given(block({ fromDay: DAY, toDay: '2031-05-16', start: 0, end: 1440, reason: 'vacation' }));
  expect(visits).toBe(2);
  expect(book({ day: '2031-05-16' })).toMatchObject({ code: 'slot-blocked' });
  expect(blocksOf('2031-05-16', '2031-05-20')).toHaveLength(1);
  expect(blocksOf('2031-05-17', '2031-05-20')).toEqual([]);
  const question = { from: DAY, minutes: 30, providerId: AMARA.providerId, weekdays: [], part: 'any' as const, after: null };
  expect(given(gate.ask('schedule.next-free', question)).slots[0]).toMatchObject({ day: '2031-05-19', start: 480 });
});

test('a block is taken away and comes back, against the version that was seen, and each turn is kept', () => {
  const { blockId } = given(block()).block;
  expect(given(gate.ask('block.remove', { blockId, version: 1 })).block.version).toBe(2);
  expect(blocksOf()).toEqual([]);
  expect(book({ start: 600 }).ok).toBe(true);
  expect(gate.ask('block.remove', { blockId, version: 1 })).toMatchObject({ code: 'changed-meanwhile' });
  expect(gate.ask('block.remove', { blockId, version: 2 })).toMatchObject({ code: 'changed-meanwhile' });
  expect(given(gate.ask('block.restore', { blockId, version: 2 }))).toMatchObject({ visits: 1, block: { version: 3 } });
  expect(blocksOf()).toHaveLength(1);
  expect(gate.records.store.prepare('SELECT version, removed_to FROM time_block_change ORDER BY version').all()).toEqual([
    { version: 2, removed_to: 1 },
    { version: 3, removed_to: 0 },
  ]);
});

test('a block that ends before it begins, or of nobody, is none; who books nothing blocks nothing', () => {
  expect(block({ start: 700, end: 600 })).toMatchObject({ code: 'bad-input' });
  expect(block({ toDay: '2031-05-13' })).toMatchObject({ code: 'bad-input' });
  expect(block({ providerId: OTTO.providerId })).toMatchObject({ code: 'not-found' });
  const made = given(block()).block;
  for (const role of ['biller', 'privacy-officer', 'outside-reviewer', 'administrator'] as const)
    expect(gate.as(role).ask('block.remove', { blockId: made.blockId, version: 1 })).toMatchObject({ code: 'not-permitted' });
  for (const role of ['outside-reviewer', 'administrator'] as const)
    expect(gate.as(role).ask('schedule.blocks', { from: DAY, to: DAY, after: null })).toMatchObject({ code: 'not-permitted' });
});

test('many blocks come in pages, each once', () => {
  for (let at = 0; at < 60; at += 1) given(block({ start: at * 5, end: at * 5 + 5 }));
  const first = given(gate.ask('schedule.blocks', { from: DAY, to: DAY, after: null }));
  expect(first.blocks).toHaveLength(50);
  const second = given(gate.ask('schedule.blocks', { from: DAY, to: DAY, after: first.next }));
  expect(second.next).toBeNull();
  expect(new Set([...first.blocks, ...second.blocks].map(({ blockId }) => blockId)).size).toBe(60);
});

test('a room has one visit at a time unless somebody says why, and a room that is no more takes none', () => {
  expect(given(book({ roomId: ROOM.roomId }))).toMatchObject({ roomId: ROOM.roomId });
  const beside = { patientId: other, roomId: ROOM.roomId, providerId: BEA.providerId, start: 555 };
  expect(book(beside)).toMatchObject({ code: 'room-taken' });
  expect(book({ roomId: OLD_ROOM.roomId, start: 700 })).toMatchObject({ code: 'not-found' });
  expect(book({ ...beside, anyway: 'they share it' }).ok).toBe(true);
});

test('a closed day takes nobody and offers nobody, and what was booked on it stays and is counted', () => {
  given(book());
  given(book({ patientId: other, providerId: BEA.providerId }));
  setUp({ providers: [{ ...AMARA, active: false }, OTTO, BEA], closures: [{ from: '2031-05-13', to: DAY, name: 'Moving house' }] });
  expect(book({ start: 700, providerId: BEA.providerId })).toMatchObject({ code: 'slot-closed' });
  const question = { from: '2031-05-13', minutes: 30, providerId: null, weekdays: [], part: 'any' as const, after: null };
  expect(given(gate.ask('schedule.next-free', question)).slots[0]).toMatchObject({ day: '2031-05-15', providerId: BEA.providerId });
  expect(given(gate.ask('schedule.day', { day: DAY, after: null })).visits).toHaveLength(2);
  const administrator = gate.as('administrator');
  expect(given(administrator.ask('schedule.left-over', {}))).toEqual({
    providers: [
      { providerId: AMARA.providerId, visits: 1 },
      { providerId: OTTO.providerId, visits: 0 },
    ],
    closures: [{ from: '2031-05-13', visits: 2 }],
  });
  expect(gate.ask('schedule.left-over', {})).toMatchObject({ code: 'not-permitted' });
});
