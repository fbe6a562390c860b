import { expect, test } from 'vitest';
import { momentSchema, sameBoot } from '../../shared/moment.ts';
import { readClocks } from './clocks.ts';

test('this machine gives a whole reading, and its boot clock moves on', async () => {
  const read = readClocks();
  const first = momentSchema.parse(read());
  let second = read();
  while (second.boot === first.boot) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    second = read();
  }
  expect(second.boot).toBeGreaterThan(first.boot);
  expect(second.bootId).toBe(first.bootId);
  expect(sameBoot(first, readClocks()())).toBe(true);
});

test('where there is no boot id, one is worked out once and does not wander with the wall clock', () => {
  let wall = 1_800_000_000_000;
  const source = { wall: () => wall, uptime: () => 1000.5, bootId: () => null };
  const read = readClocks(source);
  const first = read();
  expect(first).toEqual({ wall, boot: 1_000_500, bootId: 'derived-1799998999500' });
  wall += 3_600_000;
  expect(read().bootId).toBe(first.bootId);
  expect(sameBoot(first, readClocks(source)())).toBe(false);
});
