import { expect, test } from 'vitest';
import { changedOf, type Parked, settled } from './pinboard.ts';

const parked = (visitId: string, more: Partial<Parked> = {}): Parked => ({
  ...{ visitId, patientId: 'p', version: 2, familyName: 'Okafor', visitTypeId: 'kind', providerId: 'ada' },
  ...{ day: '2031-05-14', start: 540, minutes: 30, ...more },
});
const seen = (visitId: string, more = {}) => ({
  ...{ visitId, version: 3, state: 'booked' as const, progress: 'booked' as const, visitTypeId: 'kind', providerId: 'ada' },
  ...{ day: '2031-05-14', start: 540, minutes: 30, ...more },
});

test('what its own person moves, cancels or checks in is off the pinboard, and what they only change stays on it at its new version', () => {
  const board = [parked('a'), parked('b'), parked('c'), parked('d'), parked('e')];
  const made = [
    seen('a', { start: 600 }),
    seen('b', { state: 'cancelled' }),
    seen('c', { progress: 'arrived' }),
    seen('d', { minutes: 45, visitTypeId: 'other' }),
  ];
  expect(settled(board, made)).toEqual([parked('d', { version: 3, minutes: 45, visitTypeId: 'other' }), parked('e')]);
});

test('what somebody else has changed, moved away or cancelled meanwhile is known by its version, and nothing else is', () => {
  const board = [parked('a'), parked('b'), parked('c')];
  expect(changedOf(board, [seen('a', { version: 2 }), seen('b')])).toEqual([parked('b'), parked('c')]);
  expect(changedOf(board, board)).toEqual([]);
  // an answer that was asked for before one's own act
  expect(changedOf([parked('a')], [seen('a', { version: 1 })])).toEqual([]);
});
