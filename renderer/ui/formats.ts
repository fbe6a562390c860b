import type { Language } from '../i18n/i18n.ts';

const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

/** Both as they are written in the United States. */
const localeOf = (language: Language): string => (language === 'es' ? 'es-US' : 'en-US');

/** A format of dates in a language. Making one takes longer than formatting a whole list with it, so each is made once. */
export const dateFormat = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const name = `${language} ${JSON.stringify(options)}`;
  const known = made.get(name);
  if (known instanceof Intl.DateTimeFormat) return known;
  const format = new Intl.DateTimeFormat(localeOf(language), options);
  made.set(name, format);
  return format;
};

/** As `dateFormat`, for whole numbers. */
export const numberFormat = (language: Language): Intl.NumberFormat => {
  const known = made.get(language);
  if (known instanceof Intl.NumberFormat) return known;
  const format = new Intl.NumberFormat(localeOf(language));
  made.set(language, format);
  return format;
};
