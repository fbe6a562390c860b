import { birthDatesOf, type Days, takeBirthDate } from '../../shared/person/birth-date.ts';
import { asciiDigits } from '../../shared/person/phone-digits.ts';

const iso = (day: number): string => {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
};

const SOME_YEARS_ON = 60;

/**
 * What a typed date means: '3/4/61', '03041961', '4 mar 1961', '1961-03-04'; month first where both orders are possible, as dates are written here. A
 * `past` date never means the future ('61' is 1961); any other may. Null when it is no date.
 */
export const readDate = (typed: string, kind: 'past' | 'any', today: string): string | null => {
  const latest = kind === 'past' ? today : `${Number(today.slice(0, 4)) + SOME_YEARS_ON}-12-31`;
  const digits = asciiDigits(typed).trim();
  const found: readonly Days[] = /^\d{6,8}$/.test(digits) ? birthDatesOf(digits, latest) : whole(typed, latest);
  const day = nearest(
    found.filter(({ from, to }) => from === to).map(({ from }) => from),
    today,
  );
  return day === undefined ? null : iso(day);
};

/** The line must be the date and nothing else. */
const whole = (typed: string, latest: string): readonly Days[] => {
  const { born, rest } = takeBirthDate(typed, latest);
  return rest.trim() === '' ? born : [];
};

/** A two-digit year means the century nearest to today; within it the first reading (month first) holds. */
const nearest = (days: readonly number[], today: string): number | undefined => {
  const [first] = days;
  if (first === undefined) return undefined;
  const sameDay = days.filter((day) => day % 10000 === first % 10000);
  const year = Number(today.slice(0, 4));
  return sameDay.toSorted((a, b) => Math.abs(Math.floor(a / 10000) - year) - Math.abs(Math.floor(b / 10000) - year))[0];
};
