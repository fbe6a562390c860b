import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * The bytes nobody may find after a lock, by a label that says nothing secret: the records key, what the opened bundle of this person holds, and the device's share in it.
 */
export const keysOf = async (folder: string, signInName: string, password: string): Promise<ReadonlyMap<string, Buffer>> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'key-finder.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ folder, signInName, password }));
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error('the keys were not found');
  const found: Readonly<Record<string, string>> = JSON.parse(said);
  return new Map(Object.entries(found).map(([label, hex]) => [label, Buffer.from(hex, 'hex')]));
};

/** Every folder of this run in which a program may have left something: the practice, its temporary folder, home, and what the desktop's conventions name. */
export const foldersOfRun = (folder: string): string[] => {
  const named = ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR'].flatMap(
    (name) => process.env[name] ?? [],
  );
  const all = [...new Set([folder, `${folder}-temp`, ...named, '/dev/shm'])];
  return all.filter((one) => !all.some((other) => one.startsWith(join(other, '/'))));
};
