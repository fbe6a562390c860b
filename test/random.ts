/** A seeded source of chance: the same seed gives the same run, so that every failure can be replayed. Not for keys. */
export interface Chance {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, below). */
  below(limit: number): number;
  /** True with the probability given. */
  happens(probability: number): boolean;
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** The sfc32 generator (PractRand's small fast chaotic generator), started from the numbers given. */
export function chance(...seed: readonly number[]): Chance {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const turn = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (const part of seed) {
    a ^= part | 0;
    b ^= Math.floor(part / 0x1_0000_0000) | 0;
    for (let round = 0; round < 12; round++) turn();
  }
  const below = (limit: number) => Math.floor(turn() * limit);
  return { next: turn, below, happens: (probability) => turn() < probability, pick: (list) => list[below(list.length)] ?? list[0] };
}
