import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { JOBS } from '../../build/demo/staff.ts';
import { PAYERS, PRACTICE, STREETS, TOWN } from '../../build/demo/town.ts';

const OUT = join(import.meta.dirname, '..', '..', 'out');
const MARKS = [
  PRACTICE,
  TOWN.city,
  ...STREETS.slice(0, 4),
  ...PAYERS.map(({ payer }) => payer),
  ...JOBS.map(({ name }) => name),
  'anteroom-demo-',
];

test('the built application holds no demo user, no password helper and no synthetic patient', () => {
  const files = readdirSync(OUT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['app.js', 'vault.js', 'workspace.html']));
  const found = files.flatMap((entry) => {
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    return MARKS.filter((mark) => text.includes(mark)).map((mark) => `${entry.name}: ${mark}`);
  });
  expect(found).toEqual([]);
});
