import type { Row } from '../figures.ts';

export const atMost = (id: string, value: number, unit: string, goal: number): Row => ({
  id,
  value,
  unit,
  goal: `at most ${goal}`,
  met: value <= goal,
});
export const atLeast = (id: string, value: number, unit: string, goal: number): Row => ({
  id,
  value,
  unit,
  goal: `at least ${goal}`,
  met: value >= goal,
});

/** Milliseconds one act takes. */
export const timed = (act: () => unknown): number => {
  const start = performance.now();
  act();
  return performance.now() - start;
};

export const percentile = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export const median = (times: readonly number[]): number => percentile(times, 0.5);
