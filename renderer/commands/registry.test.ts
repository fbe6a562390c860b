import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND_IDS, COMMANDS, isCommandId } from '../../shared/commands.ts';

const renderer = join(import.meta.dirname, '..');
const code = globSync('**/*.{ts,tsx}', { cwd: renderer, exclude: ['**/*.test.*'] }).map((file) =>
  readFileSync(join(renderer, file), 'utf8'),
);

/** The commands the code answers: by name, or by how a name begins where it is put together. */
const answered = (sources: readonly string[]): { readonly names: ReadonlySet<string>; readonly beginnings: readonly string[] } => {
  const all = sources.join('\n');
  const names = [...all.matchAll(/useCommand\(\s*'([^']+)'/g), ...all.matchAll(/\bcommand: '([^']+)'/g)].map(([, name = '']) => name);
  const beginnings = [...all.matchAll(/useCommand\(\s*`([^`$]+)\$/g)].map(([, beginning = '']) => beginning);
  return { names: new Set(names), beginnings };
};

const unanswered = (sources: readonly string[]): string[] => {
  const { names, beginnings } = answered(sources);
  return COMMAND_IDS.filter((id) => !names.has(id) && !beginnings.some((beginning) => id.startsWith(beginning)));
};

test('every command of the registry is answered by some screen', () => {
  expect(unanswered(code)).toEqual([]);
});

test('a command nobody answers is seen, and no screen answers one that does not exist', () => {
  const without = code.map((text) => text.replaceAll("useCommand('list.search'", "useCommand('list.next'"));
  expect(unanswered(without)).toEqual(['list.search']);
  expect([...answered(code).names].filter((name) => !isCommandId(name))).toEqual([]);
});

test('only what acts on the focus stands in no menu: the single keys of lists, and Escape', () => {
  const outside = COMMAND_IDS.filter((id) => COMMANDS[id].menu === null && COMMANDS[id].scope !== 'list');
  expect(outside).toEqual(['layer.close']);
});
