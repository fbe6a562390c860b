import { Temporal } from 'temporal-polyfill';

/** Whether the clocks of this time zone ever show this minute of this day: where they are put forward an hour is left out, and nobody can come in it. */
export const isShown = (day: Temporal.PlainDate | string, minute: number, timeZone: string): boolean => {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return wall.toZonedDateTime(timeZone).toPlainDateTime().equals(wall);
};
