// Which entry between two heads was changed? The entry after it still holds the hash of the original: if the signed root comes out right with that
// hash in its place, this one entry was edited or put in. Otherwise nobody can say more than that the stretch was rewritten.
import { Tree } from './bytes.mjs';

/**
 * @param {{ at(index: number): Buffer }} leaves leaf hashes of the entries before the stretch
 * @param {number} first number of the first entry of the stretch
 * @param {{ seq?: number, previous?: Buffer, leaf: Buffer | null }[]} stretch its entries, and one more
 * @param {{ size: number, root: Buffer } | null | undefined} head the head over it
 */
export const diagnose = (leaves, first, stretch, head) => {
  const broken = stretch.flatMap((entry, index) => {
    const before = stretch[index - 1]?.leaf;
    return before && entry.previous && !entry.previous.equals(before) ? [index - 1] : [];
  });
  if (!head) {
    const [one = 0, two] = broken;
    if (two === one + 1) return { kind: 'edited', seq: first + two, until: first + two };
    return { kind: 'edited', seq: first + one, until: one + 2 === stretch.length ? first + one + 1 : first + one };
  }
  for (const index of broken) {
    const next = stretch[index + 1];
    const inserted = next.seq === first + index;
    const tree = new Tree();
    for (let seq = 0; seq < first; seq++) tree.add(leaves.at(seq));
    for (const { leaf } of stretch.slice(0, index)) tree.add(leaf);
    tree.add(inserted ? next.leaf : next.previous);
    for (const { leaf } of stretch.slice(index + (inserted ? 2 : 1))) if (leaf && tree.size < head.size) tree.add(leaf);
    if (tree.size === head.size && tree.root().equals(head.root)) {
      return { kind: inserted ? 'inserted' : 'edited', seq: first + index, until: first + index };
    }
  }
  return { kind: 'rewritten', seq: first, until: head.size - 1 };
};
