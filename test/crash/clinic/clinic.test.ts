import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killAtRandom } from '../kill/kill.ts';
import { cutPower, recordWorkload } from '../power-cut/power-cut.ts';

const module = join(import.meta.dirname, 'clinic.ts');

test('R3 kill -9 at 25 moments of a working day loses no acknowledged answer and no entry, and what was open is settled truthfully', {
  timeout: 400_000,
}, async () => {
  const outcome = await killAtRandom({ module, seed: 5, points: 25 });
  expect(outcome).toMatchObject({ points: 25, killedAtWork: 25, broken: 0, faults: [] });
  expect(outcome.acked).toBeGreaterThan(25);
});

test('R4 a power cut at any moment of a working day loses no acknowledged answer and leaves nothing half', {
  timeout: 400_000,
}, async () => {
  const subject = { module, seed: 6, transactions: 60 };
  const outcome = await cutPower(await recordWorkload(subject), subject, { count: 150, seed: 6 });
  expect(outcome).toEqual({ images: 150, broken: 0, faults: [] });
});
