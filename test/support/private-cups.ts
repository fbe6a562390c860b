import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testUser } from '../../build/setup/unprivileged.ts';

/** A real CUPS of a test's own: its scheduler, its spool, its queues; nothing of the machine's print system is touched or seen. */
export interface PrivateCups {
  /** What a client calls it by (CUPS_SERVER). */
  readonly socket: string;
  /** A home whose programs print here, as one that its owner has set up so. */
  readonly home: string;
  /** Where it keeps jobs. */
  readonly spool: string;
  /** What came out of this queue's printer last; undefined while nothing has. */
  readonly paper: (queue: string) => Buffer | undefined;
  /** Puts away what came out of it. */
  readonly forget: (queue: string) => void;
  /** What the printer of this queue was told of its last job: number, user, title, copies, options. */
  readonly told: (queue: string) => readonly string[] | undefined;
  /** The printer of this queue begins its jobs and does not end them; or goes on. */
  readonly hold: (queue: string, held: boolean) => void;
  /** The jobs that are not over, as the system lists them. */
  readonly waiting: () => Promise<readonly string[]>;
  /** The scheduler stops answering, or goes on. */
  readonly freeze: (frozen: boolean) => void;
  readonly stop: () => Promise<void>;
}

const SCHEDULER = '/usr/sbin/cupsd';
const CLIENTS = '/usr/bin';
const HELPERS = '/usr/lib/cups/daemon';

/** Why there can be no CUPS of a test's own on this machine; null where there can. */
export const noCups = (): string | null => {
  const missing = [SCHEDULER, join(CLIENTS, 'lp'), join(CLIENTS, 'lpstat')].find((file) => !existsSync(file));
  return missing === undefined ? null : `${missing} is not here (Debian: cups-daemon and cups-client)`;
};

/** A printer that keeps what it is given. */
const BACKEND = `#!/bin/sh
[ $# -eq 0 ] && exit 0
to="\${DEVICE_URI#keep:}"
printf '%s\\n' "$1" "$2" "$3" "$4" "$5" > "$to.words"
while [ -e "$to.hold" ]; do sleep 0.05; done
cat "\${6:--}" > "$to.half" && mv "$to.half" "$to.paper"
`;

/** `more` are further lines for cupsd.conf. The first queue is the usual one. */
export const privateCups = async (queues: readonly string[], more: readonly string[] = []): Promise<PrivateCups> => {
  const root = mkdtempSync(join(tmpdir(), 'cups-'));
  chmodSync(root, 0o755);
  const at = (...names: readonly string[]): string => join(root, ...names);
  for (const folder of ['etc', 'spool', 'tmp', 'cache', 'run', 'log', 'doc', 'ssl', 'bin/backend', 'data/mime', 'paper', 'home/.cups'])
    mkdirSync(at(folder), { recursive: true });
  const socket = at('sock');
  // where root starts it, it gives its rights away
  const user = process.getuid?.() === 0 ? testUser : (process.getuid?.() ?? testUser);
  if (process.getuid?.() === 0) for (const folder of ['paper', 'spool', 'tmp', 'cache', 'run', 'log']) chownSync(at(folder), user, user);
  writeFileSync(at('bin', 'backend', 'keep'), BACKEND, { mode: 0o755 });
  // the scheduler starts its programs through one of its own
  symlinkSync(HELPERS, at('bin', 'daemon'));
  const paperOf = (queue: string): string => at('paper', `queue-${queues.indexOf(queue)}`);
  writeFileSync(
    at('etc', 'cups-files.conf'),
    [
      ...[`ServerRoot ${at('etc')}`, `RequestRoot ${at('spool')}`, `CacheDir ${at('cache')}`, `StateDir ${at('run')}`],
      ...[
        `ServerBin ${at('bin')}`,
        `DataDir ${at('data')}`,
        `DocumentRoot ${at('doc')}`,
        `ServerKeychain ${at('ssl')}`,
        `TempDir ${at('tmp')}`,
      ],
      ...[`AccessLog ${at('log', 'access')}`, `ErrorLog ${at('log', 'error')}`, `PageLog ${at('log', 'page')}`],
      ...[`User ${user}`, `Group ${user}`, ''],
    ].join('\n'),
  );
  writeFileSync(
    at('data', 'mime', 'own.types'),
    'application/pdf pdf string(0,%PDF)\napplication/octet-stream\napplication/vnd.cups-raw\n',
  );
  writeFileSync(at('data', 'mime', 'own.convs'), 'application/octet-stream application/vnd.cups-raw 0 -\n');
  writeFileSync(
    at('etc', 'cupsd.conf'),
    [
      ...[`Listen ${socket}`, 'Browsing Off', 'WebInterface No', 'DirtyCleanInterval 0', 'LogLevel warn', ...more],
      ...['<Location />', 'Order allow,deny', 'Allow all', '</Location>'],
      ...['<Policy default>', '<Limit All>', 'Order deny,allow', '</Limit>', '</Policy>', ''],
    ].join('\n'),
  );
  writeFileSync(
    at('etc', 'printers.conf'),
    queues
      .flatMap((queue, place) => [
        ...[`<${place === 0 ? 'Default' : ''}Printer ${queue}>`, `DeviceURI keep:${paperOf(queue)}`, 'State Idle', 'Accepting Yes'],
        ...['Shared No', 'JobSheets none none', 'OpPolicy default', 'ErrorPolicy abort-job', '</Printer>'],
      ])
      .join('\n'),
  );
  writeFileSync(at('home', '.cups', 'client.conf'), `ServerName ${socket}\n`);

  const scheduler: ChildProcess = spawn(SCHEDULER, ['-f', '-c', at('etc', 'cupsd.conf'), '-s', at('etc', 'cups-files.conf')], {
    stdio: 'ignore',
  });
  const over = new Promise<void>((resolve) => scheduler.once('exit', () => resolve()));
  const ask = async (...words: readonly string[]): Promise<string> =>
    (await promisify(execFile)(join(CLIENTS, 'lpstat'), ['-h', socket, ...words], { env: { LC_ALL: 'C' } })).stdout;
  const stop = async (): Promise<void> => {
    scheduler.kill('SIGCONT');
    scheduler.kill('SIGTERM');
    await over;
    rmSync(root, { recursive: true, force: true });
  };
  for (let turn = 0; !(await ask('-r').catch(() => '')).includes('is running'); turn += 1) {
    if (turn === 200 || scheduler.exitCode !== null) {
      const said = existsSync(at('log', 'error')) ? readFileSync(at('log', 'error'), 'utf8') : '';
      await stop();
      throw new Error(`cupsd did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    socket,
    home: at('home'),
    spool: at('spool'),
    paper: (queue) => (existsSync(`${paperOf(queue)}.paper`) ? readFileSync(`${paperOf(queue)}.paper`) : undefined),
    forget: (queue) => rmSync(`${paperOf(queue)}.paper`, { force: true }),
    told: (queue) =>
      existsSync(`${paperOf(queue)}.words`)
        ? readFileSync(`${paperOf(queue)}.words`, 'utf8')
            .split('\n')
            .slice(0, -1)
        : undefined,
    hold: (queue, held) => {
      if (held) writeFileSync(`${paperOf(queue)}.hold`, '');
      else rmSync(`${paperOf(queue)}.hold`, { force: true });
    },
    waiting: async () => (await ask('-o')).split('\n').filter((line) => line !== ''),
    freeze: (frozen) => void scheduler.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
    stop,
  };
};

/** The bytes of `file`; undefined where the scheduler took it away since it was listed. */
export const bytesIfThere = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** The documents of jobs that lie in the spool: clear bytes, each whole. */
export const spooledIn = ({ spool }: PrivateCups): readonly Buffer[] =>
  readdirSync(spool)
    .filter((name) => /^d\d+-\d+$/.test(name))
    .flatMap((name) => bytesIfThere(join(spool, name)) ?? []);
