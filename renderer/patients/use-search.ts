import { useDebouncedValue } from '@mantine/hooks';
import type { Value } from '../../shared/operations/table.ts';
import { type Asking, useAnswer } from '../workspace/use-answer.ts';

/** Long enough to join two letters struck together, too short to be felt. */
const PAUSE_MS = 20;
const LETTERS_NEEDED = 2;

export const isEnough = (typed: string): boolean => typed.trim().length >= LETTERS_NEEDED;

export interface Searching {
  readonly found: Asking<Value<'patient.search'>>;
  /** The hits on the screen belong to what stands in the box now. */
  readonly fresh: boolean;
}

/** Searches as one types. Only the newest question counts; `fresh` is false while the hits still belong to an older one. */
export function useSearch(typed: string, includeArchived: boolean): Searching {
  const [query] = useDebouncedValue(typed, PAUSE_MS);
  const found = useAnswer('patient.search', isEnough(query) ? { query, includeArchived } : null);
  return { found, fresh: query === typed && !found.loading && isEnough(typed) };
}
