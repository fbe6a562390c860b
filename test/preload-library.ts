import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';

const CACHE = join(import.meta.dirname, '..', '.cache', 'preload');

/**
 * Compiles one C file to a library for LD_PRELOAD and returns its path. Kept in .cache under the hash of its source, so it is compiled once.
 * Linux with a C compiler (`cc`) only; throws elsewhere.
 */
export function preloadLibrary(source: string): string {
  if (process.platform !== 'linux') throw new Error(`${basename(source)} works by LD_PRELOAD, which needs Linux`);
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const library = join(CACHE, `${basename(source, '.c')}-${hash}.so`);
  if (existsSync(library)) return library;
  mkdirSync(CACHE, { recursive: true });
  const fresh = `${library}.${process.pid}`;
  execFileSync('cc', ['-std=gnu17', '-O2', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared', '-o', fresh, source, '-ldl', '-pthread']);
  renameSync(fresh, library);
  return library;
}
