import { expect, test } from 'vitest';
import { countsOf, onePerPatient } from './missing-list.ts';

const line = (patientId: string, ...missing: ('phone' | 'address')[]) => ({ patientId, missing });

test('a patient who comes twice is listed once, with the first visit, and counted once', () => {
  const lines = onePerPatient([line('a', 'phone'), line('b', 'phone', 'address'), line('a', 'phone', 'address')]);
  expect(lines).toEqual([line('a', 'phone'), line('b', 'phone', 'address')]);
  expect([...countsOf(lines)]).toEqual([
    ['phone', 2],
    ['address', 1],
  ]);
});

test('of a restricted chart nothing is counted', () => {
  expect([...countsOf([{ patientId: 'a', missing: null }])]).toEqual([]);
});
