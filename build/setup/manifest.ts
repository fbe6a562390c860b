import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What is read at once: an Electron is 200 MB, and its digest takes half a second. */
const chunk = 1024 * 1024;

/** The SHA-256 of every file below a folder, by its path there; of a link it is where the link leads. Files named `except` at its top are left out. */
export function manifestOf(folder: string, except: readonly string[]): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  const named = entries.map(({ entry, path }): [string, string] => [
    relative(folder, path),
    entry.isSymbolicLink() ? `-> ${readlinkSync(path)}` : digestOf(path),
  ]);
  return Object.fromEntries(named.filter(([path]) => !except.includes(path)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function digestOf(file: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunk);
  const fd = openSync(file, 'r');
  try {
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(fd);
  }
  return hash.digest('hex');
}
