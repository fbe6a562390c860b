import { describe, expect, test } from 'vitest';
import { readZip, stateCode } from './places.ts';

describe('a zero is put back only where the state proves that one was lost', () => {
  test.each([
    ['2171', 'MA', '02171'],
    ['2171', 'Massachusetts', '02171'],
    ['7030.0', 'nj', '07030'],
    ['6510-1234', 'CT', '06510-1234'],
    ['926', 'PR', '00926'],
    ['501', 'NY', '00501'],
  ])('%s in %s is %s', (zip, state, mended) => expect(readZip(zip, state, undefined)).toEqual({ zip: mended, note: 'zip-zero-restored' }));

  test.each([
    ['4011', 'wa', undefined],
    ['2170', 'nsw', undefined],
    ['2171', undefined, undefined],
    ['2171', 'MA', 'Australia'],
    ['2171', 'TX', 'USA'],
    ['74063', 'OK', 'USA'],
    ['SW1A 1AA', undefined, 'UK'],
  ])('%s in %s, %s stays as it is', (zip, state, country) => expect(readZip(zip, state, country)).toEqual({ zip }));
});

test('00000 is nobody’s ZIP code and is left out with a note', () => {
  expect(readZip('00000', 'MA', undefined)).toEqual({ zip: null, note: 'zip-left-out' });
  expect(readZip('00000-0000', undefined, undefined)).toEqual({ zip: null, note: 'zip-left-out' });
});

test('states by name, abbreviation and in Spanish; what is no state is none', () => {
  expect(['Massachusetts', 'mass.', 'Nueva York', 'DC', 'Puerto Rico', 'fl'].map(stateCode)).toEqual(['MA', 'MA', 'NY', 'DC', 'PR', 'FL']);
  expect(['qld', 'Bayern', '', 'constructor', '__proto__'].map(stateCode)).toEqual([null, null, null, null, null]);
});
