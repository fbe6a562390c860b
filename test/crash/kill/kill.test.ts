import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killAtRandom } from './kill.ts';

test('kill -9 at 25 random moments loses no acknowledged transaction and leaves no half one', async () => {
  const outcome = await killAtRandom({ module: join(import.meta.dirname, '..', 'chained-table.ts'), seed: 3, points: 25 });
  expect(outcome).toMatchObject({ points: 25, killedAtWork: 25, broken: 0, faults: [] });
  expect(outcome.acked).toBeGreaterThan(25);
});

test('the kill harness sees a workload that acknowledges before it writes', async () => {
  const outcome = await killAtRandom({ module: join(import.meta.dirname, 'early-ack.ts'), seed: 3, points: 5 });
  expect(outcome.broken).toBeGreaterThan(0);
  expect(outcome.faults[0]).toContain('lost');
});
