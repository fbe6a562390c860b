import { useEffect, useState } from 'react';
import { Temporal } from 'temporal-polyfill';

/** The moment, and what the practice's wall says of it. */
export interface Wall {
  readonly now: number;
  readonly day: string;
  /** Minutes after midnight. */
  readonly minute: number;
}

/** What the practice's wall clock says at this moment. */
export const wallNow = (timeZone: string): Wall => {
  const there = Temporal.Now.zonedDateTimeISO(timeZone);
  return { now: there.epochMilliseconds, day: there.toPlainDate().toString(), minute: there.hour * 60 + there.minute };
};

const EVERY_MS = 15_000;

/** The practice's wall clock, looked at often enough for minutes. */
export function useWall(timeZone: string): Wall {
  const [wall, setWall] = useState(() => wallNow(timeZone));
  useEffect(() => {
    const look = () => setWall(wallNow(timeZone));
    look();
    const every = setInterval(look, EVERY_MS);
    return () => clearInterval(every);
  }, [timeZone]);
  return wall;
}
