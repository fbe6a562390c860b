import { useCallback, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import type { Asked, Value } from '../../shared/operations/table.ts';
import type { WorkspaceName } from '../bridge.d.ts';
import { ask } from '../workspace/ask.ts';

/** Does one thing at a time, and remembers why it was refused. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ readonly code: FailureCode; readonly seconds: number | null } | null>(null);
  const act = useCallback(async <Name extends WorkspaceName>(name: Name, input: Asked<Name>): Promise<Value<Name> | null> => {
    setBusy(true);
    setFailure(null);
    const answer = await ask(name, input);
    setBusy(false);
    if (answer.ok) return answer.value;
    setFailure({ code: answer.code, seconds: answer.seconds ?? null });
    return null;
  }, []);
  return { busy, failure, act };
}
