import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cacheFolder } from '../build/setup/cache.ts';

/**
 * Compiles the C files of a folder to one library for LD_PRELOAD and returns its path. Kept in the cache under the hash of its sources, so it
 * is compiled once; where the cache may not be written (tests without rights), in a temporary folder. Linux with a C compiler (`cc`) only.
 */
export function preloadLibrary(folder: string): string {
  if (process.platform !== 'linux') throw new Error(`${basename(folder)} works by LD_PRELOAD, which needs Linux`);
  const sources = readdirSync(folder).sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  const name = `${basename(folder)}-${hash.digest('hex').slice(0, 16)}.so`;
  const cached = join(cacheFolder(), 'preload', name);
  if (existsSync(cached)) return cached;
  const library = join(writableFolder(), name);
  const fresh = `${library}.${process.pid}`;
  const files = sources.filter((source) => source.endsWith('.c')).map((source) => join(folder, source));
  execFileSync('cc', ['-std=gnu17', '-O2', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared', '-o', fresh, ...files, '-ldl', '-pthread']);
  renameSync(fresh, library);
  return library;
}

function writableFolder(): string {
  const folder = join(cacheFolder(), 'preload');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return mkdtempSync(join(tmpdir(), 'preload-'));
  }
}
