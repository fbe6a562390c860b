import { language } from '../i18n/i18n.ts';

/** A number with its thousands, as the interface's language writes them. */
export const formatCount = (n: number): string => new Intl.NumberFormat(language() === 'es' ? 'es-US' : 'en-US').format(n);
