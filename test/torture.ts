import { join } from 'node:path';
import { writeFigures } from './figures.ts';
import { runAll } from './runs.ts';

/**
 * `npm run torture [-- PART-OF-A-PATH]`: the long form of every harness. Each `*.torture.ts` in test/ exports `torture(): Promise<Row[]>`.
 * A whole run is written to results/torture.json; the exit code is 1 when a goal is not met.
 */
const only = process.argv[2];
const rows = await runAll({ pattern: 'test/**/*.torture.ts', exported: 'torture', ...(only === undefined ? {} : { only }) });
if (only === undefined) writeFigures(join(import.meta.dirname, '..', 'results', 'torture.json'), rows);
process.exitCode = rows.every((row) => row.met) ? 0 : 1;
