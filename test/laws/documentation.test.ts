import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DOCUMENTED_TABLES } from '../../build/documentation.ts';
import { withBlock } from '../figures.ts';

it.each(DOCUMENTED_TABLES)(
  '$page says in its block "$block" what the program does (node build/documentation.ts writes it)',
  ({ page, block, text }) => {
    const written = readFileSync(join(import.meta.dirname, '..', '..', page), 'utf8');
    expect(written).toBe(withBlock(written, block, text()));
  },
);

it('a page that says something else is seen', () => {
  for (const { page, block, text } of DOCUMENTED_TABLES) {
    const written = readFileSync(join(import.meta.dirname, '..', '..', page), 'utf8');
    const lines = text().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    const other = withBlock(written, block, [...lines.slice(0, -1), '| another | row |'].join('\n'));
    expect(other).not.toBe(withBlock(other, block, text()));
  }
});
