import { expect, test } from 'vitest';
import type { Progress, Visit } from '../../shared/phi/visit.ts';
import { lanesOf, waitOf } from './lanes.ts';

const NOW = Date.UTC(2031, 4, 14, 15);
const MINUTE = 600;
let made = 0;
const aVisit = (progress: Progress, start: number, since: number | null = null): Visit => {
  made += 1;
  const visit = {
    visitId: `v${made}`,
    version: 1,
    patientId: 'p',
    familyName: 'Osei',
    mrn: '1',
    restricted: null,
    day: '2031-05-14',
    start,
    minutes: 30,
  };
  const rest = {
    providerId: 'd',
    visitTypeId: 't',
    state: 'booked',
    progress,
    progressSince: since,
    arrivedAt: null,
    bookedAt: 0,
    bookedBy: 'A',
  };
  return { ...visit, ...rest } as unknown as Visit;
};

test('whoever is expected stands by time, whoever waits the longest first, whoever is finished the newest first', () => {
  const [late, early] = [aVisit('booked', 700), aVisit('confirmed', 610)];
  const [newer, older] = [aVisit('arrived', 500, NOW - 60_000), aVisit('arrived', 590, NOW - 600_000)];
  const [gone, missed] = [aVisit('left', 480, NOW - 900_000), aVisit('no-show', 490, NOW - 100_000)];
  const lanes = lanesOf([late, early, newer, older, gone, missed, aVisit('roomed', 480, NOW)], NOW, MINUTE);
  expect(lanes.expected.map(({ visit }) => visit)).toEqual([early, late]);
  expect(lanes.waiting.map(({ visit }) => visit)).toEqual([older, newer]);
  expect(lanes.finished.map(({ visit }) => visit)).toEqual([missed, gone]);
  expect(lanes.roomed).toHaveLength(1);
});

test('a wait is counted from the check-in and becomes a word after a quarter of an hour, in a room after half an hour', () => {
  expect(waitOf(aVisit('arrived', 540, NOW - 14 * 60_000), NOW, MINUTE)).toEqual({ kind: 'waiting', minutes: 14, urgent: false });
  expect(waitOf(aVisit('arrived', 540, NOW - 15 * 60_000), NOW, MINUTE)).toMatchObject({ urgent: true });
  expect(waitOf(aVisit('roomed', 540, NOW - 29 * 60_000), NOW, MINUTE)).toMatchObject({ kind: 'roomed', urgent: false });
  expect(waitOf(aVisit('roomed', 540, NOW - 30 * 60_000), NOW, MINUTE)).toMatchObject({ urgent: true });
});

test('who has not come is late after ten minutes, and a clock that went back makes no negative wait', () => {
  expect(waitOf(aVisit('booked', 591), NOW, MINUTE)).toBeNull();
  expect(waitOf(aVisit('confirmed', 590), NOW, MINUTE)).toEqual({ kind: 'late', minutes: 10, urgent: true });
  expect(waitOf(aVisit('arrived', 590, NOW + 60_000), NOW, MINUTE)).toMatchObject({ minutes: 0 });
  for (const over of ['done', 'left', 'no-show'] as const) expect(waitOf(aVisit(over, 400, NOW - 3_600_000), NOW, MINUTE)).toBeNull();
});
