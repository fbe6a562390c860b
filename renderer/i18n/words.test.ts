import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';
import { english } from './english.ts';
import { actions } from './es/actions.ts';
import { spanish } from './spanish.ts';

const renderer = join(import.meta.dirname, '..');
const SPOKEN = new Set(['label', 'title', 'placeholder', 'description', 'alt', 'aria-label', 'aria-description', 'error', 'message']);
const isWord = (text: string): boolean => /\p{L}{2,}/u.test(text);

/** Words a person would read that stand in the markup itself: text between tags, and strings in attributes that are read out or shown. */
const spokenIn = (name: string, code: string): string[] => {
  const words: string[] = [];
  new Visitor({
    JSXText: ({ value }) => void (isWord(value) && words.push(value.trim())),
    JSXExpressionContainer: ({ expression }) =>
      void (
        expression.type === 'Literal' &&
        typeof expression.value === 'string' &&
        isWord(expression.value) &&
        words.push(expression.value)
      ),
    JSXAttribute: (attribute) => {
      const { value } = attribute;
      const attributeName = attribute.name.type === 'JSXIdentifier' ? attribute.name.name : '';
      if (!SPOKEN.has(attributeName) || value?.type !== 'Literal' || typeof value.value !== 'string') return;
      if (isWord(value.value)) words.push(value.value);
    },
  }).visit(parseSync(name, code).program);
  return words;
};

test('the scan finds words where people put them', () => {
  const code = `const a = <p title="Hola" className="row">Hello {'there'} <b>{t('x.y')}</b> · 12 <img alt="Face" /></p>;`;
  expect(spokenIn('a.tsx', code).toSorted()).toEqual(['Face', 'Hello', 'Hola', 'there']);
});

test('no screen speaks in words of its own: all of them stand in the word lists', () => {
  const found = globSync('**/*.tsx', { cwd: renderer }).flatMap((file) =>
    spokenIn(file, readFileSync(join(renderer, file), 'utf8')).map((words) => `${file}: ${words}`),
  );
  expect(found).toEqual([]);
});

type Tree = { readonly [key: string]: string | Tree };
const sentences = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : sentences(value, `${path}${key}.`),
  );

const blanks = (sentence: string): string[] => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();

test('both languages have the same keys, and neither one that the other lacks', () => {
  const plural = (key: string): boolean => /_(?:zero|one|other|many)$/.test(key);
  const keys = (tree: Tree): string[] => sentences(tree).flatMap(([key]) => (plural(key) ? [] : [key]));
  expect(keys(spanish).toSorted()).toEqual(keys(english).toSorted());
});

test('in Spanish a thing has one name', () => {
  const others = /\b(?:unir|(?<!Estados )unidos?|unión|combinar|juego)\b/iu;
  const said = [...sentences(spanish), ...Object.entries(actions)];
  expect(said.filter(([, sentence]) => others.test(sentence))).toEqual([]);
});

test('both languages fill in the same blanks', () => {
  const inSpanish = new Map(sentences(spanish));
  const differing = sentences(english).filter(([key, sentence]) => blanks(sentence).join() !== blanks(inSpanish.get(key) ?? '').join());
  expect(differing.map(([key]) => key)).toEqual([]);
});

test('nobody is called tú', () => {
  const familiar = /\b(tú|tu|tus|ti|contigo|haz|tienes|puedes|quieres)\b/iu;
  expect(sentences(spanish).filter(([, sentence]) => familiar.test(sentence))).toEqual([]);
});

test('no sentence is empty or left in English', () => {
  const inSpanish = new Map(sentences(spanish));
  const same = sentences(english).filter(
    ([key, sentence]) => sentence === inSpanish.get(key) && /\p{L}{5,}/u.test(sentence.replaceAll(/\{\{\w+\}\}|Anteroom/g, '')),
  );
  expect(sentences(spanish).filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
  expect(same.map(([key, sentence]) => `${key}: ${sentence}`)).toEqual([]);
});
