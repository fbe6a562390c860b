import { Temporal } from 'temporal-polyfill';
import { visitTime } from '../../shared/phi/visit.ts';
import type { Language } from '../i18n/i18n.ts';
import { dateFormat } from '../ui/formats.ts';

/** "9:00 AM", "9:00 a. m.": minutes after midnight on the practice's wall. */
export const sayTime = (minutes: number, language: Language): string =>
  dateFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(minutes * 60_000);

const TYPED = /^(\d{1,2})(?::?(\d{2}))? ?(a|p)?\.? ?m?\.?$/;

/** The time somebody typed: `9`, `930`, `9:30`, `9:30 pm`, `14:00`, as minutes after midnight; null where it is none. */
export const readTime = (typed: string): number | null => {
  const found = TYPED.exec(typed.replaceAll(/\s/g, ' ').trim().toLowerCase());
  if (found === null) return null;
  const [, hourText = '', minuteText = '0', half] = found;
  const [hour, minute] = [Number(hourText), Number(minuteText)];
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return hours * 60 + minute;
};

/** The day on the practice's wall. */
export const todayIn = (timeZone: string): string => Temporal.Now.plainDateISO(timeZone).toString();

export const daysLater = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** "Wednesday, May 14, 2031". */
export const sayDay = (day: string, language: Language): string =>
  dateFormat(language, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds,
  );

/** "Wed, May 14". */
export const sayShortDay = (day: string, language: Language): string =>
  dateFormat(language, { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds,
  );

/** Monday is 0, as the hours of the set-up begin. */
export const weekdayOf = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek - 1;

/** Monday, January 1, 2024. */
const A_MONDAY = Date.UTC(2024, 0, 1);

/** "Monday", "Mon": Monday is 0. */
export const sayWeekday = (at: number, language: Language, weekday: 'long' | 'short' = 'long'): string =>
  dateFormat(language, { weekday, timeZone: 'UTC' }).format(A_MONDAY + at * 86_400_000);

/** A visit's length as it was typed, in minutes; null where it is none. */
export const readMinutes = (typed: string): number | null => {
  const minutes = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return visitTime.minutes.safeParse(minutes).success ? minutes : null;
};
