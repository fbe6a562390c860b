import { hexField } from '../../shared/audit-fields.ts';
import { leafHash, sameBytes } from './digest.ts';
import { chainFieldsOf, type RowsToHead, type Trouble } from './entry-check.ts';
import type { Frontier } from './tree.ts';

/** What stands from the last sound head on. */
export interface Stretch extends RowsToHead {
  readonly base: Frontier;
}

/**
 * Says which entry of a stretch was changed. The entry after a changed one still holds the hash of the original: if the signed root comes out
 * right with that hash in its place, this one entry was edited (or put there) and all others are sound. Otherwise the stretch was rewritten, and no one
 * can say more than that.
 */
export const diagnose = ({ base, rows, head }: Stretch): Trouble => {
  const first = base.size;
  const links = rows.map(({ bytes }) => ({ fields: chainFieldsOf(bytes), leaf: leafHash(bytes) }));
  const leaves = links.map(({ leaf }) => leaf);
  const broken = links.flatMap(({ fields }, index) => {
    const before = leaves[index - 1];
    return fields !== undefined && before !== undefined && !sameBytes(fields.previous, before) ? [index - 1] : [];
  });
  if (head === undefined) return guess(first, broken, links.length);
  for (const index of broken) {
    const next = links[index + 1];
    if (next?.fields === undefined) continue;
    // An entry with the number of the one before it is the original, and the one before it was put in.
    const inserted = next.fields.seq === first + index;
    const original = inserted ? next.leaf : next.fields.previous;
    const repaired = base.copy();
    for (const leaf of leaves.slice(0, index)) repaired.append(leaf);
    repaired.append(original);
    for (const leaf of leaves.slice(index + (inserted ? 2 : 1))) if (repaired.size < head.size) repaired.append(leaf);
    if (repaired.size === head.size && sameBytes(repaired.root(), hexField(head.root))) {
      return { kind: inserted ? 'inserted' : 'edited', seq: first + index, until: first + index };
    }
  }
  return { kind: 'rewritten', seq: first, until: head.size - 1 };
};

/** Without a signature to hold it against: an entry at odds with both neighbours is the edited one, else one of the two that disagree. */
const guess = (first: number, broken: readonly number[], length: number): Trouble => {
  const [one = 0, two] = broken;
  if (two === one + 1) return { kind: 'edited', seq: first + two, until: first + two };
  return { kind: 'edited', seq: first + one, until: one + 2 === length ? first + one + 1 : first + one };
};
