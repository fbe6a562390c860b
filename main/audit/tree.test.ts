import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash } from './digest.ts';
import { consistencyProof, Frontier, inclusionProof, rootOf, verifyConsistency, verifyInclusion } from './tree.ts';

const hash = (...parts: (number[] | Uint8Array)[]) => {
  const h = createHash('sha256');
  for (const part of parts) h.update(Uint8Array.from(part));
  return h.digest();
};

/** MTH as RFC 9162 2.1.1 writes it down, and nothing shared with the code under test. */
const naiveRoot = (entries: Uint8Array[]): Buffer => {
  if (entries.length === 0) return hash([]);
  const [only] = entries;
  if (entries.length === 1 && only) return hash([0], only);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return hash([1], naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)));
};

// The eight entries of the test vectors published with Certificate Transparency.
const vectors = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const publishedRoots: Record<number, string> = {
  0: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
};

const leavesOf = (entries: Uint8Array[]) => entries.map(leafHash);
const entriesArb = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 });
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the Merkle tree', () => {
  it('gives the published roots', () => {
    for (const [size, root] of Object.entries(publishedRoots)) expect(hex(rootOf(leavesOf(vectors.slice(0, Number(size)))))).toBe(root);
  });

  it('has the root of the naive recursion at every size, also after being stored and restored', () => {
    fc.assert(
      fc.property(entriesArb, (entries) => {
        let frontier = new Frontier();
        entries.forEach((entry, index) => {
          frontier.append(leafHash(entry));
          frontier = Frontier.restore(frontier.size, frontier.toBytes());
          expect(hex(frontier.root())).toBe(hex(naiveRoot(entries.slice(0, index + 1))));
        });
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a frontier of another size', () => {
    expect(() => Frontier.restore(3, new Uint8Array(32))).toThrow('store-damaged');
  });

  it('proves every leaf to be in it, and no other leaf, place, size or path', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = leavesOf(Array.from({ length: size }, (_, i) => Uint8Array.of(i)));
      const root = rootOf(leaves);
      leaves.forEach((leaf, index) => {
        const proof = inclusionProof(leaves, index);
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(leafHash(Uint8Array.of(99)), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(leaf, size, size, proof, root)).toBe(false);
        if (size > 1) {
          expect(verifyInclusion(leaf, (index + 1) % size, size, proof, root)).toBe(false);
          expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
        }
      });
    }
  });

  it('proves every earlier size to be its beginning, and no other history', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = leavesOf(Array.from({ length: size }, (_, i) => Uint8Array.of(i)));
      const other = rootOf(leavesOf(Array.from({ length: size }, (_, i) => Uint8Array.of(i, 1))));
      const root = rootOf(leaves);
      for (let first = 1; first <= size; first++) {
        const proof = consistencyProof(leaves, first);
        const earlier = rootOf(leaves.slice(0, first));
        expect(verifyConsistency(first, size, proof, earlier, root)).toBe(true);
        expect(verifyConsistency(first, size, proof, earlier, other)).toBe(false);
        expect(verifyConsistency(first, size, proof, other, root)).toBe(false);
        proof.forEach((_, step) => {
          const broken = proof.map((node, i) => (i === step ? other : node));
          expect(verifyConsistency(first, size, broken, earlier, root)).toBe(false);
          expect(verifyConsistency(first, size, proof.toSpliced(step, 1), earlier, root)).toBe(false);
        });
        expect(verifyConsistency(first, size, [...proof, other], earlier, root)).toBe(false);
      }
    }
  });
});
