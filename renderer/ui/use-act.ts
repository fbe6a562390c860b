import { useCallback, useState } from 'react';
import type { Answer } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';

export interface Refusal {
  readonly code: FailureCode;
  readonly seconds: number | null;
}

/** Does one thing at a time, and remembers why it was refused. The answer to what opens a session may never come: the page is gone by then. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Refusal | null>(null);
  const act = useCallback(async <T>(call: () => Promise<Answer<T>>): Promise<T | null> => {
    setBusy(true);
    setFailure(null);
    const answer: Answer<T> = await call().catch(() => ({ ok: false, code: 'internal' }) as const);
    setBusy(false);
    if (answer.ok) return answer.value;
    setFailure({ code: answer.code, seconds: answer.seconds ?? null });
    return null;
  }, []);
  /** What was refused is asked otherwise now: the refusal is no word on it any more. */
  const forget = useCallback(() => setFailure(null), []);
  return { busy, failure, act, forget };
}
