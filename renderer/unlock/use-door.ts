import { useCallback, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import type { Asked, Value } from '../../shared/operations/table.ts';
import type { UnlockName } from '../bridge.d.ts';
import { door } from './door.ts';

export interface DoorFailure {
  readonly code: FailureCode;
  readonly seconds: number | null;
}

/** Asks the door one thing at a time and remembers why it said no. The answer to what opens a session may never come: the page is gone by then. */
export function useDoor() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<DoorFailure | null>(null);
  const tell = useCallback(async <Name extends UnlockName>(name: Name, input: Asked<Name>): Promise<Value<Name> | null> => {
    setBusy(true);
    setFailure(null);
    const answer = await door[name](input).catch(() => ({ ok: false, code: 'internal' }) as const);
    setBusy(false);
    if (answer.ok) return answer.value;
    setFailure({ code: answer.code, seconds: 'seconds' in answer ? (answer.seconds ?? null) : null });
    return null;
  }, []);
  return { busy, failure, tell };
}
