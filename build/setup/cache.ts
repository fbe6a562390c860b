import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Where downloaded and compiled things are kept between runs: ANTEROOM_CACHE, or ~/.cache/anteroom. Root's home is
 * closed to others, and tests run as a user without rights, so root keeps them in /var/cache/anteroom.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, uid: number | undefined = process.getuid?.()): string {
  if (env.ANTEROOM_CACHE) return env.ANTEROOM_CACHE;
  if (uid === 0) return '/var/cache/anteroom';
  return join(homedir(), '.cache', 'anteroom');
}

/** The file that says a cached folder was made to the end. */
const completeMark = '.complete';

/** Whether the cached folder `name` is there, made to the end. */
export function isCached(name: string, root = cacheFolder()): boolean {
  return existsSync(join(root, name, completeMark));
}

/**
 * Gives the cached folder `name`, and has `make` fill it when it is not there. A folder is filled under another name
 * and renamed, so a killed run leaves nothing that looks finished; two runs at once wait for each other.
 */
export async function cached(name: string, make: (folder: string) => Promise<void>, root = cacheFolder()): Promise<string> {
  const folder = join(root, name);
  if (isCached(name, root)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  return withLock(`${folder}.lock`, async () => {
    if (isCached(name, root)) return folder;
    const draft = `${folder}.draft-${randomBytes(4).toString('hex')}`;
    mkdirSync(draft);
    try {
      await make(draft);
      writeFileSync(join(draft, completeMark), '');
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
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const newest = Math.max(...[lock, ...readdirSync(lock).map((name) => join(lock, name))].map(modifiedAt));
    if (Date.now() - newest > staleAfter) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
