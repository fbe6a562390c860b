import { afterEach, expect, test } from 'vitest';
import { i18n } from '../i18n/i18n.ts';
import { languageWords } from './language-words.ts';

afterEach(() => i18n.changeLanguage('en'));

test('a language that is known is said in the reader’s own, any other as it was written', async () => {
  expect(languageWords('Spanish')).toBe('Spanish');
  await i18n.changeLanguage('es');
  expect([languageWords('Spanish'), languageWords('Haitian Creole'), languageWords('Tagalog')]).toEqual([
    'español',
    'criollo haitiano',
    'filipino',
  ]);
  expect(languageWords('Mixteco de Juxtlahuaca')).toBe('Mixteco de Juxtlahuaca');
  expect(languageWords('constructor')).toBe('constructor');
});
