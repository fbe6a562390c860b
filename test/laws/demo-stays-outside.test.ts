import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
/** What a build begins with (electron.vite.config.ts), and the pages' scripts. */
const ENTRIES = ['main/app.ts', 'main/vault/process.ts', 'main/ledger/worker.ts', 'preload/index.ts', 'preload/document.ts'];
const pages = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('main.tsx'))
  .map((name) => join('renderer', name));

const SPECIFIER = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** Every file of ours that a build begun with these entries takes in. */
const reached = (entries: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const waiting = entries.filter((entry) => existsSync(join(ROOT, entry)));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!/\.tsx?$/.test(file)) continue;
    for (const [, specifier = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(SPECIFIER)) {
      waiting.push(relative(ROOT, join(ROOT, dirname(file), specifier)));
    }
  }
  return seen;
};

describe('what a packaged application is made of', () => {
  const files = [...reached([...ENTRIES, ...pages])];

  it('is found by the walk at all', () => {
    expect(files).toEqual(expect.arrayContaining([join('main', 'vault', 'lobby.ts'), join('shared', 'commands.ts')]));
    expect(files.length).toBeGreaterThan(100);
  });

  it('takes in no file of the demonstration, of the build scripts or of the tests', () => {
    const rooms = new Set(files.map((file) => file.split(sep)[0]));
    expect([...rooms].filter((room) => !['main', 'preload', 'renderer', 'shared'].includes(room ?? ''))).toEqual([]);
  });

  it('would notice one', () => {
    expect([...reached(['build/demo/found.ts'])]).toEqual(expect.arrayContaining([join('build', 'demo', 'staff.ts')]));
  });
});
