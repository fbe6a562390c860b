import { language } from '../i18n/i18n.ts';

/** The languages that lists and forms are told apart by, as they are stored, with their codes (ISO 639-1; shared/intake/values.ts). */
const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    English: 'en',
    Spanish: 'es',
    Chinese: 'zh',
    Vietnamese: 'vi',
    'Haitian Creole': 'ht',
    Portuguese: 'pt',
    Russian: 'ru',
    Arabic: 'ar',
    French: 'fr',
    Korean: 'ko',
    Tagalog: 'fil',
  }),
);

/** A language as the reader calls it; one that is not known here stays as it was written. */
export const languageWords = (stored: string): string => {
  const code = CODES.get(stored);
  if (code === undefined || language() === 'en') return stored;
  return new Intl.DisplayNames([language()], { type: 'language' }).of(code) ?? stored;
};
