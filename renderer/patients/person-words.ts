import { language } from '../i18n/i18n.ts';

interface Named {
  readonly familyName?: string | undefined;
  readonly givenName?: string | undefined;
  readonly middleName?: string | undefined;
  readonly suffix?: string | undefined;
  readonly preferredName?: string | undefined;
}

/** A name as the office says it: "García Jr., María Elena (Mari)". */
export const fullName = ({ familyName, givenName, middleName, suffix, preferredName }: Named): string => {
  const last = [familyName, suffix].filter(Boolean).join(' ');
  const first = [givenName, middleName].filter(Boolean).join(' ');
  const name = [last, first].filter(Boolean).join(', ');
  return preferredName === undefined || preferredName === '' ? name : `${name} (${preferredName})`;
};

/** Today on this workstation's calendar, 'YYYY-MM-DD'. */
export const today = (now: Date = new Date()): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;

/** Completed years on a day, both 'YYYY-MM-DD'. Somebody born on 29 February is a year older on 1 March of a common year. */
export const ageOn = (birthDate: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

const WHOLE_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A date as people say it: "March 4, 1961"; what is no whole date (a year) stays as it is. */
export const longDate = (date: string): string => {
  const parts = WHOLE_DATE.exec(date);
  if (parts === null) return date;
  const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  const locale = language() === 'es' ? 'es-US' : 'en-US';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
};

/** "March 4, 1961 (65)"; after a death the age then. */
export const birthWords = (birthDate: string, until: string = today()): string =>
  WHOLE_DATE.test(birthDate) && birthDate <= until ? `${longDate(birthDate)} (${ageOn(birthDate, until)})` : longDate(birthDate);
