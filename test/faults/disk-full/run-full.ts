import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { judge, loadWorkload } from '../../crash/workload.ts';
import { FullDisk } from './disk-full.ts';

export interface FullRun {
  /** Absolute path of a module that exports `workload`. */
  module: string;
  seed: number;
  transactions: number;
  options?: Readonly<Record<string, string>>;
  /** The write at which the disk is full (1 = the first). */
  nth: number;
  partial?: boolean;
}

/** How the run ended: what was acknowledged, how many writes were refused, and one line for each broken promise once there was room again. */
export interface FullOutcome {
  acked: readonly string[];
  refused: number;
  faults: readonly string[];
}

/** Runs the workload until the disk is full under it, makes room, and judges what is left. The workload may end with an error. */
export async function runFull({ module, seed, transactions, options = {}, nth, partial = false }: FullRun): Promise<FullOutcome> {
  const home = mkdtempSync(join(tmpdir(), 'disk-full-run-'));
  const dir = join(home, 'store');
  mkdirSync(dir);
  using disk = new FullDisk(dir);
  try {
    disk.fillAt(nth, { partial });
    const job = JSON.stringify({ dir, seed, transactions, options });
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'crash', 'child.ts'), module, job], {
      env: { ...process.env, ...disk.env },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const acks = child.stdio[3];
    if (!acks || !('readable' in acks)) throw new Error('the child has no pipe to acknowledge on');
    const ended = new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
    const [notes] = await Promise.all([text(acks), ended]);
    const acked = notes.split('\n').slice(0, -1);
    const faults = await judge(await loadWorkload(module), { dir, seed, options, acked });
    return {
      acked,
      refused: disk.writes().refused,
      faults: faults.map((fault) => `seed ${seed}, full at write ${nth}${partial ? ' (half)' : ''}: ${fault}`),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
