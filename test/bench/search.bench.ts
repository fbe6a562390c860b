import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writer } from '../../main/store/statements.ts';
import { likest } from '../../main/vault/patients/duplicates.ts';
import { findCharts } from '../../main/vault/patients/search.ts';
import { hitsOf } from '../../main/vault/patients/search-hits.ts';
import { comparable } from '../../shared/person/match.ts';
import type { Row } from '../figures.ts';
import type { MadePatient } from '../support/population.ts';
import { buildFts, searchByFts } from './fts-rival.ts';
import { loadLive, loadTwins, type Twins } from './load-twins.ts';
import { describeLines, describeTyped, keystrokes, LINES, linesOf } from './query-mix.ts';
import { atLeast, atMost, median, percentile, timed } from './stopwatch.ts';

const size = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const TODAY = '2026-11-22';
const LIMIT = 20;
const SCOPE = { includeArchived: false, assignedTo: null };

/** What is read for one answer is one transaction, as in the gate; for the rival too. */
const inOneRead = <T>(writer: Writer, work: () => T): T => {
  writer.run('BEGIN');
  try {
    return work();
  } finally {
    writer.run('COMMIT');
  }
};

const search = (writer: Writer, line: string): number => inOneRead(writer, () => searched(writer, line));

const searched = (writer: Writer, line: string): number => {
  const { charts } = findCharts(writer, line, LIMIT, SCOPE, TODAY, 'owner');
  return hitsOf(
    writer,
    charts.map((found) => found.chart),
    'front-desk',
    SCOPE,
  ).length;
};

const us = (ms: number): string => `${Math.round(ms * 1000)} us`;
const p95 = (times: readonly number[]): number => percentile(times, 0.95);
const both = (times: readonly number[]): string => `p50 ${us(median(times))} p95 ${us(p95(times))}`;
const say = (line: string): void => console.log(`  ${line}`);

const TRIES = 3;
const BLOCK = 25;

/**
 * Every line on each side after one warm round, in blocks turn about, so that both sides meet the same neighbours; each turn begins with an untimed round of its block, so that neither works in
 * the processor cache the other has just emptied. Of a line the best of three tries, because a neighbour's time slice is longer than any of these queries.
 */
const faceOff = (lines: readonly string[], sides: readonly ((line: string) => unknown)[]): number[][] => {
  const best = sides.map(() => lines.map(() => Number.POSITIVE_INFINITY));
  for (const side of sides) for (const line of lines) side(line);
  for (let from = 0; from < lines.length; from += BLOCK) {
    for (let turn = 0; turn < sides.length * TRIES; turn += 1) {
      const which = (turn + from / BLOCK) % sides.length;
      const block = lines.slice(from, from + BLOCK);
      for (const line of block) sides[which]?.(line);
      for (const [at, line] of block.entries()) {
        const times = best[which] ?? [];
        times[from + at] = Math.min(
          times[from + at] ?? 0,
          timed(() => sides[which]?.(line)),
        );
      }
    }
  }
  return best;
};

const againstPlain = (twins: Twins, sample: readonly MadePatient[], count: number): Row[] => {
  const sides = twins.writers.map((writer) => (line: string) => search(writer, line));
  for (const { name } of LINES) {
    const [sealed = [], plain = []] = faceOff(
      linesOf(sample, (other) => other === name, Math.ceil(count / 8), 3),
      sides,
    );
    say(`${name.padEnd(36)} ${both(sealed)}; plain ${both(plain)}`);
  }
  const [sealed = [], plain = []] = faceOff(
    linesOf(sample, () => true, count, 5),
    sides,
  );
  say(`all lines: ${both(sealed)}; plain ${both(plain)}`);
  const [typed = [], typedPlain = []] = faceOff(keystrokes(sample, count, 5), sides);
  say(`all letters: ${both(typed)}; plain ${both(typedPlain)}`);
  return [
    atMost('search.lines.p95', p95(sealed), 'ms', 1),
    atMost('search.letters.p95', p95(typed), 'ms', 1),
    atMost('search.plain.p50', median(sealed) / median(plain), 'x plain', 1.1),
    atMost('search.plain.p95', p95(sealed) / p95(plain), 'x plain', 1.1),
  ];
};

const GROWTH = [
  ['search.growth.two-names', /^two names/, 3],
  ['search.growth.single-name', /^(surname|given name), \d letters$/, 6],
] as const;

const growth = (small: Writer, smallSample: readonly MadePatient[], big: Writer, sample: readonly MadePatient[], count: number): Row[] =>
  GROWTH.map(([id, names, goal]) => {
    const [after = []] = faceOff(
      linesOf(sample, (name) => names.test(name), count, 11),
      [(line) => search(big, line)],
    );
    const [before = []] = faceOff(
      linesOf(smallSample, (name) => names.test(name), count, 11),
      [(line) => search(small, line)],
    );
    say(`${id}: ${both(before)} -> ${both(after)}`);
    return atMost(id, p95(after) / p95(before), 'x p95', goal);
  });

const againstFts = (twins: Twins, sample: readonly MadePatient[], count: number): Row[] => {
  const [ours, rival] = twins.writers;
  say(`FTS5 rival built in ${Math.round(timed(() => buildFts(twins.stores[1])))} ms`);
  const sides = [(line: string) => search(ours, line), (line: string) => inOneRead(rival, () => searchByFts(rival, line, TODAY, LIMIT))];
  const compare = (name: string, lines: readonly string[]): Row[] => {
    const [mine = [], theirs = []] = faceOff(lines, sides);
    say(`${name}: ours ${both(mine)}; FTS5 ${both(theirs)}`);
    return [
      atLeast(`search.fts.${name}.p50`, median(theirs) / median(mine), 'x faster', 5),
      atLeast(`search.fts.${name}.p95`, p95(theirs) / p95(mine), 'x faster', 10),
    ];
  };
  return [
    ...compare('letters', keystrokes(sample, count, 7)),
    ...compare(
      'lines',
      linesOf(sample, () => true, count, 7),
    ),
  ];
};

/** Likely duplicates of somebody who is there already, sought by name, birth date and telephone as at the desk. */
const duplicates = (writer: Writer, sample: readonly MadePatient[], count: number): Row => {
  const scope = { ...SCOPE, includeArchived: true };
  const times = sample.slice(0, count).map(({ familyName, givenName, birthDate, mobilePhone }) => {
    const person = comparable({ familyName, givenName, birthDate, mobilePhone });
    return Math.min(...[0, 1].map(() => timed(() => likest(writer, person, scope, 5, 'owner'))));
  });
  say(`likely duplicates: ${both(times)}`);
  return atMost('duplicates.p95', p95(times), 'ms', 50);
};

/** How fast so many more patients come into stores that have theirs, against the plain one. */
const live = async (twins: Twins, firstId: number, count: number, perTransaction: number, perBlock: number): Promise<number> => {
  const [sealed, plain] = await loadLive(twins, firstId, count, perTransaction, perBlock);
  const rate = (ms: number) => Math.round((count * 1000) / ms);
  say(`live load of ${count}, ${perTransaction} a transaction: ${rate(sealed)} rows/s sealed, ${rate(plain)} plain`);
  return plain / sealed;
};

const measure = async (folder: string): Promise<Row[]> => {
  const [many, count] = [size('ANTEROOM_BENCH_PATIENTS', 1_000_000), size('ANTEROOM_BENCH_LINES', 2000)];
  const [smallSample, sample]: [MadePatient[], MadePatient[]] = [[], []];
  const small = await loadTwins(folder, Math.min(10_000, Math.ceil(many / 10)), smallSample);
  const big = await loadTwins(folder, many, sample);
  const first = atLeast('load.first', big.took[1] / big.took[0], 'x plain', 0.9);
  say(`lines: ${describeLines()}`);
  say(`letters: ${describeTyped()}`);
  const against = againstPlain(big, sample, count);
  const grown = growth(small.writers[0], smallSample, big.writers[0], sample, Math.ceil(count / 4));
  const alike = duplicates(big.writers[0], sample, Math.ceil(count / 8));
  const rivals = againstFts(big, sample, Math.ceil(count / 4));
  big.stores[1].exec('DROP TABLE rival');
  const more = Math.max(2000, Math.ceil(many / 20));
  const steps = await live(big, many + 1, more, Math.min(100, more / 10), 100);
  const leaps = await live(big, many + 1 + more, 2 * more, Math.min(20_000, more / 2), 10);
  await Promise.all([small.threads.end(), big.threads.end()]);
  return [
    first,
    ...against,
    ...grown,
    alike,
    ...rivals,
    atLeast('load.live', steps, 'x plain', 0.5),
    atLeast('load.live-large', leaps, 'x plain', 0.5),
  ];
};

/** The figures of search and of loading. ANTEROOM_BENCH_PATIENTS and ANTEROOM_BENCH_LINES make a short form. */
export const bench = async (): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) console.table(await bench());
