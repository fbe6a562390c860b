import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { workload } from '../crash/chained-table.ts';
import { judge } from '../crash/workload.ts';
import { chance } from '../random.ts';
import { dropLastPages, flipAnyBit, flipBit, PAGE, stalePage, swapPages, zeroPage } from './damage.ts';

let home = '';
let file = '';
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'damage-'));
  file = join(home, 'chain.db');
  await workload.run({ dir: home, seed: 4, transactions: 30, options: {}, ack: () => undefined });
  copyFileSync(file, join(home, 'good'));
});
beforeEach(() => copyFileSync(join(home, 'good'), file));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const acked = ['0', '30'];
const judged = () => judge(workload, { dir: home, seed: 4, options: {}, acked });

test('the undamaged store is found whole', async () => {
  expect(await judged()).toEqual([]);
});

test('any one flipped bit is noticed, and flipping it back mends the store', async () => {
  const random = chance(9);
  for (let turn = 0; turn < 40; turn++) {
    const { offset, bit } = flipAnyBit(file, random);
    expect(await judged(), `bit ${bit} of byte ${offset}`).not.toEqual([]);
    flipBit(file, offset, bit);
    expect(readFileSync(file).equals(readFileSync(join(home, 'good')))).toBe(true);
  }
});

test.each([
  ['two pages exchanged', () => swapPages(file, 3, 5)],
  ['a page of zeros', () => zeroPage(file, 4)],
  ['the end missing', () => dropLastPages(file, 2)],
])('%s is noticed', async (_, damage) => {
  damage();
  expect(await judged()).not.toEqual([]);
});

test('a stale page is the older copy, and only that page changes', async () => {
  const older = join(home, 'older');
  copyFileSync(join(home, 'good'), older);
  for (let offset = 2 * PAGE; offset < 3 * PAGE; offset += 100) flipBit(older, offset, 0);
  stalePage(file, older, 2);
  const [now, then, good] = [readFileSync(file), readFileSync(older), readFileSync(join(home, 'good'))];
  expect(now.subarray(2 * PAGE, 3 * PAGE).equals(then.subarray(2 * PAGE, 3 * PAGE))).toBe(true);
  expect(now.subarray(0, 2 * PAGE).equals(good.subarray(0, 2 * PAGE))).toBe(true);
  expect(now.subarray(3 * PAGE).equals(good.subarray(3 * PAGE))).toBe(true);
  expect(() => stalePage(file, older, statSync(older).size / PAGE)).toThrow('no page');
});
