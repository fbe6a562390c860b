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

/** The newest answer, and the question it answers. */
interface Known<T> extends Pick<Asking<T>, 'value' | 'failure' | 'slow'> {
  readonly of: string | null;
}

/**
 * Asks an operation for what a screen shows, anew whenever the input changes; null asks nothing. Only the newest question counts: a late answer to
 * an older one is dropped.
 */
export function useAnswer<Name extends WorkspaceName>(name: Name, input: Asked<Name> | null): Asking<Value<Name>> {
  const [known, setKnown] = useState<Known<Value<Name>>>({ of: null, value: null, failure: null, slow: false });
  const newest = useRef(0);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const question = input === null ? null : `${round} ${JSON.stringify(input)}`;
  const current = useRef(input);
  current.current = input;

  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    const wanted = current.current;
    if (wanted === null) {
      setKnown({ of: null, value: null, failure: null, slow: false });
      return undefined;
    }
    setKnown((before) => (before.slow ? { ...before, slow: false } : before));
    const skeleton = setTimeout(() => setKnown((before) => ({ ...before, slow: true })), 400);
    void ask(name, wanted).then((answer) => {
      clearTimeout(skeleton);
      if (mine !== newest.current) return;
      setKnown(
        answer.ok
          ? { of: question, value: answer.value, failure: null, slow: false }
          : { of: question, value: null, failure: { code: answer.code, seconds: answer.seconds ?? null }, slow: false },
      );
    });
    return () => {
      clearTimeout(skeleton);
      newest.current += 1;
    };
  }, [name, question]);

  // An answer counts as the question's own from the first drawing on, not only once the effect has run: Enter may open what it names.
  const loading = question !== null && known.of !== question;
  return { value: question === null ? null : known.value, failure: known.failure, loading, slow: loading && known.slow, again };
}
