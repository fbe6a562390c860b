import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const TITLE = /(?:^|[^.\w])(?:test|it|describe)(?:\.each\([^)]*\))?\(\s*(?:'([^'\n]+)'|`([^`\n]+)`)/g;
const titles = globSync('{main,shared,renderer,test}/**/*.{test,spec}.{ts,tsx}', { cwd: ROOT }).flatMap((file) =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(TITLE)].map(([, plain, template]) => ({ file, title: plain ?? template ?? '' })),
);

/** What each requirement asks for, in a word that a test named after it can't do without. */
const ASKED = {
  R1: { what: 'encryption at rest', word: /file|store/ },
  R3: { what: 'unique users', word: /person|colleague/ },
  R4: { what: 'two factors', word: /factor|code/ },
  R5: { what: 'roles and the minimum view', word: /role|assigned|plain operation/ },
  R6: { what: 'automatic logoff', word: /lock|session|deadline|ends/ },
  R7: { what: 'every access logged', word: /entry|who/ },
  R8: { what: 'a tamper-proof log', word: /log/ },
  R14: { what: 'no PHI outside', word: /left|file|title|says|carries|put|told/ },
  R21: { what: 'spreadsheets replaced', word: /import|list/ },
} as const;

it.each(Object.entries(ASKED))('%s has a test named after it that is about it', (id, { word }) => {
  const named = titles.filter(({ title }) => new RegExp(String.raw`\b${id}\b`).test(title));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ title }) => word.test(title)).length).toBeGreaterThan(0);
});

it('no requirement is named where the mission has none', () => {
  const named = titles.flatMap(({ title }) => [...title.matchAll(/\bR(\d+)\b/g)].map(([, number]) => Number(number)));
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((number) => number < 1 || number > 28)).toEqual([]);
});
