import { expect, test } from 'vitest';
import { COMMAND_IDS, COMMANDS, type Command, mayCommand, menuBar } from './commands.ts';
import { ROLES } from './permissions.ts';

const all: readonly Command[] = COMMAND_IDS.map((id) => COMMANDS[id]);

test('a shortcut means one thing within its scope, and never what it means everywhere', () => {
  const keysOf = (scope: Command['scope']) => all.flatMap((command) => (command.scope === scope ? (command.shortcut ?? []) : []));
  const everywhere = keysOf('everywhere');
  expect(new Set(everywhere).size).toBe(everywhere.length);
  for (const scope of ['patient', 'form', 'list'] as const) {
    const keys = [...everywhere, ...keysOf(scope)];
    expect(new Set(keys).size, scope).toBe(keys.length);
  }
});

test('every command has a label in both languages, unlike every other label', () => {
  for (const language of ['en', 'es'] as const) {
    const labels = all.map((command) => command[language]);
    expect(labels.every((label) => label.trim().length > 0)).toBe(true);
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test('no single-character key counts everywhere', () => {
  expect(all.filter(({ scope, shortcut }) => scope === 'everywhere' && shortcut?.length === 1)).toEqual([]);
});

test('the menu bar of a role holds what it may do, and only that', () => {
  for (const role of ROLES) {
    const shown = menuBar('en', role).flatMap((menu) => menu.items.map(({ id }) => id));
    expect(new Set(shown)).toEqual(new Set(COMMAND_IDS.filter((id) => COMMANDS[id].menu !== null && mayCommand(role, id))));
  }
  expect(menuBar('es', 'auditor').flatMap(({ items }) => items.map(({ id }) => id))).not.toContain('patient.new');
});

test('keys of forms and lists are no accelerators, since the menu bar works everywhere', () => {
  const items = menuBar('en', 'owner').flatMap((menu) => menu.items);
  expect(items.find(({ id }) => id === 'form.save')?.accelerator).toBeNull();
  expect(items.find(({ id }) => id === 'session.lock')?.accelerator).toBe('CommandOrControl+L');
});
