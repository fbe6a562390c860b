import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepLook, readLook } from './look.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'look-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a look comes back as it was kept, and the file holds nothing else', () => {
  keepLook(folder, { language: 'es', theme: 'high-contrast' });
  expect(readLook(folder)).toEqual({ language: 'es', theme: 'high-contrast' });
  expect(readdirSync(folder)).toEqual(['look.json']);
  expect(JSON.parse(readFileSync(join(folder, 'look.json'), 'utf8'))).toEqual({ language: 'es', theme: 'high-contrast' });
});

test.each([
  ['no file', undefined],
  ['no JSON', '{"language":'],
  ['a language nobody speaks here', '{"language":"de","theme":"dark"}'],
  ['a theme that is none', '{"language":"es","theme":["dark"]}'],
  ['a list', '[]'],
])('%s is the usual look', (_what, text) => {
  if (text !== undefined) writeFileSync(join(folder, 'look.json'), text);
  expect(readLook(folder)).toEqual({ language: 'en', theme: 'system' });
});

test('a look that can’t be written is no failure', () => {
  mkdirSync(join(folder, 'look.json'));
  keepLook(folder, { language: 'es', theme: 'dark' });
  expect(readLook(folder)).toEqual({ language: 'en', theme: 'system' });
});
