import { z } from 'zod';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUDIT_PURPOSES } from './audit-actions.ts';

/**
 * One entry of the audit log (45 CFR 164.312(b); content by ASTM E2147-18). It holds no name and no clinical text: patients stand as
 * pseudonyms, typed reasons, file names and questions as salted hashes, everything else as ids and codes.
 */

const uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

/** An id, code or version: printable ASCII without space. */
const token = z.string().regex(/^[\x21-\x7e]{1,64}$/);

/** A patient's pseudonym: 16 bytes in hex, keyed per practice; only the vault can make one. */
export const patientPseudonym = z.string().regex(/^[0-9a-f]{32}$/);

/** The most patients one entry names: more is written as a group of entries. */
export const PATIENTS_PER_ENTRY = 64;

/**
 * When. `wall` is epoch milliseconds by the clock of the computer; `boot` is milliseconds since it was started, sleep included, which nobody
 * can set; `server` is the newest time the server has told, null where none has.
 */
export const entryTime = z.strictObject({ wall: count, boot: count, server: count.nullable() });

export const auditEntry = z.strictObject({
  practice: uuid,
  workstation: uuid,
  /** Number in the log of this workstation, from 0, without gaps. */
  seq: count,
  /** Leaf hash of the entry before; zeros in entry 0. */
  previous: digest,
  time: entryTime,
  user: uuid.nullable(),
  session: uuid.nullable(),
  /** The operation's name in the one table, or the part of the app that acts by itself. */
  operation: token,
  action: z.enum(AUDIT_ACTIONS),
  patients: z.array(patientPseudonym).max(PATIENTS_PER_ENTRY),
  object: token.nullable(),
  purpose: z.enum(AUDIT_PURPOSES).nullable(),
  /** Code of the reason chosen; the typed words stand in the records, their salted hash in `detail`. */
  reason: token.nullable(),
  /** Salted hash of a typed reason, file name, recipient or question; in the entry that settles an intent, the intent's leaf hash. */
  detail: digest.nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  /** Rows shown, changed, printed or sent. */
  rows: count,
  /** Hash of the policy in force. */
  policy: digest,
  appVersion: token,
});

export type AuditEntry = z.infer<typeof auditEntry>;
export type EntryTime = z.infer<typeof entryTime>;

/** What the caller says; the log itself adds where, when, the number and the link to the entry before. */
export type EntryDraft = Omit<AuditEntry, 'practice' | 'workstation' | 'seq' | 'previous' | 'time' | 'policy' | 'appVersion'>;
