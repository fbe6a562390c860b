import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { SIGN_INS_FILE } from '../../main/session/remembered.ts';

/** Chromium misses a system bus or a graphics card here and there; nothing to do about it. */
const HARMLESS = /ERROR:(?:bus\.cc|object_proxy\.cc|viz_main_impl\.cc|gpu_process_host\.cc|gl_surface|angle_platform)/;
const LOOK_EVERY_MS = 300;
const PATIENCE_MS = 15_000;

/** The application on one practice folder, through every replacement of its main process. */
export interface DemoWindow {
  /** Over when the last main has ended without a follower. */
  readonly closed: Promise<number>;
  readonly close: () => void;
}

/** Whether a main process stands on this folder, and its number where the system tells it. */
const holderOf = (folder: string): number | 'unknown' | null => {
  const chromium = join(folder, 'chromium');
  try {
    if (process.platform === 'win32') {
      closeSync(openSync(join(chromium, 'lockfile'), 'r+'));
      return null;
    }
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(chromium, 'SingletonLock')))?.[1]);
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EBUSY' || code === 'EPERM' ? 'unknown' : null;
  }
};

/** After a lock main leaves a sealed note for its follower and ends; the follower is a stranger to us, known by the folder it holds. */
const untilForsaken = async (folder: string): Promise<void> => {
  let lonelySince = Date.now();
  for (;;) {
    if (holderOf(folder) !== null) lonelySince = Date.now();
    else if (!existsSync(join(folder, SIGN_INS_FILE)) || Date.now() - lonelySince > PATIENCE_MS) return;
    await after(LOOK_EVERY_MS);
  }
};

const passOnErrors = (child: ChildProcess): void => {
  let left = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    const lines = (left + chunk.toString()).split('\n');
    left = lines.pop() ?? '';
    for (const line of lines) if (line !== '' && !HARMLESS.test(line)) process.stderr.write(`${line}\n`);
  });
};

export const openWindow = (electron: string, words: readonly string[], folder: string): DemoWindow => {
  const child = spawn(electron, [...words, `--practice=${folder}`], { stdio: ['ignore', 'inherit', 'pipe'] });
  passOnErrors(child);
  const first = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 0));
  });
  return {
    closed: first.then(async (code) => {
      await untilForsaken(folder);
      return code;
    }),
    close: () => {
      const holder = holderOf(folder);
      if (typeof holder === 'number') process.kill(holder, 'SIGTERM');
      else child.kill('SIGTERM');
    },
  };
};
