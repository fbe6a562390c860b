// The check itself: entries in order, each head as the tree reaches its size, and a name for the first thing that does not hold.
import { leafOf, Malformed, readEntry, readHead, Tree } from './bytes.mjs';
import { diagnose } from './diagnosis.mjs';
import { base64, hex, openExport } from './file.mjs';
import { Signers } from './signers.mjs';

const CLOCK_TOLERANCE = 120_000;
const NOTES_KEPT = 100;

const attempt = (read, bytes) => {
  try {
    return bytes && read(bytes);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
};

/** Leaf hashes of the entries so far, in one growing buffer: a million are 32 MB. */
class Leaves {
  #bytes = Buffer.alloc(1 << 16);
  count = 0;

  push(leaf) {
    if ((this.count + 1) * 32 > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    leaf.copy(this.#bytes, this.count++ * 32);
  }

  at(index) {
    return this.#bytes.subarray(index * 32, index * 32 + 32);
  }
}

/**
 * @param {string} path
 * @param {{ known?: { size: number, root: string, first?: string }, trusted?: string[] }} options `known`: a head kept elsewhere;
 *   `trusted`: public keys in hex, where given the only ones that count
 */
export const verifyExport = (path, { known, trusted = [] } = {}) => {
  const { about, keys, sessions, body } = openExport(path);
  const signers = new Signers(about, keys, sessions, trusted);
  const tree = new Tree();
  const leaves = new Leaves();
  const notes = [];
  /** Entries since the last head. */
  const segment = [];
  let previous = Buffer.alloc(32);
  let last = null;
  let newestHead = 0;
  let heads = 0;
  let finding = null;
  let ended = false;

  const note = (kind, seq, until = seq) => notes.length < NOTES_KEPT && notes.push({ kind, seq, until });
  const wrong = (kind, seq, until = seq) => {
    finding ??= { kind, seq, until };
  };

  const entryLine = (value) => {
    const seq = tree.size;
    const bytes = base64(value.entry);
    const leaf = attempt(leafOf, bytes);
    const said = hex(value.leaf, 32);
    const genuine = Boolean(leaf && said && leaf.equals(said));
    const entry = attempt(readEntry, bytes);
    if (!entry) return wrong(genuine ? 'malformed' : 'edited', seq);
    if (entry.practice !== about.practice || entry.workstation !== about.workstation) return wrong(genuine ? 'foreign' : 'edited', seq);
    if (!genuine) return wrong('edited', seq);
    const linked = entry.previous.equals(previous);
    if (entry.seq > seq) {
      if (linked) return wrong('skipped', seq);
      return standsLater(seq) ? wrong('swapped', seq) : wrong('removed', seq, entry.seq - 1);
    }
    if (entry.seq < seq) return leaves.at(entry.seq).equals(leaf) ? wrong('replayed', seq) : wrong('inserted', entry.seq);
    if (!linked) return changed([{ ...entry, leaf }]);
    if (!signers.attributes(entry)) return wrong('forged-user', seq);
    if (entry.action === 'audit.rollback-decision') note('rollback-decided', seq);
    if (clockMoved(last, entry)) note('clock-moved', seq);
    tree.add(leaf);
    leaves.push(leaf);
    segment.push({ ...entry, leaf });
    previous = leaf;
    last = entry;
    if (seq === 0 && known?.first && leaf.toString('hex') !== known.first) return wrong('restarted', 0);
    if (known?.size === tree.size && tree.root().toString('hex') !== known.root) return wrong('forked', signers.covered, seq);
    const forged = signers.remember(entry);
    if (forged) wrong('forged-user', seq);
  };

  const headLine = (value) => {
    heads += 1;
    const row = { bytes: base64(value.head), device: base64(value.device), session: value.session === null ? null : base64(value.session) };
    const size = signers.sizeOf(row);
    newestHead = Math.max(newestHead, size ?? 0);
    if (size !== null && size > tree.size) return;
    const first = signers.covered;
    const result = signers.check(row, tree);
    if (result.kind === 'rewritten') return changed([], result.head);
    if (result.kind) return wrong(result.kind, result.seq ?? first, Math.max(first, (size ?? tree.size) - 1));
    segment.length = 0;
    if (result.closed) note('closed-by-device', first, tree.size - 1);
  };

  /** Reads on to the end, once something is wrong: is the missing number somewhere behind? */
  const standsLater = (seq) => {
    for (const value of body) {
      if ('entry' in value && attempt(readEntry, base64(value.entry))?.seq === seq) return true;
    }
    return false;
  };

  /** Something between the last sound head and the next was changed: reads on to that head and one entry more, and asks which. */
  const changed = (seen, seenHead = null) => {
    const stretch = [...segment, ...seen];
    let head = seenHead;
    for (const value of body) {
      if ('entry' in value) {
        const bytes = base64(value.entry);
        stretch.push({ ...attempt(readEntry, bytes), leaf: attempt(leafOf, bytes) });
        if (head) break;
      } else if ('head' in value) head ??= attempt(readHead, base64(value.head));
    }
    const { kind, seq, until } = diagnose(leaves, signers.covered, stretch, head);
    wrong(kind, seq, until);
  };

  for (const value of body) {
    if (ended) wrong('malformed', tree.size);
    else if ('entry' in value) entryLine(value);
    else if ('head' in value) headLine(value);
    else if (value.end === true) {
      ended = true;
      if (value.entries !== tree.size || value.heads !== heads)
        wrong('truncated', tree.size, Math.max(tree.size, (value.entries ?? 0) - 1));
    } else wrong('malformed', tree.size);
    if (finding) break;
  }

  const size = tree.size;
  if (newestHead > size) wrong('truncated', size, newestHead - 1);
  if (!ended) wrong('truncated', size, Math.max(size, (about.size ?? 0) - 1));
  if (known && known.size > size) wrong('rolled-back', size, known.size - 1);
  if (known && known.size > signers.covered) wrong('head-removed', signers.covered, known.size - 1);
  if (signers.covered < size) wrong('unsigned', signers.covered, size - 1);
  return { intact: finding === null, finding, notes, entries: size, heads, root: tree.root().toString('hex'), about, keys: signers.keys };
};

/**
 * Time since boot can't be set and never runs ahead of real time, so a wall clock that falls behind it was set back; that it ran ahead shows
 * only while the application ran on, since across a start the computer may have been off.
 */
const clockMoved = (last, entry) => {
  if (entry.server !== null && entry.wall < entry.server - CLOCK_TOLERANCE) return true;
  if (last === null) return false;
  const rebooted = entry.boot < last.boot;
  const ahead = entry.wall - last.wall - (rebooted ? 0 : entry.boot - last.boot);
  return ahead < -CLOCK_TOLERANCE || (!rebooted && entry.action !== 'store.open' && ahead > CLOCK_TOLERANCE);
};
