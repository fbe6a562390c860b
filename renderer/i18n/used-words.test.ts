import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PERMISSIONS } from '../../shared/permissions.ts';
import { section } from '../patients/desk.ts';
import { english } from './english.ts';

/** How the keys begin that a screen puts together. A key begins so and is used, or stands in a screen in full. */
const PUT_TOGETHER = [
  'board.empty.',
  'board.identifier.',
  'board.lane.',
  'board.missingItem.',
  'board.progress.',
  'board.step.',
  'board.stepped.',
  'board.wait.',
  'board.waitHours.',
  'board.way.',
  'choices.consent.',
  'choices.interpreter.',
  'choices.level.',
  'choices.marital.',
  'choices.relationship.',
  'choices.restriction.',
  'choices.sex.',
  'fields.',
  'form.add.',
  'form.agreement.',
  'form.entry.',
  'form.likelihood.',
  'form.problem.',
  'form.remove.',
  'form.removed.',
  'groups.',
  'importing.because.',
  'importing.field.',
  'importing.order.',
  'importing.state.',
  'importing.step.',
  'importing.verdict.',
  'inbox.empty.',
  'inbox.filed.',
  'inbox.state.',
  'inbox.view.',
  'lists.',
  'looks.did.',
  'looks.ended.',
  'office.column.',
  'office.outcomes.',
  'office.reasons.',
  'parts.keysScope.',
  'parts.notUndone.',
  'parts.reason.',
  'permissions.enforcement.',
  'permissions.visitParts.',
  'printing.title.',
  'roles.',
  'schedule.against.',
  'schedule.blockReason.',
  'schedule.callOutcome.',
  'schedule.column.',
  'schedule.part.',
  'schedule.reason.',
  'schedule.repeats.',
  'schedule.scope.',
  'schedule.viewAs.',
  'settings.preferences.densities.',
  'settings.preferences.themes.',
  'settings.section.',
  'shell.place.',
  'shell.storeCheck.',
  'staff.states.',
  'today.alert.',
  'today.draft.',
  'unlock.broken.',
  'unlock.lockedBecause.',
  'unlock.passwordFault.',
  'unlock.rollback.',
];
/** Keys put together right after the name of their area, each by itself. */
const BY_NAME = [
  ...section.options.map((id) => `chart.${id}`),
  ...Object.keys(PERMISSIONS).map((permission) => `permissions.${permission}`),
  ...['change', 'reset', 'remove'].flatMap((deed) => [`staff.${deed}`, `staff.${deed}Title`, `staff.${deed}Lead`]),
];

type Tree = { readonly [key: string]: string | Tree };
const PLURAL = /_(?:zero|one|other)$/;
const keysOf = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key.replace(PLURAL, '')}`] : keysOf(value, `${path}${key}.`),
  );

const renderer = join(import.meta.dirname, '..');
const code = globSync('**/*.{ts,tsx}', { cwd: renderer, exclude: ['**/*.test.*', 'i18n/en/**', 'i18n/es/**'] })
  .map((file) => readFileSync(join(renderer, file), 'utf8'))
  .join('\n');
const inFull = new Set([...code.matchAll(/'([\w.-]+)'/g)].map(([, text]) => text));

test('every word is said somewhere', () => {
  const named = new Set(BY_NAME);
  const silent = [...new Set(keysOf(english))].filter(
    (key) => !inFull.has(key) && !named.has(key) && !PUT_TOGETHER.some((beginning) => key.startsWith(beginning)),
  );
  expect(silent).toEqual([]);
});

test('every beginning in the list is one that a screen puts keys together from, and has words', () => {
  const keys = keysOf(english);
  const idle = PUT_TOGETHER.filter((beginning) => !code.includes(`\`${beginning}\${`) || !keys.some((key) => key.startsWith(beginning)));
  expect(idle).toEqual([]);
});
