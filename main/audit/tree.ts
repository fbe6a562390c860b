import { Failure } from '../../shared/failure.ts';
import { nodeHash, sameBytes, sha256 } from './digest.ts';

/**
 * The Merkle tree over the log (RFC 9162 2.1), grown one leaf at a time. Only the roots of its perfect subtrees are held, largest first: at most
 * 53 hashes, whatever the size.
 */
export class Frontier {
  #size = 0;
  #roots: Uint8Array[] = [];

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let node = leaf;
    for (let left = this.#size; left % 2 === 1; left = (left - 1) / 2) {
      const sibling = this.#roots.pop();
      if (sibling === undefined) throw new Failure('internal');
      node = nodeHash(sibling, node);
    }
    this.#roots.push(node);
    this.#size += 1;
  }

  /** The tree head; of the empty tree, the hash of nothing. */
  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const node of this.#roots.toReversed()) root = root === undefined ? node : nodeHash(node, root);
    return root ?? sha256(new Uint8Array(0));
  }

  toBytes(): Buffer {
    return Buffer.concat(this.#roots);
  }

  copy(): Frontier {
    return Frontier.restore(this.#size, this.toBytes());
  }

  /** Throws `store-damaged` when the bytes can't be the frontier of a tree of that size. Whether they are the right ones, its root tells. */
  static restore(size: number, bytes: Uint8Array): Frontier {
    const frontier = new Frontier();
    frontier.#size = size;
    for (let at = 0; at < bytes.length; at += 32) frontier.#roots.push(Uint8Array.from(bytes.subarray(at, at + 32)));
    let subtrees = 0;
    for (let left = size; left > 0; left = Math.floor(left / 2)) subtrees += left % 2;
    if (bytes.length !== subtrees * 32) throw new Failure('store-damaged');
    return frontier;
  }
}

/** Root of the tree over these leaf hashes. */
export const rootOf = (leaves: readonly Uint8Array[]): Uint8Array => {
  const frontier = new Frontier();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
};

/** The largest power of two smaller than `size`: where RFC 9162 splits a tree. */
const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/** Path by which `index` is shown to be in the tree over `leaves` (RFC 9162 2.1.3.1). Throws a RangeError for an index outside. */
export const inclusionProof = (leaves: readonly Uint8Array[], index: number): Uint8Array[] => {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...inclusionProof(leaves.slice(0, k), index), rootOf(leaves.slice(k))]
    : [...inclusionProof(leaves.slice(k), index - k), rootOf(leaves.slice(0, k))];
};

/** RFC 9162 2.1.3.2; every step is checked, and a path too long or too short is false. */
export const verifyInclusion = (leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): boolean => {
  if (index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const node of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(node, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = nodeHash(hash, node);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && sameBytes(hash, root);
};

/** Proof that the tree over the first `first` leaves is the beginning of the tree over all (RFC 9162 2.1.4.1). */
export const consistencyProof = (leaves: readonly Uint8Array[], first: number): Uint8Array[] => {
  if (!Number.isInteger(first) || first < 1 || first > leaves.length) throw new RangeError('no such earlier size');
  return subproof(leaves, first, true);
};

const subproof = (leaves: readonly Uint8Array[], first: number, known: boolean): Uint8Array[] => {
  if (first === leaves.length) return known ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  return first <= k
    ? [...subproof(leaves.slice(0, k), first, known), rootOf(leaves.slice(k))]
    : [...subproof(leaves.slice(k), first - k, false), rootOf(leaves.slice(0, k))];
};

/** RFC 9162 2.1.4.2. */
export const verifyConsistency = (
  first: number,
  second: number,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean => {
  if (first < 1 || first > second) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  const start = path.shift();
  if (start === undefined) return false;
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let fr = start;
  let sr = start;
  for (const node of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(node, fr);
      sr = nodeHash(node, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = nodeHash(sr, node);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && sameBytes(fr, firstRoot) && sameBytes(sr, secondRoot);
};
