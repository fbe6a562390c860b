import { english } from '../../renderer/i18n/english.ts';
import { spanish } from '../../renderer/i18n/spanish.ts';

/** Every word of the interface in one language, as the screens take it. */
export const wordsOf = (language: 'en' | 'es'): typeof english | typeof spanish => (language === 'es' ? spanish : english);

/** A text with gaps as a pattern: whatever stands in the gaps. */
export const worded = (text: string): RegExp =>
  new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&'))
      .join('.*'),
  );
