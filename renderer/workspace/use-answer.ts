import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import type { Asked, Value } from '../../shared/operations/table.ts';
import type { WorkspaceName } from '../bridge.d.ts';
import { ask } from './ask.ts';

/** What is known of an answer. `value` stays while a newer one is on its way (`loading`), so that lists don't blink. */
export interface Asking<T> {
  readonly value: T | null;
  readonly failure: { readonly code: FailureCode; readonly seconds: number | null } | null;
  readonly loading: boolean;
  /** The answer takes longer than 400 ms: time to show a skeleton. */
  readonly slow: boolean;
  readonly again: () => void;
}

/**
 * Asks an operation for what a screen shows, anew whenever the input changes; null asks nothing. Only the newest question counts: a late answer to
 * an older one is dropped.
 */
export function useAnswer<Name extends WorkspaceName>(name: Name, input: Asked<Name> | null): Asking<Value<Name>> {
  const [known, setKnown] = useState<Omit<Asking<Value<Name>>, 'again'>>({
    value: null,
    failure: null,
    loading: input !== null,
    slow: false,
  });
  const newest = useRef(0);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const key = JSON.stringify(input);
  const current = useRef(input);
  current.current = input;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the input counts by its content, `round` asks again
  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    const wanted = current.current;
    if (wanted === null) {
      setKnown({ value: null, failure: null, loading: false, slow: false });
      return undefined;
    }
    setKnown((before) => ({ ...before, loading: true, slow: false }));
    const skeleton = setTimeout(() => setKnown((before) => ({ ...before, slow: before.loading })), 400);
    void ask(name, wanted).then((answer) => {
      clearTimeout(skeleton);
      if (mine !== newest.current) return;
      setKnown(
        answer.ok
          ? { value: answer.value, failure: null, loading: false, slow: false }
          : { value: null, failure: { code: answer.code, seconds: answer.seconds ?? null }, loading: false, slow: false },
      );
    });
    return () => {
      clearTimeout(skeleton);
      newest.current += 1;
    };
  }, [name, key, round]);

  return { ...known, again };
}
