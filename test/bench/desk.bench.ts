import type { Row } from '../figures.ts';
import { figuresOf } from './desktop/surrounded.ts';

/**
 * The front desk's day in a practice of 50,000 patients and 200,000 visits, in the built application in a real Electron. ANTEROOM_BENCH_DESK_PATIENTS and ANTEROOM_BENCH_DESK_VISITS make a
 * smaller practice for a quick look.
 */
export const bench = (): Promise<Row[]> => figuresOf('desk-run.ts');

if (import.meta.main) console.table(await bench());
