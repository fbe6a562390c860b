import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';

const CACHE = join(import.meta.dirname, '..', '.cache', 'preload');

/**
 * Compiles the C files of a folder to one library for LD_PRELOAD and returns its path. Kept in .cache under the hash of its sources, so it
 * is compiled once. Linux with a C compiler (`cc`) only; throws elsewhere.
 */
export function preloadLibrary(folder: string): string {
  if (process.platform !== 'linux') throw new Error(`${basename(folder)} works by LD_PRELOAD, which needs Linux`);
  const sources = readdirSync(folder).sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  const library = join(CACHE, `${basename(folder)}-${hash.digest('hex').slice(0, 16)}.so`);
  if (existsSync(library)) return library;
  mkdirSync(CACHE, { recursive: true });
  const fresh = `${library}.${process.pid}`;
  const files = sources.filter((name) => name.endsWith('.c')).map((name) => join(folder, name));
  execFileSync('cc', ['-std=gnu17', '-O2', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared', '-o', fresh, ...files, '-ldl', '-pthread']);
  renameSync(fresh, library);
  return library;
}
