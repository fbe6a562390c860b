import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { ask } from '../workspace/ask.ts';

export interface Day {
  /** Null before the first answer. Those of the day before stay until the next are whole. */
  readonly visits: readonly Visit[] | null;
  readonly of: string | null;
  readonly failure: { readonly code: FailureCode; readonly seconds: number | null } | null;
  readonly again: () => void;
}

/** All visits of a day, page after page; null asks for none. A day left meanwhile is not read on. */
export function useDay(day: string | null): Day {
  const [known, setKnown] = useState<Pick<Day, 'visits' | 'of' | 'failure'>>({ visits: null, of: day, failure: null });
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    if (day === null) return undefined;
    const read = async (): Promise<void> => {
      const visits: Visit[] = [];
      let after: Value<'schedule.day'>['next'] = null;
      do {
        const answer: Awaited<ReturnType<typeof ask<'schedule.day'>>> = await ask('schedule.day', { day, after });
        if (mine !== newest.current) return;
        if (!answer.ok) return setKnown({ visits: null, of: day, failure: { code: answer.code, seconds: answer.seconds ?? null } });
        visits.push(...answer.value.visits);
        after = answer.value.next;
      } while (after !== null);
      setKnown({ visits, of: day, failure: null });
    };
    void read();
    return () => {
      newest.current += 1;
    };
  }, [day, round]);
  return { ...known, again };
}
