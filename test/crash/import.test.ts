import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killAtRandom } from './kill/kill.ts';

const module = join(import.meta.dirname, 'import.ts');

test('an import killed between and inside its chunks goes on without a row lost or made twice', async () => {
  const outcome = await killAtRandom({ module, seed: 5, points: 8 });
  expect(outcome).toMatchObject({ points: 8, broken: 0, faults: [] });
  expect(outcome.acked).toBeGreaterThan(0);
}, 180_000);

test('an import killed while its file is read, checked or taken back goes on too', async () => {
  const outcome = await killAtRandom({ module, seed: 6, points: 4, options: { from: 'start' } });
  expect(outcome).toMatchObject({ points: 4, broken: 0, faults: [] });
}, 180_000);
