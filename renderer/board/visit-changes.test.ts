import { expect, test } from 'vitest';
import { OPERATIONS } from '../../shared/operations/table.ts';
import { touchesVisits } from './visit-changes.ts';

/** After these every row of a visit reads as before. A new change is put here, or among those that touch visits. */
const APART = [
  ...['patient.register', 'patient.assign', 'wait.add', 'wait.remove', 'wait.restore', 'draft.keep', 'draft.drop'],
  ...['task.create', 'task.change', 'task.done', 'task.withdraw', 'task.reopen', 'task.comment', 'hand-over.write'],
  ...['import.begin', 'import.bytes', 'import.read', 'import.map', 'import.check', 'import.advance', 'import.cancel', 'import.undo'],
];

test('of every change it is settled whether the windows that show visits read again', () => {
  const changes = Object.entries(OPERATIONS).filter(([, one]) => one.kind === 'phi' && one.effect === 'change');
  const apart = changes.map(([name]) => name).filter((name) => !touchesVisits(name));
  expect(apart.sort()).toEqual(APART.sort());
});

test('an undo, a series, a call and a restriction are heard', () => {
  for (const name of ['series.undo', 'series.move', 'call.note', 'patient.restrict', 'patient.merge', 'visit.check-in'])
    expect(touchesVisits(name), name).toBe(true);
});
