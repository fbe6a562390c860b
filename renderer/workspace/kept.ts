import { useCallback, useMemo } from 'react';
import type * as z from 'zod';
import { create } from 'zustand';

/** What stands in the screens, by name; part of a person's whereabouts. */
export const useScreens = create<{ readonly kept: Readonly<Record<string, unknown>> }>()(() => ({ kept: {} }));

const FORM = 'form:';

/** What stands in forms that have no draft of their own: leaves the page like a draft, soon after it was typed. */
export const typedIn = (kept: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(kept).filter(([name, value]) => name.startsWith(FORM) && value !== null));

/** As `useKept`, for what is typed into a form: it survives a kill as well. Null means that the form is not begun. */
export function useKeptForm<T>(name: string, schema: z.ZodType<T>): readonly [T | null, (value: T | null) => void] {
  const nullable = useMemo(() => schema.nullable(), [schema]);
  return useKept<T | null>(`${FORM}${name}`, nullable, null);
}

/** What stands in such a form at this moment: for an act that ends later than it began. */
export const keptForm = <T>(name: string, schema: z.ZodType<T>): T | null =>
  schema.safeParse(useScreens.getState().kept[`${FORM}${name}`]).data ?? null;

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
