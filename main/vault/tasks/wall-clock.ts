import { Temporal } from 'temporal-polyfill';

/** A moment as the clock on the practice's wall says it. */
export interface WallClock {
  readonly day: string;
  /** Minutes after midnight. */
  readonly minute: number;
  /** When this day began there, epoch ms. */
  readonly dayBegan: number;
}

export const wallClock = (timeZone: string, now: number): WallClock => {
  const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return {
    day: there.toPlainDate().toString(),
    minute: there.hour * 60 + there.minute,
    dayBegan: there.startOfDay().epochMilliseconds,
  };
};

/** The key of this moment among those of what is due (0008-tasks.ts): everything due before it is overdue. */
export const dueKeyOf = ({ day, minute }: WallClock): string => `${day}T${String(minute).padStart(4, '0')}`;
