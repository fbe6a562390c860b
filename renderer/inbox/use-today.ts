import { useEffect, useState } from 'react';
import { todayIn } from '../schedule/wall-time.ts';
import { useAnswer } from '../workspace/use-answer.ts';

const EVERY_MS = 60_000;

/** The practice's day, also after midnight; null before its time zone is known. */
export function useToday(): string | null {
  const zone = useAnswer('schedule.setup', {}).value?.timeZone;
  const [, look] = useState(0);
  useEffect(() => {
    const every = setInterval(() => look((before) => before + 1), EVERY_MS);
    return () => clearInterval(every);
  }, []);
  return zone === undefined ? null : todayIn(zone);
}
