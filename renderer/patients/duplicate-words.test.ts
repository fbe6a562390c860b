import { afterEach, expect, test } from 'vitest';
import { i18n } from '../i18n/i18n.ts';
import { likelihoodWords } from './duplicate-words.ts';

afterEach(() => i18n.changeLanguage('en'));

test('a likely duplicate is told in words and with its score', async () => {
  expect(likelihoodWords(i18n.t, { likelihood: 'very-likely', weight: 29.6 })).toBe('Very likely the same (score 30)');
  expect(likelihoodWords(i18n.t, { likelihood: 'possible', weight: 16.2 })).toBe('Possibly the same (score 16)');
  await i18n.changeLanguage('es');
  expect(likelihoodWords(i18n.t, { likelihood: 'likely', weight: 18 })).toBe('Probable (puntuación 18)');
});
