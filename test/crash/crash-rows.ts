import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../figures.ts';
import { killAtRandom } from './kill/kill.ts';
import { cutPower, recordWorkload } from './power-cut/power-cut.ts';

export interface CrashTorture {
  /** Names the rows: `NAME.power-cut.broken` and so on. */
  name: string;
  /** Absolute path of a module that exports `workload`. */
  module: string;
  options?: Readonly<Record<string, string>>;
  /** Power-cut images in all, spread over one recording for every thousand; default 5,000. */
  images?: number;
  /** Transactions in each recording; default 400. */
  transactions?: number;
  /** Kills; default 1,000. */
  points?: number;
  /** A kill comes at most so long after the first acknowledgement; default 50 ms. */
  longestMs?: number;
  /** Default: from the clock, and printed, so that a failure can be replayed. */
  seed?: number;
}

const PRINTED = 10;

/** The long form of both crash harnesses over one workload: power cuts, then kills. Prints each fault with what is needed to replay it. */
export async function crashRows(torture: CrashTorture): Promise<Row[]> {
  const seed = torture.seed ?? Date.now() % 1_000_000;
  console.log(`${torture.name}: seed ${seed}`);
  return [...(await powerCuts(torture, seed)), ...(await kills(torture, seed))];
}

async function powerCuts({ name, module, options = {}, images = 5000, transactions = 400 }: CrashTorture, seed: number): Promise<Row[]> {
  const recordings = Math.max(1, Math.ceil(images / 1000));
  const total = { images: 0, broken: 0 };
  for (let turn = 0; turn < recordings; turn++) {
    const subject = { module, seed: seed + turn, transactions, options };
    const keepLog = join(tmpdir(), `power-cut-${name}-${seed + turn}.log`);
    const outcome = await cutPower(await recordWorkload(subject), subject, {
      count: Math.ceil(images / recordings),
      seed: seed + turn,
      keepLog,
    });
    total.images += outcome.images;
    total.broken += outcome.broken;
    for (const fault of outcome.faults.slice(0, PRINTED)) console.log(`  ${fault}`);
    if (outcome.broken > 0) console.log(`  the log is kept in ${keepLog}`);
  }
  return [
    { id: `${name}.power-cut.images`, value: total.images, unit: 'images', goal: `at least ${images}`, met: total.images >= images },
    { id: `${name}.power-cut.broken`, value: total.broken, unit: 'images', goal: '0', met: total.broken === 0 },
  ];
}

async function kills({ name, module, options = {}, points = 1000, longestMs = 50 }: CrashTorture, seed: number): Promise<Row[]> {
  const outcome = await killAtRandom({ module, seed, points, options, longestMs });
  for (const fault of outcome.faults.slice(0, PRINTED)) console.log(`  ${fault}`);
  return [
    {
      id: `${name}.kill.points`,
      value: outcome.killedAtWork,
      unit: 'kills at work',
      goal: `at least ${points}`,
      met: outcome.killedAtWork >= points,
    },
    {
      id: `${name}.kill.acknowledged`,
      value: outcome.acked,
      unit: 'transactions',
      goal: 'more than one a kill',
      met: outcome.acked > points,
    },
    { id: `${name}.kill.broken`, value: outcome.broken, unit: 'kills', goal: '0', met: outcome.broken === 0 },
  ];
}
