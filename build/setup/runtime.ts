import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { SetupError } from './command.ts';

/** The Electron that the set-up found or made, as kept in the cache. */
export interface ProvidedRuntime {
  /** The folder of the distribution. */
  readonly electronFolder: string;
  /** The executable in it. */
  readonly electronPath: string;
  /** For example `45.4.1`. */
  readonly electronVersion: string;
  /** False: the substitute for development and tests, never to be shipped. */
  readonly official: boolean;
  /** The SQLite binding to load instead of the shipped one, or null when the shipped one fits. */
  readonly sqliteBinding: string | null;
}

export interface Runtime extends ProvidedRuntime {
  /** What every process that starts or drives this Electron needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** The file in the cache that keeps what was provided. */
export function runtimeFile(root = cacheFolder()): string {
  return join(root, 'runtime.json');
}

/** The runtime for scripts, tests and Playwright. Throws a SetupError when the set-up has not been run. */
export function runtime(root = cacheFolder()): Runtime {
  const file = runtimeFile(root);
  if (!existsSync(file)) throw new SetupError('There is no Electron yet: run `npm run setup` first.');
  const provided: ProvidedRuntime = JSON.parse(readFileSync(file, 'utf8'));
  if (!provided.electronFolder || !existsSync(provided.electronPath))
    throw new SetupError('The Electron of the last set-up is gone: run `npm run setup` again.');
  return withEnvironment(provided, root);
}

export function withEnvironment(provided: ProvidedRuntime, root: string): Runtime {
  const env: Record<string, string> = {
    ANTEROOM_CACHE: root,
    ELECTRON_OVERRIDE_DIST_PATH: provided.electronFolder,
    ELECTRON_EXEC_PATH: provided.electronPath,
    ELECTRON_MAJOR_VER: provided.electronVersion.split('.')[0] ?? '',
  };
  if (provided.sqliteBinding !== null) env.ANTEROOM_SQLITE_BINDING = provided.sqliteBinding;
  return { ...provided, env };
}
