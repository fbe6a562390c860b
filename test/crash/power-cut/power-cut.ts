import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, loadWorkload } from '../workload.ts';
import { type ImageOptions, images } from './images.ts';
import { type Log, saveLog } from './log.ts';
import { record } from './record.ts';

/** Which workload to cut: the absolute path of a module that exports `workload`, and what it is run with. */
export interface Subject {
  module: string;
  seed: number;
  transactions: number;
  options?: Readonly<Record<string, string>>;
}

/** What became of a run of images: how many were built, and one line for each broken promise, with what is needed to build it again. */
export interface Outcome {
  images: number;
  /** Images in which an acknowledged note, or anything else promised, was missing or broken. */
  broken: number;
  faults: readonly string[];
}

/** Runs the workload once, to its end, under the recorder. */
export async function recordWorkload({ module, seed, transactions, options = {} }: Subject): Promise<Log> {
  const home = mkdtempSync(join(tmpdir(), 'power-cut-run-'));
  const dir = join(home, 'store');
  mkdirSync(dir);
  try {
    const job = JSON.stringify({ dir, seed, transactions, options });
    return await record({ command: process.execPath, args: [join(import.meta.dirname, '..', 'child.ts'), module, job] }, dir);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Builds the images of a log and lets the workload judge each. With `keepLog`, the log of a broken run is saved there for a replay. */
export async function cutPower(log: Log, subject: Subject, { keepLog, ...options }: ImageOptions & { keepLog?: string }): Promise<Outcome> {
  const workload = await loadWorkload(subject.module);
  const home = mkdtempSync(join(tmpdir(), 'power-cut-image-'));
  const faults: string[] = [];
  const counts = { images: 0, broken: 0 };
  try {
    for (const image of images(log, options)) {
      const dir = join(home, String(image.index));
      image.materialise(dir);
      const found = await judge(workload, { dir, seed: subject.seed, options: subject.options ?? {}, acked: image.acked });
      rmSync(dir, { recursive: true, force: true });
      counts.images++;
      if (found.length > 0) counts.broken++;
      faults.push(...found.map((fault) => `${image.describe}: ${fault}`));
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  if (keepLog !== undefined && faults.length > 0) saveLog(log, keepLog);
  return { ...counts, faults };
}
