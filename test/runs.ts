import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Row, table } from './figures.ts';

const ROOT = join(import.meta.dirname, '..');

export interface Run {
  /** Files to run, as a pattern from the root of the project. */
  pattern: string;
  /** The name of the function each exports: `() => Promise<Row[]>`. */
  exported: string;
  /** Run only the files whose path contains this. */
  only?: string;
}

/** Runs every file of the pattern one after the other, prints what it takes and a table at the end; throws when two figures share an id. */
export async function runAll({ pattern, exported, only = '' }: Run): Promise<Row[]> {
  const files = globSync(pattern, { cwd: ROOT, exclude: (name) => name === 'node_modules' }).sort();
  const rows: Row[] = [];
  for (const file of files.filter((path) => path.includes(only))) {
    const began = performance.now();
    const loaded: Record<string, unknown> = await import(pathToFileURL(join(ROOT, file)).href);
    const run = loaded[exported];
    if (typeof run !== 'function') throw new Error(`${file} exports no ${exported}()`);
    rows.push(...((await run()) satisfies Row[]));
    console.log(`${relative(ROOT, join(ROOT, file))}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  const ids = new Set(rows.map((row) => row.id));
  if (ids.size !== rows.length) throw new Error('two figures have the same id');
  console.log(`\n${table(rows)}`);
  return rows;
}
