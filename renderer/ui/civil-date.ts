import { birthDatesOf, takeBirthDate } from '../../shared/person/birth-date.ts';
import type { Language } from '../i18n/i18n.ts';
import { dateFormat } from './formats.ts';

/** The calendar day on this workstation's clock, as 'YYYY-MM-DD'. */
export const todayHere = (now: Date = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const partsOf = (date: string): Day | null => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return found === null ? null : { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
};

const written = (number: number): string => {
  const digits = String(number);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
};

/** How far into the future a day that is no birth date may lie (an insurance card, a consent): years. */
const AHEAD_YEARS = 20;

/**
 * The day somebody typed: `3/4/61`, `03041961`, `4 mar 1961`, `1961-03-04`, as 'YYYY-MM-DD', or null where it is none. Read month first, unless only
 * the other order makes a day. A birth date is never in the future; two figures of a year mean the latest year that can be.
 */
export const readDate = (typed: string, kind: 'birth' | 'any', today: string): string | null => {
  const text = typed.trim();
  const until = kind === 'birth' ? today : `${Number(today.slice(0, 4)) + AHEAD_YEARS}-12-31`;
  const read = /^\d+$/.test(text) ? { born: birthDatesOf(text, until), rest: '' } : takeBirthDate(text, until);
  const day = read.born.find(({ from, to }) => from === to);
  return day === undefined || read.rest.trim() !== '' ? null : written(day.from);
};

/** "March 4, 1961" or "4 de marzo de 1961". A date that is none is given back as it stands. */
export const sayDate = (date: string, language: Language): string => {
  const parts = partsOf(date);
  if (parts === null) return date;
  // a number of milliseconds in UTC, formatted in UTC: no time zone can move the day
  const utc = Date.UTC(parts.year, parts.month - 1, parts.day);
  return dateFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(utc);
};

/** Whole months lived on a day. */
const monthsLived = (born: Day, on: Day): number => (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day ? 1 : 0);

/** The age on a day: years, and months below two years, as care for infants needs it. Null for a date that is none or not yet. */
export const ageOn = (birthDate: string, today: string): { readonly years: number; readonly months: number | null } | null => {
  const born = partsOf(birthDate);
  const on = partsOf(today);
  if (born === null || on === null) return null;
  const months = monthsLived(born, on);
  if (months < 0) return null;
  return { years: Math.floor(months / 12), months: months < 24 ? months : null };
};

/** "March 4, 1961 (65)"; below two years "(7 months)". Without today's age for a person who has died: pass the day of death as `today`. */
export const sayBirth = (birthDate: string, language: Language, today: string = todayHere()): string => {
  const age = ageOn(birthDate, today);
  const day = sayDate(birthDate, language);
  if (age === null) return day;
  if (age.months === null) return `${day} (${age.years})`;
  const words = language === 'es' ? ['mes', 'meses'] : ['month', 'months'];
  return `${day} (${age.months} ${age.months === 1 ? words[0] : words[1]})`;
};
