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

/** As `Asking`, with the question it answers. */
interface Known<T> extends Pick<Asking<T>, 'value' | 'failure'> {
  readonly answers: string | null;
}

const SLOW_MS = 400;

/**
 * Asks an operation for what a screen shows, anew whenever the input changes; null asks nothing. Only the newest question counts: a late answer to
 * an older one is dropped.
 */
export function useAnswer<Name extends WorkspaceName>(name: Name, input: Asked<Name> | null): Asking<Value<Name>> {
  const [known, setKnown] = useState<Known<Value<Name>>>({ value: null, failure: null, answers: null });
  const [slowFor, setSlowFor] = useState<string | null>(null);
  const newest = useRef(0);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const key = JSON.stringify(input);
  const question = `${name} ${round} ${key}`;
  const current = useRef(input);
  current.current = input;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the input counts by its content, `round` asks again
  useEffect(() => {
    newest.current += 1;
    const mine = newest.current;
    const wanted = current.current;
    if (wanted === null) {
      setKnown({ value: null, failure: null, answers: question });
      return undefined;
    }
    const skeleton = setTimeout(() => setSlowFor(question), SLOW_MS);
    void ask(name, wanted).then((answer) => {
      clearTimeout(skeleton);
      if (mine !== newest.current) return;
      setKnown(
        answer.ok
          ? { value: answer.value, failure: null, answers: question }
          : { value: null, failure: { code: answer.code, seconds: answer.seconds ?? null }, answers: question },
      );
    });
    return () => {
      clearTimeout(skeleton);
      newest.current += 1;
    };
  }, [name, key, round]);

  // Known while rendering, not an effect later: for no moment does an old answer pass for the new question's.
  const loading = input !== null && known.answers !== question;
  return { value: input === null ? null : known.value, failure: known.failure, slow: loading && slowFor === question, loading, again };
}
