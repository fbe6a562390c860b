import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const library = join(root, 'node_modules', '@mantine', 'core');
const PAGE_STYLES = ['baseline', 'default-css-variables', 'global'];

const imported = [...readFileSync(join(import.meta.dirname, 'mantine-styles.ts'), 'utf8').matchAll(/styles\/([\w-]+)\.layer\.css/g)].map(
  ([, name = '']) => name,
);

/** The parts that our pages name. */
const named = (): Set<string> => {
  const lists = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => [
    ...readFileSync(join(root, file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g),
  ]);
  return new Set(lists.flatMap(([, list = '']) => list.split(',').map((word) => word.trim())).filter((word) => /^[A-Z]/.test(word)));
};

/** Every style sheet these parts lead to, through all that they import. */
const needed = (parts: ReadonlySet<string>): Set<string> => {
  const files = new Map(
    globSync('esm/components/**/*.mjs', { cwd: library }).map((file) => [basename(file, '.mjs'), join(library, file)] as const),
  );
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from\s*"(\.[^"]+)"/g)) visit(join(dirname(file), path));
  };
  for (const part of parts) visit(files.get(part) ?? '');
  return new Set(
    [...seen].map((file) => basename(file)).flatMap((file) => (file.endsWith('.module.mjs') ? [file.replace('.module.mjs', '')] : [])),
  );
};

test('every part that is used brings its style sheets, and no other is loaded', () => {
  const parts = named();
  expect(parts.size).toBeGreaterThan(10);
  expect([...imported].sort()).toEqual([...PAGE_STYLES, ...needed(parts)].sort());
});

test('they stand in the library’s own order', () => {
  const all = readFileSync(join(library, 'styles.layer.css'), 'utf8');
  const placeOf = (name: string): number => {
    const sheet = readFileSync(join(library, 'styles', `${name}.layer.css`), 'utf8');
    return all.indexOf(sheet.replace('@layer mantine {', '').trim().slice(0, 200));
  };
  const places = imported.map(placeOf);
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
