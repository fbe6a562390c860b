import type { Row } from '../figures.ts';
import { figuresOf } from './desktop/surrounded.ts';

/**
 * What a person feels at the desk, measured in the built application in a real Electron.
 *
 * ANTEROOM_BENCH_DESKTOP_PATIENTS makes a smaller practice and ANTEROOM_BENCH_DESKTOP_PARTS names the parts to run (import, search, charts, door, first-paint) for a quick look.
 */
export const bench = (): Promise<Row[]> =>
  figuresOf('run.ts', (process.env['ANTEROOM_BENCH_DESKTOP_PARTS'] ?? '').split(' ').filter(Boolean));

if (import.meta.main) console.table(await bench());
