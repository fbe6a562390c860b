import { Temporal } from 'temporal-polyfill';
import type { PrintLanguage } from './words.ts';

const LOCALES: Record<PrintLanguage, string> = { en: 'en-US', es: 'es-US' };

const utcOf = (day: string): number => Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds;

/** "Wednesday, May 14, 2031". */
export const sayDay = (day: string, language: PrintLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeZone: 'UTC' }).format(utcOf(day));

/** "May 14, 2031". */
export const sayDate = (day: string, language: PrintLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(utcOf(day));

/** "9:30 AM": minutes after midnight on the practice's wall. */
export const sayTime = (minutes: number, language: PrintLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(minutes * 60_000);

/** The moment by the practice's clock: "5/14/2031, 9:30 AM". */
export const sayMoment = (at: number, timeZone: string, language: PrintLanguage): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);

interface Name {
  readonly familyName: string;
  readonly givenName?: string | null | undefined;
  readonly middleName?: string | null | undefined;
  readonly suffix?: string | null | undefined;
  readonly preferredName?: string | null | undefined;
}

const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== null && part !== '').join(' ');

/** "Last, First Middle (preferred)", as on the screen. */
export const sayName = ({ familyName, givenName, middleName, suffix, preferredName }: Name): string => {
  const [last, first] = [joined(familyName, suffix), joined(givenName, middleName)];
  const name = first === '' ? last : `${last}, ${first}`;
  return joined(preferredName) === '' || preferredName === givenName ? name : `${name} (${preferredName})`;
};
