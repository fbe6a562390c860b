import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * One measured figure. `value` is in `unit`; `goal` is the bar in words and numbers, as a reader would say it ("at most 1.1", "0 lost");
 * `met` is whether this run reached it.
 */
export interface Row {
  id: string;
  value: number;
  unit: string;
  goal: string;
  met: boolean;
}

/** The rows as a GitHub table, one line each, in the order given. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => [row.id, readable(row.value), row.unit, row.goal, row.met ? 'yes' : '**no**']);
  const all = [['figure', 'value', 'unit', 'goal', 'met'], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => (line[column] ?? '').length)));
  const print = (line: readonly string[]) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [print(all[0] ?? []), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.map(print)].join('\n');
}

/** Writes the rows as a JSON list; makes the folder. */
export function writeFigures(file: string, rows: readonly Row[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}

/** A page with what stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->` replaced; throws when it has no such block. */
export function withBlock(page: string, name: string, block: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no block between ${begin} and ${end}`);
  return `${page.slice(0, from + begin.length)}\n${block}\n${page.slice(to)}`;
}

function readable(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
