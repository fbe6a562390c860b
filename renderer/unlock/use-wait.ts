import { useEffect, useState } from 'react';

/** Counts whole seconds down to zero from `seconds`, anew whenever `from` is another object or text. */
export function useWait(seconds: number, from: unknown): number {
  const [until, setUntil] = useState(() => Date.now() + seconds * 1000);
  const [now, setNow] = useState(Date.now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same number of seconds may be given twice
  useEffect(() => {
    setNow(Date.now());
    setUntil(Date.now() + seconds * 1000);
  }, [seconds, from]);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), 500);
    return () => clearTimeout(timer);
  });
  return left;
}
