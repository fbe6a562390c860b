import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { MINUTES_OF_DAY } from '../../shared/phi/visit.ts';
import { weekdayOf } from './wall-time.ts';

const HOUR = 60;
/** A closed day shows what an office day would. */
const OFFICE = { opens: 8 * HOUR, closes: 17 * HOUR };

/** What of a day is drawn: its open hours and every visit there is, in whole hours. */
export const boundsOf = (
  setup: Pick<ScheduleSetup, 'hours'>,
  day: string,
  visits: readonly { readonly start: number; readonly minutes: number }[],
): { readonly from: number; readonly to: number } => {
  const { opens, closes } = setup.hours[weekdayOf(day)] ?? OFFICE;
  const first = Math.min(opens, ...visits.map(({ start }) => start));
  const last = Math.max(closes, ...visits.map(({ start, minutes }) => start + minutes));
  return { from: Math.floor(first / HOUR) * HOUR, to: Math.min(Math.ceil(last / HOUR) * HOUR, MINUTES_OF_DAY) };
};
