import { Failure } from '../../shared/failure.ts';

/** Limits on what a page may send, before any schema looks at it. */
export const LIMITS = { depth: 32, nodes: 20_000, characters: 1_000_000 } as const;

export type ShapeVerdict = 'fine' | 'too-large' | 'bad-input';

/**
 * Walks what came over the bridge once: plain data only (null, booleans, finite numbers, well-formed strings, arrays, plain objects), bounded in depth,
 * count and length. A structured clone can carry more than that (maps, dates, cycles, typed arrays); all of it is refused.
 */
export const shapeOf = (value: unknown): ShapeVerdict => {
  let nodes = 0;
  let characters = 0;
  const walk = (node: unknown, depth: number): ShapeVerdict => {
    nodes += 1;
    if (depth > LIMITS.depth || nodes > LIMITS.nodes) return 'too-large';
    if (node === null || node === undefined || typeof node === 'boolean') return 'fine';
    if (typeof node === 'number') return Number.isFinite(node) ? 'fine' : 'bad-input';
    if (typeof node === 'string') {
      characters += node.length;
      if (characters > LIMITS.characters) return 'too-large';
      return node.isWellFormed() ? 'fine' : 'bad-input';
    }
    if (typeof node !== 'object') return 'bad-input';
    if (Array.isArray(node)) {
      // An array may claim a length of billions and hold nothing; whoever walks it by its length would never end.
      if (node.length > LIMITS.nodes) return 'too-large';
      if (Object.keys(node).length !== node.length) return 'bad-input';
    } else {
      const prototype: unknown = Object.getPrototypeOf(node);
      if (prototype !== Object.prototype && prototype !== null) return 'bad-input';
      if (Object.hasOwn(node, '__proto__')) return 'bad-input';
    }
    for (const [key, inner] of Object.entries(node)) {
      characters += key.length;
      if (characters > LIMITS.characters) return 'too-large';
      if (!key.isWellFormed()) return 'bad-input';
      const verdict = walk(inner, depth + 1);
      if (verdict !== 'fine') return verdict;
    }
    return 'fine';
  };
  return walk(value, 0);
};

/** Lets plain, bounded data pass. Throws Failure `bad-input` or `too-large`. */
export const admitShape = (value: unknown): void => {
  const verdict = shapeOf(value);
  if (verdict !== 'fine') throw new Failure(verdict);
};
