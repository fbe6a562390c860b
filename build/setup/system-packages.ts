import { existsSync } from 'node:fs';
import { run, runVisibly, SetupError, say } from './command.ts';

/** One thing the machine must have: how to see that it is there, and the Debian package that brings it. */
export interface SystemNeed {
  readonly debian: string;
  /** A program on PATH, or the name of a shared library as the dynamic linker knows it, or a folder. */
  readonly seenBy: { program: string } | { library: string } | { folder: string };
  readonly purpose: string;
  /** Installed for tests alone: to start the application nobody is given a service they did not ask for. Where it can't be installed, what needs it is left out and says so. */
  readonly optional?: true;
}

const library = (debian: string, name: string): SystemNeed => ({ debian, seenBy: { library: name }, purpose: 'a library of Electron' });

export const systemNeeds: readonly SystemNeed[] = [
  library('libgtk-3-0', 'libgtk-3.so.0'),
  library('libnss3', 'libnss3.so'),
  library('libgbm1', 'libgbm.so.1'),
  library('libasound2', 'libasound.so.2'),
  library('libatspi2.0-0', 'libatspi.so.0'),
  library('libcups2', 'libcups.so.2'),
  library('libdrm2', 'libdrm.so.2'),
  library('libsecret-1-0', 'libsecret-1.so.0'),
  { debian: 'fonts-dejavu-core', seenBy: { folder: '/usr/share/fonts' }, purpose: 'letters on the screen' },
  { debian: 'xvfb', seenBy: { program: 'Xvfb' }, purpose: 'a virtual screen for tests' },
  { debian: 'xauth', seenBy: { program: 'xauth' }, purpose: 'a virtual screen for tests' },
  { debian: 'dbus', seenBy: { program: 'dbus-run-session' }, purpose: 'a session bus for tests' },
  { debian: 'gnome-keyring', seenBy: { program: 'gnome-keyring-daemon' }, purpose: 'a Secret Service for tests' },
  { debian: 'util-linux', seenBy: { program: 'setpriv' }, purpose: 'tests without rights' },
  { debian: 'unzip', seenBy: { program: 'unzip' }, purpose: 'unpacking Electron' },
  { debian: 'cups-daemon', seenBy: { program: 'cupsd' }, purpose: 'a print spooler for tests', optional: true },
  { debian: 'cups-client', seenBy: { program: 'lp' }, purpose: 'a print spooler for tests', optional: true },
  { debian: 'g++', seenBy: { program: 'g++' }, purpose: 'compiling the SQLCipher binding' },
];

/** The needs this Linux machine does not meet. */
export async function missingNeeds(): Promise<SystemNeed[]> {
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/sbin', '/sbin');
  const known = await run('/sbin/ldconfig', ['-p']).catch(() => '');
  return systemNeeds.filter(({ seenBy }) => {
    if ('program' in seenBy) return !folders.some((folder) => existsSync(`${folder}/${seenBy.program}`));
    if ('library' in seenBy) return !known.includes(`${seenBy.library} `);
    return !existsSync(seenBy.folder);
  });
}

/** Installs what is missing with apt, as root or through sudo. Says what to install when it may not, and does nothing off Linux. */
export async function installSystemPackages({ forTests }: { readonly forTests: boolean }): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = (await missingNeeds()).filter(({ optional }) => forTests || optional !== true);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((need) => need.debian))];
  const apt = await aptCommand();
  if (apt === null && missing.every(({ optional }) => optional === true)) return;
  if (apt === null)
    throw new SetupError(`This machine lacks ${packages.join(', ')}. Install them:\n  sudo apt-get install ${packages.join(' ')}`);
  say(`Installing ${packages.join(', ')} ...`);
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  await runVisibly(apt[0] ?? '', [...apt.slice(1), 'update', ...quiet]);
  const code = await runVisibly(apt[0] ?? '', [...apt.slice(1), 'install', '-y', '--no-install-recommends', ...quiet, ...packages]);
  const still = (await missingNeeds()).filter(({ optional }) => optional !== true);
  if (still.length > 0) {
    throw new SetupError(
      `apt ended with ${code} and ${still.map((need) => need.debian).join(', ')} is still missing. Install it by hand and run this again.`,
    );
  }
}

async function aptCommand(): Promise<string[] | null> {
  if (!existsSync('/usr/bin/apt-get')) return null;
  const words = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (process.getuid?.() === 0) return words;
  const maySudo = await run('sudo', ['-n', 'true']).then(
    () => true,
    () => false,
  );
  return maySudo ? ['sudo', '-n', ...words] : null;
}
