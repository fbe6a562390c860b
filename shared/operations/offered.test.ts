import { expect, it } from 'vitest';
import { offered } from './offered.ts';
import { OPERATIONS } from './table.ts';

it('offers the unlock page no operation on PHI and the workspace no door, and every operation somewhere', () => {
  const { unlock, workspace } = offered();
  const kinds = (names: readonly (readonly [string, string])[]) => new Set(names.map(([name]) => Reflect.get(OPERATIONS, name).kind));
  expect(kinds(unlock)).toEqual(new Set(['door', 'plain']));
  expect(kinds(workspace)).toEqual(new Set(['phi', 'plain']));
  expect(new Set([...unlock, ...workspace].map(([name]) => name))).toEqual(new Set(Object.keys(OPERATIONS)));
});

it('offers the unlock page of the plain operations only those that main answers to anyone', () => {
  const plain = offered().unlock.filter(([, at]) => at !== 'lobby');
  expect(plain.every(([name, at]) => at === 'main' && Reflect.get(OPERATIONS, name).permission === 'anyone')).toBe(true);
});
