import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/permissions.ts';
import { openTestRecords, type TestRecords } from '../../../test/support/access.ts';
import { codeOf, register, update } from '../../../test/support/patients.ts';
import { patientHistory } from './history.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

const history = (patientId: string, beforeVersion?: number, role: Role = 'owner') =>
  records.read((access) => patientHistory(access, { patientId, beforeVersion }), { actor: { ...records.facts.actor, role } });

test('each change says who, when, where, from what and to what; the registration stands last', () => {
  const { patientId } = register(records);
  update(records, patientId, { city: 'Springfield' });
  update(records, patientId, { city: null });
  const { changes, more } = history(patientId);
  expect(more).toBe(false);
  expect(changes.map(({ version, field, from, to }) => [version, field, from, to])).toEqual([
    [3, 'city', 'Springfield', null],
    [2, 'city', null, 'Springfield'],
    [1, 'registered', null, null],
  ]);
  expect(
    changes.every(({ by, workstation, at }) => by === 'Olivia Owner' && workstation === 'front desk 1' && at > records.facts.now),
  ).toBe(true);
});

test('pages never cut a save in two, miss a change or give one twice', () => {
  const { patientId } = register(records);
  for (let round = 0; round < 30; round += 1) {
    update(records, patientId, { city: `City ${round}`, zip: `${10_000 + round}`, email: `p${round}@example.org` });
  }
  const seen: string[] = [];
  let before: number | undefined;
  for (let more = true; more; ) {
    const page = history(patientId, before);
    expect(page.changes.length).toBeGreaterThan(0);
    expect(page.changes.length).toBeLessThanOrEqual(50);
    seen.push(...page.changes.map(({ version, field }) => `${version} ${field}`));
    before = page.changes.at(-1)?.version;
    more = page.more;
  }
  expect(seen).toHaveLength(91);
  expect(new Set(seen).size).toBe(91);
  expect(history(patientId, 1)).toEqual({ changes: [], more: false });
});

test('of a social security number the history tells the last four digits, and nothing to a role that may not see it', () => {
  const { patientId } = register(records);
  update(records, patientId, { ssn: '987-65-4321' });
  expect(history(patientId).changes[0]).toMatchObject({ field: 'ssn', from: '•••-••-6789', to: '•••-••-4321' });
  expect(history(patientId, undefined, 'clinician').changes.map(({ field }) => field)).toEqual(['registered']);
});

test('a patient who is not here has no history', () => {
  expect(codeOf(() => history(newId()))).toBe('not-found');
});
