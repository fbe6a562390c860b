import { join } from 'node:path';
import type { Row } from '../../figures.ts';
import { runFull } from './run-full.ts';

const module = join(import.meta.dirname, '..', '..', 'crash', 'chained-table.ts');
const POINTS = 200;
const STEP = 7;

/** The disk full at every seventh write of a run, every other time in the middle of one. */
export async function torture(): Promise<Row[]> {
  const faults: string[] = [];
  const counts = { met: 0 };
  for (let point = 0; point < POINTS; point++) {
    const outcome = await runFull({ module, seed: 6, transactions: 200, nth: 1 + point * STEP, partial: point % 2 === 1 });
    faults.push(...outcome.faults);
    if (outcome.refused > 0) counts.met++;
  }
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
  return [
    { id: 'engine.disk-full.points', value: counts.met, unit: 'runs that met it', goal: `at least ${POINTS}`, met: counts.met >= POINTS },
    { id: 'engine.disk-full.broken', value: faults.length, unit: 'promises', goal: '0', met: faults.length === 0 },
  ];
}
