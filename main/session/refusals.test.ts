import { expect, test } from 'vitest';
import type { MainWords } from './log-keeper.ts';
import { Refusals } from './refusals.ts';

/** A clock that only the test moves, and a log that can be full. */
const sit = () => {
  const timers: { at: number; then: () => void }[] = [];
  const entries: MainWords[] = [];
  const clock = { now: 0, full: false };
  const refusals = new Refusals({
    record: (words) => {
      if (clock.full) return Promise.reject(new Error('full'));
      entries.push(words);
      return Promise.resolve();
    },
    after: (ms, then) => {
      const timer = { at: clock.now + ms, then };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    onFault: () => undefined,
  });
  const pass = async (ms: number): Promise<void> => {
    clock.now += ms;
    for (const due of timers.filter(({ at }) => at <= clock.now)) {
      timers.splice(timers.indexOf(due), 1);
      due.then();
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { refusals, entries, clock, pass };
};
const rows = (entries: readonly MainWords[]) => entries.map((entry) => entry.rows);

test('a refused sender stands in the log at once', () => {
  const { refusals, entries } = sit();
  refusals.note();
  expect(entries).toEqual([{ action: 'gate.refuse', outcome: 'refused', operation: 'main.sender', reason: 'wrong-sender', rows: 1 }]);
});

test('a page that is refused a hundred thousand times fills no log, and every time is counted', async () => {
  const { refusals, entries, pass } = sit();
  for (let minute = 0; minute < 10; minute += 1) {
    for (let n = 0; n < 10_000; n += 1) refusals.note();
    await pass(60_000);
  }
  expect(entries.length).toBeLessThanOrEqual(11);
  expect(rows(entries).reduce((sum: number, one) => sum + (one ?? 0), 0)).toBe(100_000);
});

test('what could not be written is written with the next, and what waits is written before main ends', async () => {
  const { refusals, entries, clock, pass } = sit();
  clock.full = true;
  refusals.note();
  await pass(1);
  clock.full = false;
  refusals.note();
  await refusals.flush();
  expect(rows(entries)).toEqual([2]);
});
