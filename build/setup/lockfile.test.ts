import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..', '..');
const manifest: Entry = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lockfile: { packages: Record<string, Entry> } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const entries = Object.entries(lockfile.packages);

/** Whether a package at `place` finds `name` the way Node looks for it: in its own node_modules, then outwards. */
function finds(place: string, name: string): boolean {
  let at = place;
  for (;;) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (candidate in lockfile.packages) return true;
    if (at === '') return false;
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '';
  }
}

describe('the lockfile', () => {
  it('wants what package.json wants', () => {
    const wanted = lockfile.packages[''];
    expect(wanted?.dependencies).toEqual(manifest.dependencies);
    expect(wanted?.devDependencies).toEqual(manifest.devDependencies);
    expect(wanted?.optionalDependencies).toEqual(manifest.optionalDependencies);
  });

  it('holds every package that another one names, or npm ci refuses it on a fresh machine', () => {
    const lacking = entries.flatMap(([place, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((name) => !finds(place, name))
        .map((name) => `${place} names ${name}`),
    );
    expect(lacking).toEqual([]);
  });

  it('fixes the bytes of every package', () => {
    expect(entries.filter(([place, entry]) => place !== '' && !entry.link && !entry.integrity).map(([place]) => place)).toEqual([]);
  });
});
