import type { Row } from '../../figures.ts';
import { fuzzDoors } from './door-fuzz.ts';
import { fuzzGate } from './gate-fuzz.ts';
import { fuzzPlain } from './plain-fuzz.ts';

const RUNS = 20;
const CALLS = 5_000;
const PLAIN_CALLS = 600;

/** 100,000 hostile calls to the gate of the records in runs of a practice each, so that a late find can be replayed by its seed alone; and a share of them at the gate of the rest and at the door. */
export const torture = async (): Promise<Row[]> => {
  let [wrong, unequal, calls] = [0, 0, 0];
  const answers = new Map<string, number>();
  for (let run = 0; run < RUNS; run += 1) {
    const seed = 7_000 + run;
    const records = await fuzzGate(CALLS, seed);
    const plain = run % 5 === 0 ? await fuzzPlain(PLAIN_CALLS, seed) : null;
    const doors = run % 5 === 0 ? await fuzzDoors(PLAIN_CALLS, seed) : null;
    for (const found of [records, plain, doors]) {
      if (found === null) continue;
      for (const sentence of found.wrong) console.log(sentence);
      calls += found.calls;
      wrong += found.wrong.length;
      for (const [name, { answered }] of Object.entries(found.operations)) answers.set(name, (answers.get(name) ?? 0) + answered);
    }
    for (const { rowsAnswered, rowsAudited } of Object.values(records.operations)) unequal += Math.abs(rowsAnswered - rowsAudited);
  }
  const unreached = [...answers].filter(([, answered]) => answered === 0).map(([name]) => name);
  for (const name of unreached) console.log(`never answered: ${name}`);
  return [
    { id: 'gate-fuzz-calls', value: calls, unit: 'calls', goal: 'at least 100000', met: calls >= 100_000 },
    { id: 'gate-fuzz-laws-broken', value: wrong, unit: 'findings', goal: '0', met: wrong === 0 },
    { id: 'gate-fuzz-rows-unaudited', value: unequal, unit: 'rows', goal: '0', met: unequal === 0 },
    { id: 'gate-fuzz-operations-never-answered', value: unreached.length, unit: 'operations', goal: '0', met: unreached.length === 0 },
  ];
};
