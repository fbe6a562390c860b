import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Row, table, withBlock, writeFigures } from './figures.ts';

const rows: Row[] = [
  { id: 'search.p95', value: 0.81234, unit: 'ms', goal: 'at most 1', met: true },
  { id: 'kill.lost', value: 2, unit: 'commits', goal: '0', met: false },
];

test('figures print as a table that says plainly what was not met', () => {
  expect(
    table(rows)
      .split('\n')
      .map((line) => line.replaceAll(/ +/g, ' ')),
  ).toEqual([
    '| figure | value | unit | goal | met |',
    '| ---------- | ----- | ------- | --------- | ------ |',
    '| search.p95 | 0.812 | ms | at most 1 | yes |',
    '| kill.lost | 2 | commits | 0 | **no** |',
  ]);
});

test('figures are kept as a list that reads back the same', () => {
  const home = mkdtempSync(join(tmpdir(), 'figures-'));
  try {
    writeFigures(join(home, 'results', 'bench.json'), rows);
    expect(JSON.parse(readFileSync(join(home, 'results', 'bench.json'), 'utf8'))).toEqual(rows);
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('only the generated block of a page is replaced', () => {
  const page = 'before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nafter\n';
  expect(withBlock(page, 'bench', 'new')).toBe('before\n<!-- bench:begin -->\nnew\n<!-- bench:end -->\nafter\n');
  expect(() => withBlock(page, 'torture', 'new')).toThrow('no block');
});
