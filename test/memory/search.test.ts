import { expect, test } from 'vitest';
import { chance } from '../random.ts';
import { keyNeedles, type Needle, textNeedles } from './needles.ts';
import { Search, StreamSearch } from './search.ts';

test('the search finds exactly what a plain search finds, whatever the size of the pieces', () => {
  for (let seed = 0; seed < 60; seed++) {
    const random = chance(seed);
    const letters = 2 + random.below(3);
    const bytes = (length: number) => Buffer.from(Array.from({ length }, () => random.below(letters)));
    const needles = Array.from(
      { length: 1 + random.below(6) },
      (_, index): Needle => ({ label: `${index}`, encoding: 'raw', bytes: bytes(8 + random.below(6)) }),
    );
    const hay = bytes(3000);
    for (const needle of needles) needle.bytes.copy(hay, random.below(2900));
    expect(counted(needles, hay, 16 + random.below(500))).toEqual(needles.map((needle) => plainly(hay, needle.bytes)));
  }
});

test('a needle that lies across two pieces is found once', () => {
  const needles = textNeedles('name', 'Quintanilla');
  for (let at = 0; at < 64; at++) {
    const hay = Buffer.concat([Buffer.alloc(at), Buffer.from('Quintanilla', 'utf16le'), Buffer.alloc(50)]);
    expect(counted(needles, hay, 17).reduce((a, b) => a + b, 0)).toBe(1);
  }
});

test('bytes on both sides of a gap do not make a needle', () => {
  const needles = textNeedles('name', 'Quintanilla');
  const stream = new StreamSearch(new Search(needles));
  stream.take(5, (buffer, offset) => buffer.write('Quint', offset));
  stream.gap();
  stream.take(6, (buffer, offset) => buffer.write('anilla', offset));
  expect(stream.counts.size).toBe(0);
});

test('a text is looked for as V8 and the rest keep it, folded too', () => {
  const found = textNeedles('name', 'Núñez Ibarra').map(({ encoding, bytes }) => `${encoding} ${bytes.toString('hex')}`);
  for (const form of ['Núñez Ibarra', 'núñez ibarra', 'NÚÑEZ IBARRA'])
    for (const encoding of ['utf8', 'latin1', 'utf16le'] as const)
      expect(found).toContain(`${encoding} ${Buffer.from(form, encoding).toString('hex')}`);
  expect(found).toHaveLength(9);
});

test('a key is looked for in halves and as written out', () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7));
  const hay = Buffer.concat([key.subarray(16), Buffer.from(key.toString('hex'), 'utf16le'), Buffer.from(key.toString('base64'))]);
  expect(counted(keyNeedles('key', key), hay, 100).filter((count) => count > 0)).toHaveLength(3);
});

test('a needle too short to be meant is refused', () => {
  expect(() => textNeedles('name', 'Ana')).toThrow('shorter');
  expect(() => keyNeedles('key', Buffer.alloc(4))).toThrow('shorter');
});

function counted(needles: readonly Needle[], hay: Buffer, piece: number): number[] {
  const stream = new StreamSearch(new Search(needles), piece);
  for (let at = 0; at < hay.length; )
    at += stream.take(hay.length - at, (buffer, offset, length) => hay.copy(buffer, offset, at, at + length));
  return needles.map((_, index) => stream.counts.get(index) ?? 0);
}

function plainly(hay: Buffer, needle: Buffer): number {
  let count = 0;
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) count++;
  return count;
}
