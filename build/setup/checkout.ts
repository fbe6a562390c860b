import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cacheFolder } from './cache.ts';
import { run, SetupError } from './command.ts';

/** The nearest folder on the way to `path` (or `path` itself) that other users may not enter or read; null when all are open. */
export function closedTo(path: string): string | null {
  const at = resolve(path);
  const status = statSync(at);
  const needed = status.isDirectory() ? 0o005 : 0o004;
  if ((status.mode & needed) !== needed) return at;
  let folder = dirname(at);
  while (folder !== dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return folder;
    folder = dirname(folder);
  }
  return null;
}

export interface OpenCheckout {
  /** A checkout that the test user can read: the given one, or a copy. */
  readonly folder: string;
  /** Brings the results of a copy home and removes it. */
  readonly close: () => void;
}

const notCopied = new Set(['node_modules', '.git', 'results']);

/**
 * A checkout in a folder closed to others (a private temporary folder, root's home) can't be read by the test user, and
 * the rights of other people's folders are not ours to change: the tests then run in a copy inside the cache.
 */
export async function openCheckout(root: string): Promise<OpenCheckout> {
  const marks = [root, join(root, 'package.json'), join(root, 'out'), join(root, 'node_modules')].filter((path) => existsSync(path));
  if (process.getuid?.() !== 0 || marks.every((path) => closedTo(path) === null)) return { folder: root, close: () => {} };
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  const closed = closedTo(cache);
  if (closed !== null)
    throw new SetupError(
      `Tests run as a user without rights, and ${closed} is closed to others. Set ANTEROOM_CACHE to a folder that is open.`,
    );
  const folder = mkdtempSync(join(cache, 'checkout-'));
  const top = (path: string) => path.slice(root.length + 1).split('/')[0] ?? '';
  cpSync(root, folder, { recursive: true, verbatimSymlinks: true, filter: (path) => !notCopied.has(top(path)) });
  await run('chmod', ['-R', 'a+rX', folder]);
  await bringModules(join(root, 'node_modules'), join(folder, 'node_modules'));
  const close = () => {
    const results = join(folder, 'results');
    if (existsSync(results)) cpSync(results, join(root, 'results'), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, close };
}

async function bringModules(from: string, to: string): Promise<void> {
  const source = realpathSync(from);
  const readable = (statSync(source).mode & 0o005) === 0o005;
  // Links cost nothing where the cache is on the same disk, but share their rights with the original.
  const linked = readable && (await run('cp', ['-al', source, to]).then(yes, no));
  if (linked) return;
  rmSync(to, { recursive: true, force: true });
  await run('cp', ['-a', source, to]);
  await run('chmod', ['-R', 'a+rX', to]);
}

const yes = () => true;
const no = () => false;
