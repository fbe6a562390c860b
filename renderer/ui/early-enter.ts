import { useEffect, useRef } from 'react';

/** What a search shows at the moment. Ids are opaque here. */
export interface Shown {
  /** The hits belong to what stands in the box now. */
  readonly fresh: boolean;
  readonly first: string | null;
  /** The first hit is the only one, and nothing was forgiven to find it. */
  readonly alone: boolean;
}

/** Whom an Enter struck too early opens now that the hits are there: who was chosen already and still comes first, or the one person whom the line names. */
export const opensFor = (struck: { readonly chosen: string | null }, { first, alone }: Shown): string | null =>
  first !== null && (first === struck.chosen || alone) ? first : null;

/**
 * Keeps an Enter that was struck while the hits of the last letter were still on their way, so that fast hands need not strike twice. Among several
 * people not yet seen it opens nobody. Further typing forgets it.
 */
export function useEarlyEnter(typed: string, shown: Shown, open: (id: string) => void): (chosen: string | null) => void {
  const struck = useRef<{ readonly typed: string; readonly chosen: string | null } | null>(null);
  useEffect(() => {
    const early = struck.current;
    if (early === null || !shown.fresh) return;
    struck.current = null;
    const whom = early.typed === typed ? opensFor(early, shown) : null;
    if (whom !== null) open(whom);
  });
  return (chosen) => {
    struck.current = { typed, chosen };
  };
}
