import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A real, throw-away Secret Service on a D-Bus session of its own: never the keychain of whoever runs the tests. The bus starts no service by itself, so that a killed
 * keyring stays away until it is started again.
 */
export type SecretService = {
  /** The environment of a program that is to see this keychain and no other. */
  readonly env: Record<string, string>;
  /** Locks the login keyring; there is nobody to answer a prompt. */
  lock: () => void;
  /** Stops the keyring from answering, without ending it. */
  freeze: () => void;
  thaw: () => void;
  /** Ends the keyring; `start` brings it back with what it had stored. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  /** Everything in the keyring files, as text. */
  filesText: () => string;
  stop: () => Promise<void>;
};

const BUS_CONFIG = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

/** The kinds: encrypted keyring, keyring without a password (its file is in clear), or a bus on which nothing answers. */
export type ServiceKind = 'encrypted' | 'plain' | 'none';

const ended = async (child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> => {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill(signal);
  await exit;
};

export const startSecretService = async (kind: ServiceKind): Promise<SecretService> => {
  const home = mkdtempSync(join(tmpdir(), 'anteroom-keyring-'));
  const keyrings = join(home, 'data', 'keyrings');
  const runtime = join(home, 'run');
  mkdirSync(keyrings, { recursive: true });
  mkdirSync(join(home, 'config'));
  mkdirSync(runtime, { mode: 0o700 });
  writeFileSync(join(keyrings, 'default'), 'login');
  if (kind === 'plain')
    writeFileSync(
      join(keyrings, 'login.keyring'),
      '[keyring]\ndisplay-name=login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n',
    );
  writeFileSync(join(home, 'bus.conf'), BUS_CONFIG);

  const bus = spawn('dbus-daemon', [`--config-file=${join(home, 'bus.conf')}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = await once(createInterface({ input: bus.stdout }), 'line');
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    DBUS_SESSION_BUS_ADDRESS: String(address),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_RUNTIME_DIR: runtime,
  };
  const ask = (destination: string, path: string, ...message: string[]): string =>
    execFileSync('dbus-send', ['--session', '--print-reply', `--dest=${destination}`, path, ...message], { env, encoding: 'utf8' });

  let keyring: ChildProcess | undefined;
  const isThere = (): boolean =>
    ask('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets').includes('boolean true');
  const start = async (): Promise<void> => {
    const unlocking = kind === 'encrypted' ? ['--unlock'] : [];
    const args = ['--foreground', ...unlocking, '--components=secrets', `--control-directory=${join(runtime, 'keyring')}`];
    const daemon = spawn('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    keyring = daemon;
    daemon.stdin.end(kind === 'encrypted' ? 'test-only' : '');
    while (!isThere()) {
      if (daemon.exitCode !== null) throw new Error('the keyring did not start');
      await sleep(20);
    }
  };
  if (kind !== 'none') await start();

  return {
    env,
    lock: () => {
      const login = 'array:objpath:/org/freedesktop/secrets/collection/login';
      ask('org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', login);
    },
    freeze: () => keyring?.kill('SIGSTOP'),
    thaw: () => keyring?.kill('SIGCONT'),
    kill: () => ended(keyring, 'SIGKILL'),
    start,
    filesText: () =>
      readdirSync(keyrings)
        .map((file) => readFileSync(join(keyrings, file), 'latin1'))
        .join('\n'),
    stop: async () => {
      await ended(keyring, 'SIGKILL');
      await ended(bus, 'SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
};
