import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { chance } from '../../random.ts';
import { judge, loadWorkload } from '../workload.ts';

export interface KillRun {
  /** Absolute path of a module that exports `workload`. */
  module: string;
  seed: number;
  /** How many processes to kill, each over a folder of its own. */
  points: number;
  options?: Readonly<Record<string, string>>;
  /** The kill comes at a random moment up to so many milliseconds after the first acknowledgement; default 50. */
  longestMs?: number;
}

/** What became of the kills: how many notes had been acknowledged in all, and one line for each broken promise with its seed and point. */
export interface KillOutcome {
  points: number;
  /** Kills that met the process still at work, as they should. */
  killedAtWork: number;
  acked: number;
  broken: number;
  faults: readonly string[];
}

const LONGEST_MS = 50;
const ENDLESS = 1_000_000;

/**
 * Starts the workload, kills it (SIGKILL) at a random moment after its first acknowledgement, opens what is left and judges
 * it, `points` times. A kill shows what a process may leave behind; only a power cut shows a missing sync.
 */
export async function killAtRandom({ module, seed, points, options = {}, longestMs = LONGEST_MS }: KillRun): Promise<KillOutcome> {
  const workload = await loadWorkload(module);
  const home = mkdtempSync(join(tmpdir(), 'kill-'));
  const outcome = { points: 0, killedAtWork: 0, acked: 0, broken: 0 };
  const faults: string[] = [];
  try {
    for (let point = 0; point < points; point++) {
      const random = chance(seed, point);
      const dir = join(home, String(point));
      mkdirSync(dir);
      const own = random.below(0x7fff_ffff);
      const job = JSON.stringify({ dir, seed: own, transactions: ENDLESS, options });
      const { acked, atWork } = await killed(module, job, random.next() * longestMs);
      const found = await judge(workload, { dir, seed: own, options, acked });
      rmSync(dir, { recursive: true, force: true });
      outcome.points++;
      outcome.acked += acked.length;
      if (atWork) outcome.killedAtWork++;
      if (found.length > 0) outcome.broken++;
      faults.push(...found.map((fault) => `seed ${seed}, point ${point}, ${acked.length} acknowledged: ${fault}`));
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return { ...outcome, faults };
}

async function killed(module: string, job: string, after: number): Promise<{ acked: string[]; atWork: boolean }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'child.ts'), module, job], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const acks = child.stdio[3];
  if (!acks || !('readable' in acks) || !child.stderr) throw new Error('the child has no pipe to acknowledge on');
  acks.once('data', () => setTimeout(() => child.kill('SIGKILL'), after));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) =>
    child.once('error', reject).once('exit', (code, signal) => resolve({ code, signal })),
  );
  const [notes, said, end] = await Promise.all([text(acks), text(child.stderr), ended]);
  if (end.signal !== 'SIGKILL' && end.code !== 0)
    throw new Error(`the workload ended by itself with ${end.code ?? end.signal}: ${said.slice(-2000)}`);
  // A kill may cut the last line short; what was not said whole was not said.
  return { acked: notes.split('\n').slice(0, -1), atWork: end.signal === 'SIGKILL' };
}
