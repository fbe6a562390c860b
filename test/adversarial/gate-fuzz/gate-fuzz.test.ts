import { expect, test } from 'vitest';
import { fuzzDoors } from './door-fuzz.ts';
import { fuzzGate } from './gate-fuzz.ts';
import { fuzzPlain } from './plain-fuzz.ts';

test('6,000 calls of a page out of its mind: every row that was answered stands in the log, every failure has a code, nothing falls over', async () => {
  const { wrong, operations, codes } = await fuzzGate(6_000, 20_310_512);
  expect(wrong).toEqual([]);
  // Each operation was reached with inputs it takes and with such as it does not.
  for (const [name, { calls, answered }] of Object.entries(operations)) {
    expect([name, answered >= 1]).toEqual([name, true]);
    expect([name, answered < calls]).toEqual([name, true]);
  }
  // And every kind of refusal.
  expect(Object.keys(codes)).toEqual(
    expect.arrayContaining([
      'bad-input',
      'not-permitted',
      'not-found',
      'too-large',
      'reason-needed',
      'changed-meanwhile',
      'import-not-ready',
      'merged-away',
    ]),
  );
}, 300_000);

test('calls to everything that carries no record: a change is announced and closed in the log, a refusal stands there, and each operation was reached', async () => {
  const { wrong, operations, codes } = await fuzzPlain(700, 20_310_516);
  expect(wrong).toEqual([]);
  expect(Object.entries(operations).filter(([, { answered, calls }]) => answered === 0 || answered === calls)).toEqual([]);
  expect(Object.keys(codes)).toEqual(expect.arrayContaining(['bad-input', 'not-permitted', 'sign-in-failed', 'too-large']));
}, 600_000);

test('calls at the door: nobody is let in but by a whole lawful way, and each way was gone', async () => {
  const { wrong, operations, codes } = await fuzzDoors(60, 20_310_512);
  expect(wrong).toEqual([]);
  // Here every drive is the practice's own disk, and no sheet of the kit may be saved on that.
  const { 'door.save-sheet': saving, ...others } = operations;
  expect(saving?.answered).toBe(0);
  expect(Object.entries(others).filter(([, { answered }]) => answered === 0)).toEqual([]);
  expect(Object.keys(codes)).toEqual(expect.arrayContaining(['bad-input', 'sheet-place']));
}, 600_000);
