import { expect, test } from 'vitest';
import { withVisit } from './with-visit.ts';

interface Placed {
  readonly visitId: string;
  readonly version: number;
  readonly day: string;
  readonly start: number;
  readonly providerId: string;
  readonly state: 'booked' | 'cancelled';
}
const visit = (visitId: string, over: Partial<Placed> = {}): Placed => ({
  ...{ visitId, version: 1, day: '2031-03-04', start: 540, providerId: 'one', state: 'booked' },
  ...over,
});
const DAY = { from: '2031-03-04', to: '2031-03-04' };
const ids = (visits: readonly Placed[]): readonly string[] => visits.map(({ visitId }) => visitId);

test('a booked visit stands among the others where a reading would put it', () => {
  const shown = [visit('a'), visit('c'), visit('d', { start: 1020 })];
  expect(ids(withVisit(shown, visit('b'), DAY, null))).toEqual(['a', 'b', 'c', 'd']);
  expect(ids(withVisit(shown, visit('e', { start: 600 }), DAY, null))).toEqual(['a', 'c', 'e', 'd']);
  expect(ids(withVisit(shown, visit('e', { start: 1100 }), DAY, null))).toEqual(['a', 'c', 'd', 'e']);
});

test('a changed visit stands there once, at its new time', () => {
  const shown = [visit('a'), visit('b'), visit('c', { start: 600 })];
  const moved = withVisit(shown, visit('a', { start: 590, version: 2 }), DAY, null);
  expect(ids(moved)).toEqual(['b', 'a', 'c']);
  expect(moved[1]?.version).toBe(2);
});

test('what was cancelled, went to another day or to another provider is not shown any more', () => {
  const shown = [visit('a'), visit('b')];
  expect(ids(withVisit(shown, visit('a', { state: 'cancelled' }), DAY, null))).toEqual(['b']);
  expect(ids(withVisit(shown, visit('a', { day: '2031-03-05' }), DAY, null))).toEqual(['b']);
  expect(ids(withVisit(shown, visit('a', { providerId: 'two' }), DAY, 'one'))).toEqual(['b']);
});
