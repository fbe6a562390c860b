import { expect, test } from 'vitest';
import { isStart, WHEREABOUTS, WHEREABOUTS_ID, type Whereabouts, whereaboutsIn } from './whereabouts.ts';

const HOUR = 3_600_000;
const start: Whereabouts = {
  place: 'today',
  patientId: null,
  section: 'demographics',
  query: '',
  withArchived: false,
  merging: null,
  untouched: null,
  screens: { 'search.typed': '' },
  spot: { focus: null, scroll: 0 },
};
const there: Whereabouts = { ...start, place: 'patients', patientId: '01890000-0000-7000-8000-000000000001', section: 'history' };
const kept = (content: string, keptAt: number) => ({ draftId: WHEREABOUTS_ID, form: WHEREABOUTS, subjectId: null, content, keptAt });

test('whereabouts of this day are gone back to; those of yesterday open no chart by themselves', () => {
  const drafts = [kept(JSON.stringify(there), 0)];
  expect(whereaboutsIn(drafts, 11 * HOUR)).toEqual({ keptAt: 0, was: there });
  expect(whereaboutsIn(drafts, 13 * HOUR)).toEqual({ keptAt: 0, was: null });
});

test('what another version wrote is not gone back to, and a form is no whereabouts', () => {
  for (const content of ['', '{', '[]', JSON.stringify({ ...there, place: 7 }), JSON.stringify({ ...there, more: 1 })])
    expect(whereaboutsIn([kept(content, 0)], 0)?.was).toBeNull();
  expect(whereaboutsIn([{ ...kept(JSON.stringify(there), 0), form: 'patient.update' }], 0)).toBeNull();
});

test('only who moved away from the start would miss something', () => {
  expect(isStart(start)).toBe(true);
  expect(isStart(there)).toBe(false);
  expect(isStart({ ...start, screens: { 'search.typed': 'oka' } })).toBe(false);
  expect(isStart({ ...start, untouched: 'register' })).toBe(false);
});
