/** A seeded source of chance: the same seed gives the same run on every machine (mulberry32). */
export interface Dice {
  /** An integer from 0 to n - 1. */
  readonly below: (n: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** A rank from 0 to n - 1 whose chance falls about as 1 / (rank + 8). */
  readonly zipf: (n: number) => number;
}

export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(unit() * n);
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    zipf: (n) => Math.min(n - 1, Math.floor(8 * ((n + 8) / 8) ** unit() - 8)),
  };
};
