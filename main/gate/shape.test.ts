import { describe, expect, test } from 'vitest';
import { LIMITS, shapeOf } from './shape.ts';

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
const cyclic = (): unknown => {
  const ring: { self?: unknown } = {};
  ring.self = ring;
  return ring;
};
const claiming = (length: number): unknown[] => {
  const empty: unknown[] = [];
  empty.length = length;
  return empty;
};

describe('what a page may send', () => {
  test.each([
    ['a plain object', { a: [1, 'x', null, true, undefined, { b: -0 }] }],
    ['an object without a prototype, as a clone may be', Object.assign(Object.create(null), { a: 1 })],
    ['depth at the limit', deep(LIMITS.depth)],
    ['text at the limit', 'x'.repeat(LIMITS.characters)],
    ['a pair of surrogates', '\u{1F600}'],
  ])('%s is let in', (_what, value) => expect(shapeOf(value)).toBe('fine'));

  test.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
    ['a function', () => 1],
    ['a Date', new Date(0)],
    ['a Map', new Map([['a', 1]])],
    ['a Set', new Set([1])],
    ['a RegExp', /x/],
    ['an Error', new Error('x')],
    ['bytes', new Uint8Array(4)],
    ['a buffer of bytes', new ArrayBuffer(4)],
    ['a boxed string', Object('x')],
    ['an object of a class', new (class Patient {})()],
    ['a lone surrogate', { a: '\uD800' }],
    ['a lone surrogate in a name', { '\uDC00': 1 }],
    ['an array with holes', claiming(3)],
    ['an array with more than its elements', Object.assign([1], { also: 2 })],
    ['a __proto__ of its own', JSON.parse('{"__proto__":{"polluted":true}}')],
    ['a __proto__ of its own, deep', { a: [JSON.parse('{"__proto__":{"polluted":true}}')] }],
  ])('%s is refused', (_what, value) => expect(shapeOf(value)).toBe('bad-input'));

  test.each([
    ['depth beyond the limit', deep(LIMITS.depth + 1)],
    ['a cycle', cyclic()],
    ['text beyond the limit', 'x'.repeat(LIMITS.characters + 1)],
    ['text beyond the limit in names', Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${'x'.repeat(100_000)}${i}`, 1]))],
    ['too many things', Array.from({ length: LIMITS.nodes + 1 }, () => 1)],
    ['an array that claims four billion elements and has none', claiming(2 ** 32 - 1)],
    ['the same array a thousand times in itself', [0, 1, 2].reduce<unknown>((inner) => Array.from({ length: 1000 }, () => inner), 1)],
  ])('%s is too large', (_what, value) => expect(shapeOf(value)).toBe('too-large'));
});
