import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Chromium's sandbox refuses root, and a test as root proves nothing about rights: a number that belongs to nobody. */
export const testUser = 65534;

export interface Surroundings {
  /** Run as `testUser`, with this folder as home; null keeps the present user. */
  readonly home: string | null;
  /** A virtual screen of its own. */
  readonly screen: boolean;
  /** A Secret Service of its own, gone afterwards. */
  readonly keyring: boolean;
  /** The checkout to take the scripts from: one that the user can read. */
  readonly checkout: string;
}

/** The words of a command that runs `command` in these surroundings. The order matters: user, keyring, screen. */
export function surround(command: readonly string[], around: Surroundings): string[] {
  const words: string[] = [];
  if (around.home !== null) {
    words.push('setpriv', '--reuid', `${testUser}`, '--regid', `${testUser}`, '--clear-groups');
    // The session bus and folders of the one who started us are closed to the test user.
    words.push('env', '-u', 'DBUS_SESSION_BUS_ADDRESS', '-u', 'XDG_CONFIG_HOME', '-u', 'XDG_CACHE_HOME', `HOME=${around.home}`);
  }
  if (around.keyring) words.push(join(around.checkout, 'build', 'setup', 'with-keyring.sh'));
  if (around.screen) words.push('xvfb-run', '--auto-servernum', '--server-args', '-screen 0 1600x1000x24 -nolisten tcp');
  return [...words, ...command];
}

/** A home for the test user; the caller removes it with the returned function. Null when this process is not root. */
export function temporaryHome(): { home: string | null; remove: () => void } {
  if (process.getuid?.() !== 0) return { home: null, remove: () => {} };
  const home = mkdtempSync(join(tmpdir(), 'anteroom-home-'));
  giveToTestUser(home);
  // Only root may make the folder that X servers put their sockets in.
  const sockets = '/tmp/.X11-unix';
  if (!existsSync(sockets)) {
    mkdirSync(sockets);
    chmodSync(sockets, 0o1777);
  }
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Makes the folder when it is missing and lets the test user write in it. Does nothing to the owner unless root. */
export function giveToTestUser(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chownSync(folder, testUser, testUser);
}
