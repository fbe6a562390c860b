import { join } from 'node:path';
import type { Row } from '../figures.ts';
import { crashRows } from './crash-rows.ts';
import { cutPower, recordWorkload } from './power-cut/power-cut.ts';

const module = join(import.meta.dirname, 'chained-table.ts');

/** The engine alone, with the house pragmas; and the proof that the harness would see lost work if the pragma were weaker. */
export async function torture(): Promise<Row[]> {
  const weak = { module, seed: 1, transactions: 400, options: { synchronous: 'NORMAL' } };
  const seen = await cutPower(await recordWorkload(weak), weak, { count: 500, seed: 1 });
  const proof = {
    id: 'engine.power-cut.normal-seen',
    value: seen.broken,
    unit: 'of 500 images',
    goal: 'at least 100, or the harness is blind',
    met: seen.broken >= 100,
  };
  return [...(await crashRows({ name: 'engine', module })), proof];
}
