import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fields } from '../renderer/i18n/en/fields.ts';
import { permissions } from '../renderer/i18n/en/permissions.ts';
import { roles } from '../renderer/i18n/en/roles.ts';
import { COMMAND_IDS, COMMANDS, menuBar, type Scope } from '../shared/commands.ts';
import {
  ASSIGNED_ONLY,
  HIDDEN_FIELDS,
  HIDDEN_OF_VISITS,
  may,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from '../shared/permissions.ts';
import { withBlock } from '../test/figures.ts';

/** The tables of the documentation that are drawn from the program itself. `node build/documentation.ts` writes them; a law compares them. */
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const tableOf = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n');

/** The words of a name with dots in it ("patient.read"), as the screens say them. */
const wordsOf = (words: object, name: string): string => {
  let at: unknown = words;
  for (const part of name.split('.')) at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined;
  if (typeof at !== 'string') throw new Error(`there are no words for ${name}`);
  return at;
};

const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name);

const permissionTable = (): string =>
  tableOf(
    [permissions.permission, ...ROLES.map((role) => roles[role]), permissions.enforcedBy],
    Object.keys(PERMISSIONS)
      .filter(isPermission)
      .map((permission) => [
        wordsOf(permissions, permission),
        ...ROLES.map((role) => (may(role, permission) ? permissions.yes : '')),
        permissions.enforcement[PERMISSIONS[permission].enforcedBy],
      ]),
  );

const hiddenWords = (role: Role): readonly string[] => [
  ...HIDDEN_FIELDS[role].map((field) => wordsOf(fields, field)),
  ...(HIDDEN_OF_VISITS[role] ?? []).map((part) => permissions.visitParts[part]),
];

const hiddenTable = (): string =>
  tableOf(
    ['Role', permissions.hiddenTitle],
    ROLES.map((role) => [
      roles[role],
      [
        ...(ASSIGNED_ONLY.has(role) ? [permissions.assignedOnly] : []),
        hiddenWords(role).length === 0 ? permissions.hiddenNone : `${hiddenWords(role).join('; ')}.`,
      ].join(' '),
    ]),
  );

const WHERE: Record<'en' | 'es', Record<Scope, string>> = {
  en: { everywhere: 'everywhere', patient: 'in a chart', office: 'in the office', form: 'in a form', list: 'in a list' },
  es: {
    everywhere: 'en cualquier lugar',
    patient: 'en un expediente',
    office: 'en la oficina',
    form: 'en un formulario',
    list: 'en una lista',
  },
};
const KEY_HEAD = { en: ['Key', 'What it does', 'Where'], es: ['Tecla', 'Qué hace', 'Dónde'] } as const;

const keyTable = (language: 'en' | 'es'): string =>
  tableOf(
    KEY_HEAD[language],
    COMMAND_IDS.flatMap((id) => {
      const { shortcut, scope, ...label } = COMMANDS[id];
      return shortcut === null ? [] : [[shortcut.replace('Escape', 'Esc'), label[language], WHERE[language][scope]]];
    }),
  );

const COMMAND_HEAD = { en: ['Menu', 'What it does', 'Where'], es: ['Menú', 'Qué hace', 'Dónde'] } as const;

/** The commands of menu and search box that have no key. */
const keylessTable = (language: 'en' | 'es'): string =>
  tableOf(
    COMMAND_HEAD[language],
    menuBar(language, 'owner').flatMap((menu) =>
      menu.items
        .filter(({ id }) => COMMANDS[id].shortcut === null)
        .map(({ id, label }) => [menu.label, label, WHERE[language][COMMANDS[id].scope]]),
    ),
  );

export interface DocumentedTable {
  /** From the root of the project. */
  readonly page: string;
  readonly block: string;
  readonly text: () => string;
}

export const DOCUMENTED_TABLES: readonly DocumentedTable[] = [
  { page: 'docs/permissions.md', block: 'permissions', text: permissionTable },
  { page: 'docs/permissions.md', block: 'hidden-fields', text: hiddenTable },
  { page: 'docs/front-desk.md', block: 'keys', text: () => keyTable('en') },
  { page: 'docs/front-desk.md', block: 'commands', text: () => keylessTable('en') },
  { page: 'docs/es/mostrador.md', block: 'keys', text: () => keyTable('es') },
  { page: 'docs/es/mostrador.md', block: 'commands', text: () => keylessTable('es') },
];

if (import.meta.main) {
  for (const { page, block, text } of DOCUMENTED_TABLES) {
    const file = join(import.meta.dirname, '..', page);
    writeFileSync(file, withBlock(readFileSync(file, 'utf8'), block, text()));
  }
}
