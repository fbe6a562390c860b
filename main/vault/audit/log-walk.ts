import type { AuditEntry } from '../../../shared/entry.ts';
import type { AuditLog } from '../../audit/log.ts';
import { BLOCK, type BlockFilter, type ReadSide } from './read-side.ts';

/** Which entries are looked for. `pseudonyms`: one of these patients is named. */
export interface LogFilter extends BlockFilter {
  readonly pseudonyms?: readonly string[] | undefined;
  /** Actions that are passed over. */
  readonly without?: readonly string[] | undefined;
}

export interface LogPage {
  readonly entries: readonly AuditEntry[];
  /** Where to go on; null when the beginning of the log was reached. */
  readonly nextBefore: number | null;
}

/** Entries read in one call at most, found or not: well under 100 ms. */
export const READ_AT_MOST = 4_096;

/**
 * Goes back through the log from `before` (its end, where none is given) and gathers at most `rows` entries that fit. Covered blocks in which nothing can fit
 * are skipped unread. What stands in the index is only where to look: each entry is held against the filter itself.
 */
export const walkBack = (log: AuditLog, index: ReadSide, filter: LogFilter, before: number | undefined, rows: number): LogPage => {
  const entries: AuditEntry[] = [];
  const covered = index.covered;
  let at = Math.min(before ?? log.size, log.size);
  for (let read = 0; at > 0; ) {
    const stretch = nextStretch(index, filter, covered, at);
    if (stretch === undefined) return { entries, nextBefore: null };
    const [from, to] = stretch;
    read += to - from;
    for (const { entry } of log.read(from, to).toReversed()) {
      at = entry.seq;
      if (fits(entry, filter)) entries.push(entry);
      if (entries.length === rows) return { entries, nextBefore: at === 0 ? null : at };
    }
    at = from;
    if (read >= READ_AT_MOST) break;
  }
  return { entries, nextBefore: at === 0 ? null : at };
};

/** The next entries worth reading before `at`: [from, to); undefined where none is left. */
const nextStretch = (index: ReadSide, filter: LogFilter, covered: number, at: number): readonly [number, number] | undefined => {
  if (at > covered) return [Math.max(covered, at - BLOCK), at];
  if (filter.pseudonyms !== undefined) {
    const seq = index.patientEntryBefore(filter.pseudonyms, at);
    return seq === undefined ? undefined : [seq, seq + 1];
  }
  const block = index.blockBefore(filter, Math.ceil(at / BLOCK));
  return block === undefined ? undefined : [block * BLOCK, Math.min(at, (block + 1) * BLOCK)];
};

const fits = (entry: AuditEntry, { pseudonyms, user, action, without, outcome, from, to }: LogFilter): boolean =>
  (user === undefined || entry.user === user) &&
  (action === undefined || entry.action === action) &&
  without?.includes(entry.action) !== true &&
  (outcome === undefined || entry.outcome === outcome) &&
  (from === undefined || entry.time.wall >= from) &&
  (to === undefined || entry.time.wall <= to) &&
  (pseudonyms === undefined || entry.patients.some((patient) => pseudonyms.includes(patient)));
