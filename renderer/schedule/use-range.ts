import { useCallback, useEffect, useRef, useState } from 'react';
import type { Value } from '../../shared/operations/table.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { ask } from '../workspace/ask.ts';
import { type Day, useDay } from './use-day.ts';
import type { Range } from './view-range.ts';

/** All visits of these days, page after page; null asks for none. */
function useRange(range: Range | null, providerId: string | null): Day {
  const key = range === null ? null : JSON.stringify([range, providerId]);
  const [known, setKnown] = useState<Pick<Day, 'visits' | 'of' | 'failure'>>({ visits: null, of: key, failure: null });
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the range counts by its content, `round` asks again
  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    if (range === null) return undefined;
    const read = async (): Promise<void> => {
      const visits: Visit[] = [];
      let after: Value<'schedule.list'>['next'] = null;
      do {
        const answer: Awaited<ReturnType<typeof ask<'schedule.list'>>> = await ask('schedule.list', { ...range, providerId, after });
        if (mine !== newest.current) return;
        if (!answer.ok) return setKnown({ visits: null, of: key, failure: { code: answer.code, seconds: answer.seconds ?? null } });
        visits.push(...answer.value.visits);
        after = answer.value.next;
      } while (after !== null);
      setKnown({ visits, of: key, failure: null });
    };
    void read();
    return () => {
      newest.current += 1;
    };
  }, [key, round]);
  return { ...known, of: known.of === key ? key : null, again };
}

/** The visits that are on the screen: of one day, or of several. Empty until they are known. */
export function useVisits(
  range: Range,
  providerId: string | null,
): Pick<Day, 'failure' | 'again'> & { readonly visits: readonly Visit[]; readonly known: boolean } {
  const single = range.from === range.to && providerId === null;
  const day = useDay(single ? range.from : null);
  const days = useRange(single ? null : range, providerId);
  const { visits, of, failure, again } = single ? day : days;
  const known = visits !== null && (single ? of === range.from : of !== null);
  return { visits: known ? visits : [], known, failure, again };
}
