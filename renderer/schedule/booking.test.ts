import { expect, test } from 'vitest';
import { type Booking, bookingFor, forSomebodyElse, isLost, openedAt } from './booking.ts';

const [AYA, BEN] = ['6c0d7c2e-3b5f-4b0e-9a31-0f3e0f6c1a01', '6c0d7c2e-3b5f-4b0e-9a31-0f3e0f6c1a02'];
const blank = bookingFor(null, { patientId: AYA });
const typed: Booking = {
  ...bookingFor(null, { patientId: AYA, name: 'Aya Ito' }),
  ...{ visitTypeId: 'checkup', minutes: '40', roomId: 'two', waitId: 'waits', visitNote: 'brings her daughter', start: '9:00' },
  repeating: { repeats: 'weekly', every: '1', count: '6', until: '', turned: [] },
};
const to = { patientId: BEN, name: 'Ben Osei', open: false };

test('nothing that was typed for one patient goes over to another: no note, no place on the wait list, no rule', () => {
  expect(bookingFor(typed, to)).toEqual({ ...blank, ...to });
});

test('somebody else takes over the time that was chosen, and nothing that was typed for the patient before', () => {
  const time = { providerId: 'amara', day: '2031-05-14', start: '9:45' };
  const refused: Booking = { ...typed, ...time, refused: 'slot-taken', anyway: 'both fit' };
  expect(forSomebodyElse(refused)).toEqual({ ...blank, ...time, patientId: null, open: true });
});

test('what was typed for a patient goes on when the same one is to be booked', () => {
  expect(bookingFor(typed, { patientId: AYA, name: 'Aya Ito', open: false })).toEqual(typed);
});

test('to book is never to move: the visit that was to be moved is let go, whosever it is', () => {
  const moved = { ...typed, moving: { visitId: BEN, version: 2 }, fromPinboard: true, scope: 'all' as const };
  for (const patientId of [AYA, BEN]) expect(bookingFor(moved, { patientId })).toEqual({ ...blank, patientId });
});

test('what stood against one time is not said of another', () => {
  const refused: Booking = { ...typed, refused: 'slot-taken', anyway: 'both fit' };
  expect({ ...refused, ...openedAt({ day: '2031-03-04', start: '10:00' }) }).toEqual({
    ...{ ...typed, refused: null, anyway: '', open: true },
    ...{ day: '2031-03-04', start: '10:00' },
  });
});

test('what is in hand is lost to anything else, but not a visit on the pinboard, nor to the same move', () => {
  const moved: Booking = { ...typed, moving: { visitId: BEN, version: 2 } };
  expect([typed, moved].map((one) => isLost(one, AYA))).toEqual([true, true]);
  expect(isLost(moved, BEN)).toBe(false);
  expect(isLost({ ...moved, fromPinboard: true }, AYA)).toBe(false);
  expect(isLost(typed, null)).toBe(true);
  for (const none of [null, { ...typed, patientId: null }]) expect(isLost(none, null)).toBe(false);
});
