import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { bundle } from '../../../build/bundle.ts';
import { openCheckout } from '../../../build/setup/checkout.ts';
import { runtime } from '../../../build/setup/runtime.ts';
import { giveToTestUser, surround, temporaryHome } from '../../../build/setup/unprivileged.ts';
import type { Row } from '../../figures.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** A part that hangs is ended by its own limits long before this. */
const LIMIT_MS = 12 * 60_000;

const rows = z.array(z.object({ id: z.string(), value: z.number(), unit: z.string(), goal: z.string(), met: z.boolean() }));

/**
 * Runs a script of this folder in the built application's own surroundings: as a user without rights and with Chromium's sandbox on, on a virtual screen (software rendering, 60 frames a second,
 * so one frame's grain is 16.7 ms) and with a Secret Service of its own, exactly as the journeys run. The script is given a folder, in which it leaves `rows.json`, and the words.
 */
export const figuresOf = async (name: string, given: readonly string[] = []): Promise<Row[]> => {
  const target = runtime();
  await bundle(target);
  const checkout = await openCheckout(root);
  const { home, remove } = temporaryHome();
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-desktop-'));
  chmodSync(folder, 0o755);
  giveToTestUser(folder);
  try {
    const linux = process.platform === 'linux';
    const script = join(checkout.folder, 'test', 'bench', 'desktop', name);
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', script, folder, ...given];
    const [program = '', ...words] = surround(node, { home, screen: linux, keyring: linux, checkout: checkout.folder });
    await runToItsEnd(program, words, { ...process.env, ...target.env }, checkout.folder);
    return rows.parse(JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8')));
  } finally {
    remove();
    rmSync(folder, { recursive: true, force: true });
    checkout.close();
  }
};

/** In a process group of its own, so that a run over its time ends with everything it started. */
const runToItsEnd = (program: string, words: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const limit = setTimeout(end, LIMIT_MS);
    process.once('exit', end);
    child.once('error', reject).once('close', (code) => {
      clearTimeout(limit);
      process.off('exit', end);
      if (code === 0) resolve();
      else reject(new Error(`the desktop figures ended with ${code ?? 'a kill'}`));
    });
  });
