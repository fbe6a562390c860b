import type { Row } from '../../figures.ts';
import { fuzzGate } from './gate-fuzz.ts';

const RUNS = 20;
const CALLS = 5_000;

/** 100,000 hostile calls in runs of a practice each, so that a late find can be replayed by its seed alone. */
export const torture = async (): Promise<Row[]> => {
  let [wrong, unequal, calls] = [0, 0, 0];
  for (let run = 0; run < RUNS; run += 1) {
    const found = fuzzGate(CALLS, 7_000 + run);
    for (const sentence of found.wrong) console.log(sentence);
    calls += found.calls;
    wrong += found.wrong.length;
    unequal += Math.abs(found.rowsAnswered - found.rowsAudited);
  }
  return [
    { id: 'gate-fuzz-calls', value: calls, unit: 'calls', goal: 'at least 100000', met: calls >= 100_000 },
    { id: 'gate-fuzz-laws-broken', value: wrong, unit: 'findings', goal: '0', met: wrong === 0 },
    { id: 'gate-fuzz-rows-unaudited', value: unequal, unit: 'rows', goal: '0', met: unequal === 0 },
  ];
};
