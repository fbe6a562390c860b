import { language } from '../i18n/i18n.ts';
import { dateFormat, numberFormat } from './formats.ts';

/** An instant as a time of the day, on this workstation's clock: "10:42 AM". */
export const timeOfDay = (instant: number): string => dateFormat(language(), { hour: 'numeric', minute: '2-digit' }).format(instant);

/** An instant as people say it: the time today, otherwise day and time. */
export const dayAndTime = (instant: number, now: number = Date.now()): string => {
  const day = dateFormat(language(), { dateStyle: 'long' });
  return day.format(instant) === day.format(now) ? timeOfDay(instant) : `${day.format(instant)}, ${timeOfDay(instant)}`;
};

/** An instant with its day, whatever day it is: "November 22, 2026, 10:42 AM". */
export const fullMoment = (instant: number): string => dateFormat(language(), { dateStyle: 'long', timeStyle: 'short' }).format(instant);

/** An instant in a table: the time today, otherwise the day in short: "Nov 21, 2026". */
export const shortInstant = (instant: number, now: number = Date.now()): string => {
  const day = dateFormat(language(), { dateStyle: 'medium' });
  return day.format(instant) === day.format(now) ? timeOfDay(instant) : day.format(instant);
};

/** A count with the language's own grouping: "12,480". */
export const count = (value: number): string => numberFormat(language()).format(value);
