import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { DOCUMENTED_TABLES } from '../../build/documentation.ts';
import { withBlock } from '../figures.ts';

const root = join(import.meta.dirname, '..', '..');

/** The files and folders of the project that a page names, a pattern of names (`*`, `{a,b}`) included; paths of other places (`../shared`) are none. */
const pathsIn = (page: string): readonly string[] =>
  [...page.matchAll(/(?<![\w./-])(?:build|docs|main|preload|renderer|shared|test)\/[\w./*{},-]+/g)].map(([path]) =>
    path.replace(/[.,]+$/, ''),
  );

const missing = (page: string): readonly string[] => pathsIn(page).filter((path) => globSync(path, { cwd: root }).length === 0);

/** Where the links of a page lead, within the project. */
const linksIn = (page: string): readonly string[] =>
  [...page.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);

it.each(globSync(['*.md', 'docs/**/*.md'], { cwd: root }))('%s names no file that does not exist', (name) => {
  const page = readFileSync(join(root, name), 'utf8');
  expect(missing(page)).toEqual([]);
  expect(linksIn(page).filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
});

it('a file that does not exist is seen, and a pattern, a folder and the end of a sentence are understood', () => {
  const page =
    'See `main/vault/import/nowhere.test.ts`, `shared/intake` and (test/journeys/import*.spec.ts), all in main/vault. Data: ../shared/nowhere.';
  expect(pathsIn(page)).toHaveLength(4);
  expect(missing(page)).toEqual(['main/vault/import/nowhere.test.ts']);
  expect(linksIn('[a](adr/0001.md#part), [b](https://example.org/b), [c](#c), ![d](images/d.png "D")')).toEqual([
    'adr/0001.md',
    'images/d.png',
  ]);
});

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
