import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { FAILURES, type FailureCode } from '../../shared/failure.ts';
import { english } from './english.ts';
import { spanish } from './spanish.ts';

export type Language = 'en' | 'es';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof english };
  }
}

/** The words of the interface. Ready at once: both languages are part of the page. */
export const i18n = createInstance();
void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: english }, es: { translation: spanish } },
});

/** The interface's language right now. */
export const language = (): Language => (i18n.language === 'es' ? 'es' : 'en');

/** The sentence of a failure, in the interface's language. */
export const sentenceOf = (code: FailureCode): string => FAILURES[code][language()];
