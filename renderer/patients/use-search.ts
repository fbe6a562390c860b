import type { Value } from '../../shared/operations/table.ts';
import type { Asking } from '../workspace/use-answer.ts';
import { useTypedAnswer } from '../workspace/use-typed-answer.ts';

const LETTERS_NEEDED = 2;

export const isEnough = (typed: string): boolean => typed.trim().length >= LETTERS_NEEDED;

export interface Searching {
  readonly found: Asking<Value<'patient.search'>>;
  /** The hits on the screen belong to what stands in the box now. */
  readonly fresh: boolean;
}

/** Searches as one types. Only the newest question counts; `fresh` is false while the hits still belong to an older one. */
export function useSearch(typed: string, includeArchived: boolean): Searching {
  const found = useTypedAnswer('patient.search', isEnough(typed) ? { query: typed, includeArchived } : null);
  return { found, fresh: found.fresh && isEnough(typed) };
}
