import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { say } from './command.ts';
import { officialVersion, provideOfficialElectron } from './official-electron.ts';
import { substituteElectron } from './pinned.ts';
import { type ProvidedRuntime, type Runtime, runtimeFile, withEnvironment } from './runtime.ts';
import { provideSqliteBinding, shippedNodeApi } from './sqlite-binding.ts';
import { provideSubstituteElectron } from './substitute-electron.ts';
import { installSystemPackages } from './system-packages.ts';

export interface SetupWishes {
  /** Try the official download even when it failed within the last day. */
  readonly retryElectron: boolean;
  /** Also what only tests need. */
  readonly forTests?: true;
}

/** Puts everything in place that running, building and testing need. Does nothing where it is already there. */
export async function setUp(wishes: SetupWishes): Promise<Runtime> {
  await installSystemPackages({ forTests: wishes.forTests === true });
  const provided = await provideRuntime(wishes);
  const root = cacheFolder();
  const text = JSON.stringify(provided, null, 2);
  mkdirSync(root, { recursive: true });
  if (!existsSync(runtimeFile(root)) || readFileSync(runtimeFile(root), 'utf8') !== text) writeFileSync(runtimeFile(root), text);
  const kind = provided.official ? 'official' : 'a substitute for development and tests only, never to be shipped';
  say(`Electron ${provided.electronVersion} (${kind})`);
  return withEnvironment(provided, root);
}

async function provideRuntime(wishes: SetupWishes): Promise<ProvidedRuntime> {
  const official = await provideOfficialElectron(wishes.retryElectron);
  if (official !== null) {
    return {
      electronFolder: official.folder,
      electronPath: official.executable,
      electronVersion: officialVersion(),
      official: true,
      sqliteBinding: null,
    };
  }
  const electronFolder = await provideSubstituteElectron();
  const needsBinding = substituteElectron.nodeApi < shippedNodeApi;
  return {
    electronFolder,
    electronPath: join(electronFolder, 'electron'),
    electronVersion: substituteElectron.version,
    official: false,
    sqliteBinding: needsBinding ? await provideSqliteBinding() : null,
  };
}
