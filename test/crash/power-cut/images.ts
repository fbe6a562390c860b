import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chance, chance } from '../../random.ts';
import { Disk, FATES, type Fate, type NameRule, type Tree } from './disk.ts';
import { ackedAt, type Log } from './log.ts';

/** One directory as it could be found after a power cut. */
export interface Image {
  /** Its number under the seed: `images(log, { count, seed, only: index })` builds the same one again. */
  index: number;
  /** How many records of the log had happened. */
  cut: number;
  fate: Fate;
  /** One line for a person: seed, image, cut and fate. */
  describe: string;
  /** What the workload had acknowledged by then; none of it may be missing. */
  acked: readonly string[];
  tree: Tree;
  /** Writes the image into the folder `to`, which is made. */
  materialise(to: string): void;
}

export interface ImageOptions {
  count: number;
  seed: number;
  /** Default `posix`, the strictest. */
  names?: NameRule;
  /** Build only the image of this number (a replay). */
  only?: number;
}

/**
 * `count` images of the log's directory, in order of their cut. Half the cuts fall anywhere, half right after an acknowledgement, where a
 * missing sync shows. The same log, count-independent index and seed give the same image.
 */
export function* images(log: Log, { count, seed, names = 'posix', only }: ImageOptions): Generator<Image> {
  const marks = log.records.flatMap((record, index) => (record.type === 'mark' ? [index + 1] : []));
  const numbers = only === undefined ? Array.from({ length: count }, (_, index) => index) : [only];
  const plans = numbers.map((index) => plan(log, marks, seed, index)).sort((a, b) => a.cut - b.cut);
  const disk = new Disk(log, names);
  for (const { index, cut, fate, random } of plans) {
    disk.playTo(cut);
    const tree = disk.after(fate, random);
    const describe = `seed ${seed}, image ${index}: power cut after record ${cut} of ${log.records.length}, unsynced writes: ${fate}`;
    yield { index, cut, fate, describe, acked: ackedAt(log, cut), tree, materialise: (to) => materialise(tree, to) };
  }
}

function plan(log: Log, marks: readonly number[], seed: number, index: number): { index: number; cut: number; fate: Fate; random: Chance } {
  const random = chance(seed, index);
  const mark = marks[random.below(marks.length)];
  const cut =
    mark !== undefined && random.happens(0.5) ? Math.min(mark + random.below(3), log.records.length) : random.below(log.records.length + 1);
  return { index, cut, fate: random.pick(FATES), random };
}

function materialise(tree: Tree, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const [path, bytes] of tree) {
    if (bytes === null) mkdirSync(join(to, path), { recursive: true });
    else writeFileSync(join(to, path), bytes);
  }
}
