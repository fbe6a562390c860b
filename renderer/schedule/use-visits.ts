import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { ask } from '../workspace/ask.ts';
import type { Range } from './view-range.ts';
import { withVisit } from './with-visit.ts';

interface Known {
  readonly visits: readonly Visit[] | null;
  /** The question these visits answer. */
  readonly of: string;
  readonly failure: { readonly code: FailureCode; readonly seconds: number | null } | null;
}

export interface Visits {
  /** In the order of their times. Null before the first answer; those of the days before stay until the next are whole. */
  readonly visits: readonly Visit[] | null;
  /** Whether they are of the days asked for. */
  readonly known: boolean;
  readonly failure: Known['failure'];
  /** Reads them again. */
  readonly again: () => void;
  /** Shows a visit as a change has answered it, at once; then reads all again, for what else may have changed. */
  readonly put: (made: Visit) => void;
}

type Page<Next> = Answer<{ readonly visits: readonly Visit[]; readonly next: Next | null }>;

/** All pages of a list; null where nobody waits for them any more. */
const readAll = async <Next>(
  page: (after: Next | null) => Promise<Page<Next>>,
  awaited: () => boolean,
): Promise<Answer<Visit[]> | null> => {
  const visits: Visit[] = [];
  let after: Next | null = null;
  do {
    const answer: Page<Next> = await page(after);
    if (!awaited()) return null;
    if (!answer.ok) return answer;
    visits.push(...answer.value.visits);
    after = answer.value.next;
  } while (after !== null);
  return { ok: true, value: visits };
};

/** All visits of these days, with one provider or with all. Days left meanwhile are not read on. */
export function useVisits({ from, to }: Range, providerId: string | null): Visits {
  const key = JSON.stringify([from, to, providerId]);
  const [{ visits, of, failure }, setKnown] = useState<Known>({ visits: null, of: key, failure: null });
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const put = useCallback(
    (made: Visit) => {
      setKnown((now) =>
        now.visits === null || now.of !== key ? now : { ...now, visits: withVisit(now.visits, made, { from, to }, providerId) },
      );
      again();
    },
    [key, from, to, providerId, again],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    const awaited = () => mine === newest.current;
    const all =
      from === to && providerId === null
        ? readAll<Value<'schedule.day'>['next']>((after) => ask('schedule.day', { day: from, after }), awaited)
        : readAll<Value<'schedule.list'>['next']>((after) => ask('schedule.list', { from, to, providerId, after }), awaited);
    void all.then((answer) => {
      if (answer === null) return;
      if (answer.ok) setKnown({ visits: answer.value, of: key, failure: null });
      else setKnown({ visits: null, of: key, failure: { code: answer.code, seconds: answer.seconds ?? null } });
    });
    return () => {
      newest.current += 1;
    };
  }, [from, to, providerId, key, round]);
  return { visits, known: visits !== null && of === key, failure, again, put };
}
