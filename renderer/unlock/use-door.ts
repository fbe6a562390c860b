import { useCallback } from 'react';
import type { Asked, Value } from '../../shared/operations/table.ts';
import type { UnlockName } from '../bridge.d.ts';
import { useAct } from '../ui/use-act.ts';
import { door } from './door.ts';

/** Asks the door one thing at a time and remembers why it said no. */
export function useDoor() {
  const { busy, failure, act } = useAct();
  const tell = useCallback(
    <Name extends UnlockName>(name: Name, input: Asked<Name>): Promise<Value<Name> | null> => act<Value<Name>>(() => door[name](input)),
    [act],
  );
  return { busy, failure, tell };
}
