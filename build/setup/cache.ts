import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './command.ts';
import { manifestOf } from './manifest.ts';

/**
 * Where downloaded and compiled things are kept between runs: ANTEROOM_CACHE, or ~/.cache/anteroom. Root's home is
 * closed to others, and tests run as a user without rights, so root keeps them in /var/cache/anteroom.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, uid: number | undefined = process.getuid?.()): string {
  if (env.ANTEROOM_CACHE) return env.ANTEROOM_CACHE;
  if (uid === 0) return '/var/cache/anteroom';
  return join(homedir(), '.cache', 'anteroom');
}

/** The file that says a cached folder was made to the end, and holds the manifest of what was made. */
const completeMark = '.complete';
/** The mark while it is written. */
const markDraft = '.complete.next';

/**
 * Whether the cached folder `name` is there, made to the end, and every file in it still what was made: a disk, a program that clears up or a person may have changed one. It is no defence against somebody who
 * writes in the cache on purpose; they could as well change this program.
 */
export function isCached(name: string, root = cacheFolder()): boolean {
  const folder = join(root, name);
  if (!existsSync(join(folder, completeMark))) return false;
  const kept = readFileSync(join(folder, completeMark), 'utf8');
  // Made by a set-up that kept no manifest: what is there now is taken for what was made.
  if (kept === '') seal(folder);
  return kept === '' || kept === manifestText(folder);
}

const manifestText = (folder: string): string => JSON.stringify(manifestOf(folder, [completeMark, markDraft]), null, 1);

function seal(folder: string): void {
  writeFileSync(join(folder, markDraft), manifestText(folder));
  renameSync(join(folder, markDraft), join(folder, completeMark));
}

/**
 * Gives the cached folder `name`, and has `make` fill it when it is not there, or not what was made. A folder is filled under another name
 * and renamed, so a killed run leaves nothing that looks finished; two runs at once wait for each other.
 */
export async function cached(name: string, make: (folder: string) => Promise<void>, root = cacheFolder()): Promise<string> {
  const folder = join(root, name);
  if (isCached(name, root)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  return withLock(`${folder}.lock`, async () => {
    if (isCached(name, root)) return folder;
    if (existsSync(join(folder, completeMark))) say(`  ${name} in the cache is not what was put there: it is made anew ...`);
    const draft = `${folder}.draft-${randomBytes(4).toString('hex')}`;
    mkdirSync(draft);
    try {
      await make(draft);
      seal(draft);
      rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    return folder;
  });
}

/** A lock nobody has touched for this long was left by a killed run. */
const staleAfter = 60_000;

async function withLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  while (!takeLock(lock)) await wait(500);
  const touch = setInterval(() => writeFileSync(join(lock, 'held'), ''), staleAfter / 6);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'held'), '');
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (Date.now() - lastTouched(lock) > staleAfter) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** When a run last said that it holds the lock; now where it has let go of it meanwhile. */
function lastTouched(lock: string): number {
  try {
    return Math.max(...[lock, ...readdirSync(lock).map((name) => join(lock, name))].map(modifiedAt));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return Date.now();
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
