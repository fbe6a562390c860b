import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cached, cacheFolder, isCached } from './cache.ts';

/** Done before the next folder is listed. */
const meanwhile = vi.hoisted(() => ({ next: (): void => undefined }));
vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const readdirSync = new Proxy(fs.readdirSync, {
    apply: (target, self, args) => {
      meanwhile.next();
      return Reflect.apply(target, self, args);
    },
  });
  return { ...fs, readdirSync, default: { ...fs, readdirSync } };
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'anteroom-cache-'));
});
afterEach(() => {
  meanwhile.next = () => undefined;
  rmSync(root, { recursive: true, force: true });
});

const fill = async (folder: string) => writeFileSync(join(folder, 'file'), 'content');

describe('the cache folder', () => {
  it('is the one asked for, else in the home, else for root where others can read', () => {
    expect(cacheFolder({ ANTEROOM_CACHE: '/elsewhere' }, 0)).toBe('/elsewhere');
    expect(cacheFolder({}, 1000)).toMatch(/\.cache[/\\]anteroom$/);
    expect(cacheFolder({}, 0)).toBe('/var/cache/anteroom');
  });
});

describe('a cached folder', () => {
  it('is made once', async () => {
    let made = 0;
    const make = async (folder: string) => {
      made += 1;
      await fill(folder);
    };
    const first = await cached('thing', make, root);
    const second = await cached('thing', make, root);
    expect(made).toBe(1);
    expect(second).toBe(first);
    expect(readFileSync(join(first, 'file'), 'utf8')).toBe('content');
  });

  it('is made once when two runs want it at the same time', async () => {
    let made = 0;
    const make = async (folder: string) => {
      made += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await fill(folder);
    };
    await Promise.all([cached('thing', make, root), cached('thing', make, root)]);
    expect(made).toBe(1);
  });

  it('is not there after a failure, which leaves nothing behind', async () => {
    const fail = async (folder: string) => {
      await fill(folder);
      throw new Error('no network');
    };
    await expect(cached('thing', fail, root)).rejects.toThrow('no network');
    expect(isCached('thing', root)).toBe(false);
    expect(readdirSync(root)).toEqual([]);
  });

  it('is made anew over one that was not finished', async () => {
    mkdirSync(join(root, 'thing'));
    writeFileSync(join(root, 'thing', 'half'), '');
    const folder = await cached('thing', fill, root);
    expect(existsSync(join(folder, 'half'))).toBe(false);
    expect(isCached('thing', root)).toBe(true);
  });

  it('waits for a run that lets go of the lock while it is looked at', async () => {
    const lock = join(root, 'thing.lock');
    mkdirSync(lock);
    meanwhile.next = () => rmSync(lock, { recursive: true, force: true });
    const folder = await cached('thing', fill, root);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('content');
  });

  const meddle = {
    'was changed to another of the same length': (folder: string) => writeFileSync(join(folder, 'file'), 'CONTENT'),
    'is gone': (folder: string) => rmSync(join(folder, 'file')),
    'was added': (folder: string) => writeFileSync(join(folder, 'another'), ''),
    'was added below': (folder: string) => {
      mkdirSync(join(folder, 'resources'));
      writeFileSync(join(folder, 'resources', 'app.js'), '');
    },
    'is listed no more': (folder: string) => writeFileSync(join(folder, '.complete'), '{'),
  };
  it.each(Object.entries(meddle))('of which a file %s is made anew', async (_what, change) => {
    change(await cached('thing', fill, root));
    expect(isCached('thing', root)).toBe(false);
    const folder = await cached('thing', fill, root);
    expect(isCached('thing', root)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['.complete', 'file']);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('content');
  });

  it('of a set-up that kept no list of its files is taken as it is, and listed', async () => {
    const folder = await cached('thing', fill, root);
    writeFileSync(join(folder, '.complete'), '');
    expect(isCached('thing', root)).toBe(true);
    writeFileSync(join(folder, 'file'), 'CONTENT');
    expect(isCached('thing', root)).toBe(false);
  });
});
