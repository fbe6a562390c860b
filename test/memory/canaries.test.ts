import { expect, test } from 'vitest';
import { type Kind, makeCanaries, overlaps } from './canaries.ts';
import { textNeedles } from './needles.ts';

test('canaries of every kind are distinct, long enough to be searched, and none lies within another', () => {
  const kinds: Record<string, Kind> = {};
  for (const kind of ['name', 'phone', 'email', 'street', 'note', 'password'] as const)
    for (let i = 0; i < 50; i++) kinds[`${kind} ${i}`] = kind;
  const canaries = Object.entries(makeCanaries(kinds));
  expect(canaries).toHaveLength(300);
  for (const [label, text] of canaries) {
    expect(() => textNeedles(label, text)).not.toThrow();
    expect(
      overlaps(
        text,
        canaries.filter(([other]) => other !== label).map(([, other]) => other),
      ),
    ).toBe(false);
  }
});

test('two texts overlap whatever their case', () => {
  expect(overlaps('Marisol', ['xMARISOLx'])).toBe(true);
  expect(overlaps('xMARISOLx', ['Marisol'])).toBe(true);
  expect(overlaps('Marisol', ['Marisa'])).toBe(false);
});
