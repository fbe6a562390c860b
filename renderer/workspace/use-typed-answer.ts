import { useState } from 'react';
import type { Asked, Value } from '../../shared/operations/table.ts';
import type { WorkspaceName } from '../bridge.d.ts';
import { type Asking, useAnswer } from './use-answer.ts';

export interface TypedAsking<T> extends Asking<T> {
  /** The value belongs to what stands in the box right now. */
  readonly fresh: boolean;
}

/**
 * Answers as one types: a question is asked with the letter that made it, unless one is on its way; then the newest is asked as soon as that is answered. So nobody waits
 * for a pause in the typing, and however fast the typing, questions never pile up before the store.
 */
export function useTypedAnswer<Name extends WorkspaceName>(name: Name, input: Asked<Name> | null): TypedAsking<Value<Name>> {
  const [asked, setAsked] = useState(input);
  const answer = useAnswer(name, asked);
  const current = JSON.stringify(asked) === JSON.stringify(input);
  if (!current && !answer.loading) setAsked(input);
  return { ...answer, fresh: current && !answer.loading };
}
