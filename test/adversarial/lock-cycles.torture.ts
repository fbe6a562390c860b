import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { bundle } from '../../build/bundle.ts';
import { runJourneys } from '../../build/journeys.ts';
import { runtime } from '../../build/setup/runtime.ts';
import type { Row } from '../figures.ts';

const RESULTS = join(import.meta.dirname, '..', '..', 'results');
const WAYS = ['accessibility-off', 'accessibility-on'] as const;
const cycles = z.array(z.object({ lockMs: z.number(), backMs: z.number(), left: z.array(z.string()) }));

/** A hundred locks of the real application, half of them with a screen reader's tree, every process and file searched after each. */
export async function torture(each = Number(process.env['ANTEROOM_LOCK_CYCLES'] ?? 50)): Promise<Row[]> {
  const files = WAYS.map((way) => join(RESULTS, `lock-cycles-${way}.json`));
  for (const file of files) rmSync(file, { force: true });
  process.env['ANTEROOM_LOCK_CYCLES'] = String(each);
  const target = runtime();
  await bundle(target);
  const code = await runJourneys(target, ['test/adversarial/locked-means-gone.spec.ts', '--global-timeout=0']);
  const done = files.flatMap((file) => (existsSync(file) ? cycles.parse(JSON.parse(readFileSync(file, 'utf8'))) : []));
  for (const left of new Set(done.flatMap((cycle) => cycle.left))) console.log(`  left: ${left}`);
  const unclean = done.filter(({ left }) => left.length > 0).length;
  const slowest = (of: 'lockMs' | 'backMs') => Math.max(0, ...done.map((cycle) => cycle[of]));
  const shown = 'shown: while memory is searched; the goal is the bench’s';
  const whole = code === 0 && done.length >= 100;
  return [
    { id: 'lock.cycles', value: done.length, unit: 'cycles', goal: 'at least 100', met: whole },
    { id: 'lock.unclean', value: unclean, unit: 'cycles', goal: '0', met: whole && unclean === 0 },
    { id: 'lock.slowest', value: slowest('lockMs'), unit: 'ms', goal: shown, met: whole },
    { id: 'lock.back.slowest', value: slowest('backMs'), unit: 'ms', goal: shown, met: whole },
  ];
}
