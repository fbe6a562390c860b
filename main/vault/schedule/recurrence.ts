import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Recurrence, SERIES_MOST } from '../../../shared/phi/series.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
/** Every month has so many days. */
const SHORTEST = 28;

/** Noon of a day where no clock is ever changed: a series is made of dates, and the practice's clock has no say in them. */
const noon = (day: string): Temporal.ZonedDateTime => Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' });

/** As RFC 5545 writes it. In a month without a 31st it is the last day; a fifth weekday, which not every month has, is the last one. */
const partsOf = ({ repeats }: Recurrence, first: Temporal.PlainDate) => {
  if (repeats === 'weekly') return { freq: 'WEEKLY' as const };
  const freq = 'MONTHLY' as const;
  if (repeats === 'monthly-by-weekday') {
    const nth = Math.ceil(first.day / 7);
    return { freq, byDay: [`${nth === 5 ? -1 : nth}${WEEKDAYS[first.dayOfWeek - 1] ?? 'MO'}`] };
  }
  if (first.day <= SHORTEST) return { freq, byMonthDay: [first.day] };
  return { freq, byMonthDay: Array.from({ length: first.day - SHORTEST + 1 }, (_, at) => SHORTEST + at), bySetPos: [-1] };
};

/** The days of a series from its first on; `more` where there are more than one series can have. */
export const seriesDays = (day: string, rule: Recurrence): { readonly days: readonly string[]; readonly more: boolean } => {
  const made = new RRuleTemporal({
    temporal: Temporal,
    dtstart: noon(day),
    interval: rule.every,
    ...partsOf(rule, Temporal.PlainDate.from(day)),
    ...('count' in rule.ends ? { count: rule.ends.count } : { until: noon(rule.ends.until) }),
  });
  const days = made
    .all((_, at) => at <= SERIES_MOST)
    .map((at) => at.toPlainDate().toString())
    .filter((one) => one.length === day.length);
  return { days: days.slice(0, SERIES_MOST), more: days.length > SERIES_MOST };
};
