import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * When what answers as a keychain must not be trusted with a key. Only Linux has such: a session without any Secret Service, or gnome-keyring with an empty password,
 * which then writes every secret to its file in clear (a file that begins with "[keyring]").
 */
export type Weakness = 'no-secret-service' | 'plain-keyring' | 'malformed';

type Environment = Readonly<Record<string, string | undefined>>;

const PLAIN = Buffer.from('[keyring]', 'latin1');

const beginsPlain = (file: string): boolean => {
  const head = Buffer.alloc(PLAIN.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head, 0, PLAIN.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.equals(PLAIN);
};

const hasBus = (env: Environment): boolean => {
  const address = env.DBUS_SESSION_BUS_ADDRESS;
  if (address !== undefined && address !== '' && address !== 'disabled:') return true;
  const runtime = env.XDG_RUNTIME_DIR;
  return runtime !== undefined && existsSync(join(runtime, 'bus'));
};

/** The keyring new items go to: the one named in the file `default`, else the login keyring. */
const defaultKeyring = (folder: string): string => {
  const named = existsSync(join(folder, 'default')) ? readFileSync(join(folder, 'default'), 'utf8').trim() : '';
  return `${named === '' ? 'login' : named}.keyring`;
};

/** What is weak about this machine's keychain, seen without asking it; undefined if nothing is. A folder that can't be read says nothing either way. */
export const keychainWeakness = (platform: NodeJS.Platform, env: Environment): Weakness | undefined => {
  if (platform !== 'linux') return undefined;
  if (!hasBus(env)) return 'no-secret-service';
  const data = env.XDG_DATA_HOME;
  const folder = join(data === undefined || data === '' ? join(homedir(), '.local', 'share') : data, 'keyrings');
  try {
    const wanted = defaultKeyring(folder).toLowerCase();
    const file = readdirSync(folder).find((name) => name.toLowerCase() === wanted);
    return file !== undefined && beginsPlain(join(folder, file)) ? 'plain-keyring' : undefined;
  } catch {
    return undefined;
  }
};
