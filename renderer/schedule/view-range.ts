import { daysLater, weekdayOf } from './wall-time.ts';

export const VIEWS = ['day', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];

/** How many days a list may show. */
export const LIST_LENGTHS = [1, 7, 30] as const;

/** From the first day to the last, both of them in it. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** The days a view shows when it stands at this day: the day, its week from Monday on, or so many days from it on. */
export const rangeOf = (view: View, day: string, listed: number): Range => {
  if (view === 'day') return { from: day, to: day };
  if (view === 'list') return { from: day, to: daysLater(day, listed - 1) };
  const monday = daysLater(day, -weekdayOf(day));
  return { from: monday, to: daysLater(monday, 6) };
};

export const daysOf = ({ from, to }: Range): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = daysLater(day, 1)) days.push(day);
  return days;
};
