import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table, withBlock, writeFigures } from './figures.ts';
import { runAll } from './runs.ts';

/**
 * `npm run bench [-- PART-OF-A-PATH]`: each file of test/bench/ named `*.bench.ts` exports `bench(): Promise<Row[]>`. A whole run is written to
 * results/bench.json and into the generated block of docs/performance.md; the exit code is 1 when a goal is not met.
 */
const root = join(import.meta.dirname, '..');
const only = process.argv[2];
const rows = await runAll({ pattern: 'test/bench/*.bench.ts', exported: 'bench', ...(only === undefined ? {} : { only }) });
if (only === undefined) {
  writeFigures(join(root, 'results', 'bench.json'), rows);
  const page = join(root, 'docs', 'performance.md');
  writeFileSync(page, withBlock(readFileSync(page, 'utf8'), 'bench', table(rows)));
}
process.exitCode = rows.every((row) => row.met) ? 0 : 1;
