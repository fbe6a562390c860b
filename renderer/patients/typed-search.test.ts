import { expect, test } from 'vitest';
import { prefillOf } from './typed-search.ts';

const TODAY = '2026-11-22';

test.each([
  ['garcia', { familyName: 'Garcia' }],
  ['maria garcia', { familyName: 'Garcia', givenName: 'Maria' }],
  ['García López, María', { familyName: 'García López', givenName: 'María' }],
  ['maria garcia 3/4/61', { familyName: 'Garcia', givenName: 'Maria', birthDate: '1961-03-04' }],
  ['3/4/61 garcia', { familyName: 'Garcia', birthDate: '1961-03-04' }],
  ['4 mar 1961, garcia', { familyName: 'Garcia', birthDate: '1961-03-04' }],
  ["o'neill shea", { familyName: 'Shea', givenName: "O'Neill" }],
  ['de la CRUZ, ana', { familyName: 'de la CRUZ', givenName: 'Ana' }],
  ['garcia (512) 555-0142', { familyName: 'Garcia', mobilePhone: '(512) 555-0142' }],
  ['', {}],
  ['0142', {}],
  ['13/45/99', {}],
])('"%s" begins a registration with what was typed', (typed, prefill) => {
  expect(prefillOf(typed, TODAY)).toEqual(prefill);
});
