import { useEffect, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { Wait } from '../../shared/phi/wait.ts';
import { ask } from '../workspace/ask.ts';
import type { Freed } from './freed.ts';

interface Waits {
  /** Null before the first answer. */
  readonly waits: readonly Wait[] | null;
  readonly failure: { readonly code: FailureCode; readonly seconds: number | null } | null;
}

/** Everybody who waits, page after page, or those a freed time would suit. */
export function useWaits(freed: Freed | null): Waits & { readonly again: () => void } {
  const [known, setKnown] = useState<Waits>({ waits: null, failure: null });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(freed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time counts by its content, `round` asks again
  useEffect(() => {
    let left = false;
    const read = async (): Promise<void> => {
      const waits: Wait[] = [];
      let after: Value<'wait.list'>['next'] = null;
      do {
        const answer: Awaited<ReturnType<typeof ask<'wait.list'>>> | Awaited<ReturnType<typeof ask<'wait.fitting'>>> =
          freed === null ? await ask('wait.list', { after }) : await ask('wait.fitting', { ...freed, names: true });
        if (left) return;
        if (!answer.ok) return setKnown({ waits: null, failure: { code: answer.code, seconds: answer.seconds ?? null } });
        waits.push(...answer.value.waits);
        after = 'next' in answer.value ? answer.value.next : null;
      } while (after !== null);
      setKnown({ waits, failure: null });
    };
    void read();
    return () => {
      left = true;
    };
  }, [key, round]);
  return { ...known, again: () => setRound((before) => before + 1) };
}
