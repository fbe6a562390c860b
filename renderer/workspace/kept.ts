import { useCallback, useMemo } from 'react';
import type * as z from 'zod';
import { create } from 'zustand';

/** What stands in the screens, by name; part of a person's whereabouts. */
export const useScreens = create<{ readonly kept: Readonly<Record<string, unknown>> }>()(() => ({ kept: {} }));

/**
 * As `useState`, for what a screen shows or is asked for: it outlives the screen, and comes back to the same person after a lock. Never for a password or a code.
 * `schema` and `initial` are constants of the screen; what no longer fits the schema is `initial`.
 */
export function useKept<T>(name: string, schema: z.ZodType<T>, initial: T): readonly [T, (value: T) => void] {
  const raw = useScreens(({ kept }) => kept[name]);
  const value = useMemo(() => {
    const read = schema.safeParse(raw);
    return read.success ? read.data : initial;
  }, [raw, schema, initial]);
  const set = useCallback((next: T) => useScreens.setState(({ kept }) => ({ kept: { ...kept, [name]: next } })), [name]);
  return [value, set];
}
