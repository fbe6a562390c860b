import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { images } from './images.ts';
import { loadLog, saveLog } from './log.ts';
import { cutPower, recordWorkload } from './power-cut.ts';

const chained = { module: join(import.meta.dirname, '..', 'chained-table.ts'), seed: 11, transactions: 120 };

test('at synchronous=FULL no power cut loses an acknowledged transaction or leaves a half one', async () => {
  const outcome = await cutPower(await recordWorkload(chained), chained, { count: 150, seed: 11 });
  expect(outcome).toEqual({ images: 150, broken: 0, faults: [] });
});

test('at synchronous=NORMAL the harness sees acknowledged work lost', async () => {
  const normal = { ...chained, options: { synchronous: 'NORMAL' } };
  const outcome = await cutPower(await recordWorkload(normal), normal, { count: 60, seed: 11 });
  expect(outcome.broken).toBeGreaterThan(0);
  expect(outcome.faults.join('\n')).toContain('acknowledged transactions');
});

test('a seed and a number build the same image again, also from a saved log', async () => {
  const home = mkdtempSync(join(tmpdir(), 'power-cut-log-'));
  try {
    const log = await recordWorkload({ ...chained, transactions: 20 });
    saveLog(log, join(home, 'log'));
    const first = [...images(log, { count: 30, seed: 5 })].find((image) => image.index === 17);
    const [again] = images(loadLog(join(home, 'log')), { count: 30, seed: 5, only: 17 });
    expect(again?.describe).toBe(first?.describe);
    expect(again?.acked).toEqual(first?.acked);
    expect(again?.tree).toEqual(first?.tree);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
