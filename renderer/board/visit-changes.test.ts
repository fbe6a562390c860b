import { expect, test, vi } from 'vitest';
import { OPERATIONS } from '../../shared/operations/table.ts';
import { touchesVisits, visitListener } from './visit-changes.ts';

/** After these every row of a visit reads as before. A new change is put here, or among those that touch visits. */
const APART = [
  ...['patient.register', 'patient.assign', 'wait.add', 'wait.remove', 'wait.restore', 'draft.keep', 'draft.drop'],
  ...['task.create', 'task.change', 'task.done', 'task.withdraw', 'task.reopen', 'task.comment', 'hand-over.write'],
  ...['import.begin', 'import.bytes', 'import.read', 'import.map', 'import.check', 'import.cancel'],
];

test('of every change it is settled whether the windows that show visits read again', () => {
  const changes = Object.entries(OPERATIONS).filter(([, one]) => one.kind === 'phi' && one.effect === 'change');
  const apart = changes.map(([name]) => name).filter((name) => !touchesVisits(name));
  expect(apart.sort()).toEqual(APART.sort());
});

test('an undo, a series, a call, a restriction and a list that is taken in or taken back are heard', () => {
  for (const name of [
    ...['series.undo', 'series.move', 'call.note', 'patient.restrict', 'patient.merge', 'visit.check-in'],
    ...['import.advance', 'import.undo'],
  ])
    expect(touchesVisits(name), name).toBe(true);
});

test('each change is heard at once, but the pieces of a list as one, when it pauses', () => {
  vi.useFakeTimers();
  let reads = 0;
  const { hear, stop } = visitListener(() => {
    reads += 1;
  });
  for (const name of ['visit.check-in', 'task.done', 'patient.update']) hear(name);
  expect(reads).toBe(2);
  for (let piece = 0; piece < 100; piece += 1) {
    hear('import.advance');
    vi.advanceTimersByTime(100);
  }
  expect(reads).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(reads).toBe(3);
  hear('import.undo');
  stop();
  vi.advanceTimersByTime(1000);
  expect(reads).toBe(3);
  vi.useRealTimers();
});
