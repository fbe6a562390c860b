import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cached, cacheFolder, isCached } from './cache.ts';
import { run, say } from './command.ts';

const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('electron/package.json'));
const distribution = join(packageFolder, 'dist');

/** A refused download is not tried again before this long has passed. */
const retryAfter = 24 * 60 * 60 * 1000;

/** The last try to download the official Electron, as kept in the cache. */
export interface DownloadTry {
  readonly version: string;
  /** Epoch milliseconds. */
  readonly triedAt: number;
}

/** Whether to try a download now: never tried, another version, a day later, or asked for. */
export function shouldTryDownload(last: DownloadTry | null, version: string, now: number, asked: boolean): boolean {
  return asked || last === null || last.version !== version || now - last.triedAt >= retryAfter || last.triedAt > now;
}

/** Version of the `electron` package in the lockfile: what a release is built with. */
export function officialVersion(): string {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
}

export interface OfficialElectron {
  /** The folder of the distribution, in the cache: node_modules does not outlive a new install. */
  readonly folder: string;
  readonly executable: string;
}

/** The official Electron, downloaded with its own installer (which checks its hashes), or null when it can't be had. */
export async function provideOfficialElectron(asked: boolean): Promise<OfficialElectron | null> {
  const version = officialVersion();
  const noteFile = join(cacheFolder(), 'official-electron.json');
  if (!isCached(cacheName(version)) && !isInstalled(version)) {
    const last: DownloadTry | null = existsSync(noteFile) ? JSON.parse(readFileSync(noteFile, 'utf8')) : null;
    if (!shouldTryDownload(last, version, Date.now(), asked)) return null;
    say(`  looking for the official Electron ${version} ...`);
    if (await reachable(version)) await download();
    if (!isInstalled(version)) {
      mkdirSync(cacheFolder(), { recursive: true });
      writeFileSync(noteFile, JSON.stringify({ version, triedAt: Date.now() } satisfies DownloadTry));
      return null;
    }
  }
  const folder = await cached(cacheName(version), async (draft) => {
    cpSync(distribution, draft, { recursive: true, verbatimSymlinks: true });
  });
  return { folder, executable: join(folder, executableIn[process.platform] ?? 'electron') };
}

const cacheName = (version: string) => `electron-${version}-official`;

const executableIn: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

function isInstalled(version: string): boolean {
  const versionFile = join(distribution, 'version');
  return existsSync(versionFile) && readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') === version;
}

/** Asks the download server for anything at all, so that a closed network costs seconds and not minutes. */
async function reachable(version: string): Promise<boolean> {
  // A proxy is used by the installer, not by fetch: then only the installer can tell.
  if (process.env.HTTPS_PROXY || process.env.https_proxy || process.env.ELECTRON_GET_USE_PROXY) return true;
  const server =
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${server}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(8_000) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function download(): Promise<void> {
  say('  downloading the official Electron ...');
  const env = { ...process.env };
  delete env.ELECTRON_OVERRIDE_DIST_PATH;
  try {
    await run(process.execPath, [join(packageFolder, 'install.js')], { env, timeout: 10 * 60_000 });
  } catch (error) {
    say(`  the download failed: ${error instanceof Error ? error.message.split('\n').at(-1) : error}`);
  }
}
