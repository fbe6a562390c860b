import { expect, test } from 'vitest';
import { fuzzGate } from './gate-fuzz.ts';

test('5,000 calls of a page out of its mind: every row that was answered stands in the log, every failure has a code, nothing falls over', () => {
  const { wrong, rowsAnswered, rowsAudited, answered, refused, codes } = fuzzGate(5_000, 20_310_512);
  expect(wrong).toEqual([]);
  expect(rowsAudited).toBe(rowsAnswered);
  // The run reached both sides of the gate, and every kind of refusal.
  expect(answered).toBeGreaterThan(300);
  expect(refused).toBeGreaterThan(1_500);
  expect(Object.keys(codes)).toEqual(
    expect.arrayContaining(['bad-input', 'not-permitted', 'not-found', 'too-large', 'reason-needed', 'changed-meanwhile']),
  );
}, 180_000);
