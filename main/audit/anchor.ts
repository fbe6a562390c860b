import { hexField, toHex } from '../../shared/audit-fields.ts';
import { Failure } from '../../shared/failure.ts';
import { sameBytes } from './digest.ts';
import type { KnownHead } from './log-check.ts';
import type { LogTree } from './log-tree.ts';

/** Where the newest head is kept outside the ledger: one entry of the OS keychain. Null where there is none. */
export interface AnchorStore {
  get(): Promise<string | null>;
  set(text: string): Promise<void>;
}

/** The newest head of one workstation's log, as the keychain holds it. */
export interface Anchor extends KnownHead {
  readonly practice: string;
  readonly workstation: string;
  readonly first: string;
  readonly wall: number;
}

/**
 * `ledger-older`: the ledger has fewer entries than were anchored: an older copy, a lost write-ahead log, a cut end or an emptied log.
 * `fork`: as many or more, but with another past. Both bar sign-in until the privacy officer decides.
 */
export type AnchorVerdict = 'equal' | 'ledger-newer' | 'ledger-older' | 'fork';

const FORMAT = /^anteroom-anchor\/1 ([0-9a-f-]{36}) ([0-9a-f-]{36}) (\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64}) (\d{1,15})$/;

/** One line of printable ASCII, under 300 bytes: Windows keeps at most 2.5 KB. */
export const formatAnchor = (a: Anchor): string =>
  ['anteroom-anchor/1', a.practice, a.workstation, a.size, a.root, a.first, a.wall].join(' ');

/** What the keychain keeps from set-up until the first head: there is a log, and it is empty. */
export const firstAnchor = (practice: string, workstation: string, wall: number): Anchor => {
  const none = '0'.repeat(64);
  return { practice, workstation, size: 0, root: none, first: none, wall };
};

/** Throws `key-unreadable` for a text that is no anchor: what the keychain gives is never guessed at. */
export const parseAnchor = (text: string): Anchor => {
  const [, practice, workstation, size, root, first, wall] = FORMAT.exec(text) ?? [];
  if (practice === undefined || workstation === undefined || root === undefined || first === undefined) throw new Failure('key-unreadable');
  return { practice, workstation, size: Number(size), root, first, wall: Number(wall) };
};

/** The anchor without whose log it is: what a check of that log is held against. */
export const knownHeadOf = ({ size, root, first }: Anchor): KnownHead => ({ size, root, first });

/** The anchor of the newest head. Throws `store-damaged` where the log has none: sign first, then anchor. */
export const anchorOf = (tree: LogTree, wall: number): Anchor => {
  const [head, first] = [tree.newestHead()?.head, tree.leafAt(0)];
  if (head === undefined || first === undefined) throw new Failure('store-damaged');
  const { practice, workstation, size, root } = head;
  return { practice, workstation, size, root, first: toHex(first), wall };
};

/** Compares the ledger, which has `size` entries, with the anchor. Costs at most 1,024 entries, whatever the size of the log. */
export const compareAnchor = (
  anchor: Anchor,
  ledger: { practice: string; workstation: string; size: number; tree: LogTree },
): AnchorVerdict => {
  if (anchor.practice !== ledger.practice || anchor.workstation !== ledger.workstation) return 'fork';
  if (ledger.size < anchor.size) return 'ledger-older';
  if (anchor.size === 0) return ledger.size === 0 ? 'equal' : 'ledger-newer';
  const first = ledger.tree.leafAt(0);
  if (first !== undefined && !sameBytes(first, hexField(anchor.first))) return 'fork';
  if (!sameBytes(ledger.tree.at(anchor.size).root(), hexField(anchor.root))) return 'fork';
  return ledger.size === anchor.size ? 'equal' : 'ledger-newer';
};
