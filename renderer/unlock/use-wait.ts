import { useEffect, useState } from 'react';

interface Wait {
  readonly until: number;
  readonly now: number;
}

/** Both from one look at the clock: of two looks the second may be a millisecond later, and a wait of nothing would last half a second. */
const begun = (seconds: number): Wait => {
  const now = Date.now();
  return { until: now + seconds * 1000, now };
};

/** Counts whole seconds down to zero from `seconds`, anew whenever `from` is another object or text. */
export function useWait(seconds: number, from: unknown): number {
  const [{ until, now }, setWait] = useState(() => begun(seconds));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same number of seconds may be given twice
  useEffect(() => setWait(begun(seconds)), [seconds, from]);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setWait((wait) => ({ ...wait, now: Date.now() })), 500);
    return () => clearTimeout(timer);
  });
  return left;
}
