import { encodeEntry } from '../../../shared/audit-bytes.ts';
import { toHex } from '../../../shared/audit-fields.ts';
import type { AuditEntry } from '../../../shared/entry.ts';
import { leafHash } from '../../audit/digest.ts';
import type { AuditLog } from '../../audit/log.ts';
import type { Reader } from '../../store/statements.ts';
import { reasonOf } from '../reasons.ts';

/** Between the announcement of a change and its outcome another process may have written a few entries; not more. */
const NEAR = 8;

/**
 * The words somebody typed as a reason, where they are kept and still are the ones whose hash the entry holds; else null. The words of a change are kept
 * with its announcement, which its outcome names by leaf hash.
 */
export const reasonWords = (log: AuditLog, records: Reader, entry: AuditEntry): string | null => {
  if (entry.reason === null || entry.detail === null) return null;
  const own = wordsOf(records, toHex(leafHash(encodeEntry(entry))), entry.detail);
  if (own !== null) return own;
  const announced = log.read(Math.max(0, entry.seq - NEAR), entry.seq).find(({ id }) => id === entry.detail)?.entry;
  return announced === undefined || announced.detail === null ? null : wordsOf(records, entry.detail, announced.detail);
};

const wordsOf = (records: Reader, leaf: string, hash: string): string | null => {
  const kept = reasonOf(records, leaf);
  return kept !== undefined && Buffer.from(kept.digest).toString('hex') === hash ? kept.text : null;
};
