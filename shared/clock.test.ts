import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_AHEAD_MS, nodeOf, readStamp, tick, witness, writeStamp } from './clock.ts';

const node = fc.integer({ min: 0, max: 0xffff_ffff_ffff }).map((number) => number.toString(16).padStart(12, '0'));
const parts = fc.record({ time: fc.integer({ min: 0, max: 0xffff_ffff_fff0 }), count: fc.integer({ min: 0, max: 0xffff }), node });
const wall = fc.integer({ min: 0, max: 4_000_000_000_000 });

test('a stamp reads back as it was written', () => {
  fc.assert(
    fc.property(parts, (given) => {
      expect(readStamp(writeStamp(given))).toEqual(given);
    }),
  );
});

test('stamps compare as strings the way their parts compare', () => {
  const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const want = order(a.time, b.time) || order(a.count, b.count) || order(a.node, b.node);
      expect(order(writeStamp(a), writeStamp(b))).toBe(want);
    }),
  );
});

test('whatever the wall clock does, each stamp of a workstation is later than the one before', () => {
  fc.assert(
    fc.property(node, fc.array(wall, { maxLength: 60 }), (own, walls) => {
      let last: string | null = null;
      for (const now of walls) {
        const next = tick(last, now, own);
        if (last !== null) expect(next > last).toBe(true);
        expect(readStamp(next).time).toBeGreaterThanOrEqual(now);
        last = next;
      }
    }),
  );
});

test('an edit made after seeing another one is later than it, on any workstation', () => {
  fc.assert(
    fc.property(parts, node, wall, fc.option(parts), (seen, own, now, last) => {
      const mine = last === null ? null : writeStamp({ ...last, node: own });
      const next = witness(mine, writeStamp(seen), now, own);
      const followed = next !== null && next > writeStamp(seen) && (mine === null || next > mine);
      expect(followed).toBe(seen.time <= now + MAX_AHEAD_MS);
    }),
  );
});

test('a full count borrows the next millisecond', () => {
  const full = writeStamp({ time: 41, count: 0xffff, node: '0'.repeat(12) });
  expect(readStamp(tick(full, 7, '0'.repeat(12)))).toMatchObject({ time: 42, count: 0 });
});

test('text that is no stamp, and an id that is no workstation, are refused', () => {
  for (const text of ['', 'x', '0000-0000-0000', `${writeStamp({ time: 1, count: 1, node: 'a'.repeat(12) })}0`]) {
    expect(() => readStamp(text)).toThrow('bad-input');
  }
  expect(() => nodeOf('front desk')).toThrow('bad-input');
  expect(() => writeStamp({ time: 1.5, count: 0, node: 'a'.repeat(12) })).toThrow('bad-input');
  expect(nodeOf('019A3C1E-0000-7000-8000-00C0FFEE0001')).toBe('00c0ffee0001');
});
