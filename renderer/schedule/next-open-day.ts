import { closureOn } from '../../shared/open-hours.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { daysLater, weekdayOf } from './wall-time.ts';

/** The longest closure that is looked over. */
const MOST_DAYS = 31;

/** The first day after this one on which the practice is open; simply the next one where none is within a month. */
export const nextOpenDay = (setup: Pick<ScheduleSetup, 'hours' | 'closures'>, day: string): string => {
  for (let days = 1; days <= MOST_DAYS; days += 1) {
    const next = daysLater(day, days);
    if (setup.hours[weekdayOf(next)] !== null && closureOn(setup, next) === undefined) return next;
  }
  return daysLater(day, 1);
};
