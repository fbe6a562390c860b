import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { runtime } from '../../build/setup/runtime.ts';
import { type Process, processTree } from '../memory/process-tree.ts';
import { ask, newFolder, sayLast } from './workstation.ts';

/**
 * A workstation started as its users start it: main may replace itself, and the one that follows is found again. What Playwright starts itself can't do that, for its switches
 * and its line to main would go over to the next main and meet nobody. Driven over Chromium's own port, which a packaged build refuses to open.
 */
export interface BareWorkstation {
  readonly folder: string;
  /** What every main of this workstation, the ones to come included, has on its command line. */
  readonly marker: string;
  /** The temporary folder of its processes, searched as a whole afterwards. */
  readonly temp: string;
  readonly processes: () => Process[];
  readonly mainPid: () => number | undefined;
  /** The page of this kind that answers as it should when it can be used: the unlock page with a door, the workspace with a session. */
  readonly page: (kind: 'unlock' | 'workspace' | 'board') => Promise<Page>;
  /** Lets go of the main that is there and takes hold of the next one. */
  readonly attach: () => Promise<void>;
  readonly detach: () => Promise<void>;
  /** Locks from this page, waits untouched until main has replaced itself, and takes hold of the new one. */
  readonly lockAndReplace: (desk: Page) => Promise<void>;
  readonly close: () => Promise<void>;
}

const PATIENCE_MS = 30_000;

/** `surroundings` overrules the environment: another keychain, say. */
export const startBareWorkstation = async (
  args: readonly string[] = [],
  folder: string = newFolder(),
  surroundings: Readonly<Record<string, string>> = {},
): Promise<BareWorkstation> => {
  const { electronPath, env } = runtime();
  const port = await freePort();
  const marker = `--practice=${folder}`;
  const temp = `${folder}-temp`;
  mkdirSync(temp, { recursive: true });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const words = ['.', marker, '--synthetic', `--remote-debugging-port=${port}`, ...sandbox, ...args];
  const child = spawn(electronPath, words, { env: { ...process.env, ...env, ...surroundings, TMPDIR: temp }, stdio: 'ignore' });
  child.unref();

  let browser: Browser | undefined;
  const processes = (): Process[] => processTree([], marker);
  const mainPid = (): number | undefined =>
    processes().find(({ pid, type }) => type === 'main' && programOf(pid) === basename(electronPath))?.pid;
  const detach = async (): Promise<void> => {
    const before = browser;
    browser = undefined;
    await before?.close().catch(() => undefined);
  };
  const attach = async (): Promise<void> => {
    await detach();
    // The driver now and then takes no hold of a main that has just begun, and would wait for all its time; a second try does.
    let patience = 1_000;
    browser = await until('a main to drive', async () => {
      const answered = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => undefined);
      if (answered?.ok !== true) return undefined;
      const held = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: patience }).catch(() => undefined);
      patience = 5_000;
      return held;
    });
  };
  const page = (kind: 'unlock' | 'workspace' | 'board'): Promise<Page> =>
    until(`a ${kind} page`, async () => {
      const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
      for (const open of pages.filter((one) => one.url() === `app://anteroom/${kind}.html`)) {
        const asked = kind === 'unlock' ? standsOpen(open) : ask(open, 'session.status', {}).then(({ ok }) => ok);
        if (await Promise.race([asked.catch(() => false), pause(1_000)])) return open;
      }
      return undefined;
    });
  const lockAndReplace = async (desk: Page): Promise<void> => {
    const old = mainPid();
    sayLast(desk, 'session.lock', {});
    await until('the end of the old main', async () => (old !== undefined && isAlive(old) ? undefined : true));
    await attach();
  };
  const close = async (): Promise<void> => {
    await detach();
    // A main that was about to be replaced may still bring forth the next one.
    await until('the end of every process', async () => {
      const left = processes();
      for (const { pid } of left) killQuietly(pid);
      return left.length === 0 ? true : undefined;
    });
  };
  await attach();
  return { folder, marker, temp, processes, mainPid, page, attach, detach, lockAndReplace, close };
};

/** The door says something that stays: it is there, hidden, before the start has come to an end. */
const standsOpen = async (page: Page): Promise<boolean> => {
  const status = await ask(page, 'door.status', {});
  return status.ok && status.value.state !== 'starting';
};

export const pause = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), ms));

/** Asks again and again, without a break longer than 20 ms, until there is an answer. */
export const until = async <T>(what: string, look: () => Promise<T | undefined>, patienceMs: number = PATIENCE_MS): Promise<T> => {
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(20)) {
    const seen = await look();
    if (seen !== undefined) return seen;
  }
  throw new Error(`${what} was waited for in vain`);
};

export const isAlive = (pid: number): boolean => {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
};

const programOf = (pid: number): string => {
  try {
    return basename(readlinkSync(join('/proc', String(pid), 'exe')));
  } catch {
    return '';
  }
};

export const killQuietly = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself meanwhile
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
