import * as z from 'zod';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '../audit-actions.ts';
import { auditFinding } from '../audit-findings.ts';
import { found, phi, plain } from '../contract.ts';
import { ROLLBACK_REASONS } from '../door-terms.ts';
import { phiModel } from '../phi/mark.ts';
import { instant } from '../phi/patient.ts';

/** One line of the officer's log. Names of patients are resolved only for roles that may name them; looking is itself an entry. */
const auditLine = phiModel(
  z.strictObject({
    seq: z.int().nonnegative(),
    at: instant,
    userId: z.string().nullable(),
    by: z.string().nullable(),
    role: z.string().nullable(),
    workstation: z.string(),
    operation: z.string(),
    action: z.string(),
    outcome: z.string(),
    rows: z.int().nonnegative(),
    /** Code of the reason given. */
    reason: z.string().nullable(),
    /** The words typed with it, for roles that may name patients; null where none were kept or they are not the ones of the entry. */
    reasonWords: z.string().nullable(),
    object: z.string().nullable(),
    patients: z.array(z.strictObject({ patientId: z.uuid(), name: z.string() })).max(20),
    /** Patients in the entry that are not named in `patients`. */
    morePatients: z.int().nonnegative(),
  }),
);
export type AuditLine = z.infer<typeof auditLine>;

const verification = z.strictObject({
  state: z.enum(['running', 'intact', 'broken']),
  /** Entries checked so far, and in the log when the check began. */
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  /** What is wrong first. */
  finding: auditFinding.nullable(),
  /** Worth a look, but no tampering. */
  notes: z.array(auditFinding).max(100),
  /** Root over all entries checked, hex; null while running. */
  root: z.string().nullable(),
  /** Whether the log was held against the head in the keychain as well. */
  anchored: z.boolean(),
});
export type AuditVerification = z.infer<typeof verification>;

export const audit = {
  /**
   * Lines newest first. The work of one call is bounded: `nextBefore` is where to go on (as `beforeSeq`), null at the end of the log; a page may be
   * empty and still have more behind it. `catchingUp`: names or the index are still being gathered; ask again in a second.
   */
  'audit.search': phi({
    input: z.strictObject({
      userId: z.uuid().optional(),
      patientId: z.uuid().optional(),
      action: z.enum(AUDIT_ACTIONS).optional(),
      /** Actions that are passed over. What is passed over stays in the log and in its check. */
      without: z.array(z.enum(AUDIT_ACTIONS)).max(8).optional(),
      outcome: z.enum(AUDIT_OUTCOMES).optional(),
      from: instant.optional(),
      to: instant.optional(),
      beforeSeq: z.int().nonnegative().optional(),
    }),
    output: z.strictObject({
      lines: z.array(auditLine).max(50),
      nextBefore: z.int().nonnegative().nullable(),
      size: z.int().nonnegative(),
      catchingUp: z.boolean(),
    }),
    permission: 'audit.read',
    action: 'audit.read',
    effect: 'read',
    subject: found,
  }),
  /** Verifies the next piece of the whole log (chain, tree, heads, keychain); call until not `running`. `restart` begins anew. */
  'audit.verify': plain({
    at: 'vault',
    input: z.strictObject({ restart: z.boolean().default(false) }),
    output: verification,
    permission: 'audit.read',
    action: 'audit.verify',
  }),
  /**
   * The log was found to be meddled with, and the records are read-only: an owner or privacy officer goes on all the same, with a fresh code, and says why. `seq` is the first bad entry of
   * the finding they have read. Every later check of an exported log names it again.
   */
  'audit.accept-finding': plain({
    at: 'vault',
    input: z.strictObject({ seq: z.int().nonnegative(), code: z.string().trim().max(20), reason: z.enum(ROLLBACK_REASONS) }),
    output: z.strictObject({ accepted: z.literal(true) }),
    permission: 'audit.decide-rollback',
    action: 'audit.review',
    effect: 'change',
  }),
  /**
   * Writes the log as a file for the stand-alone verifier, where the person chooses. The page gets none of it: the vault writes, main only asks for the place.
   * No name and no clinical text is in it.
   */
  'audit.export': plain({
    at: 'vault',
    input: z.strictObject({}),
    output: z.strictObject({ saved: z.boolean(), entries: z.int().nonnegative(), head: z.string().nullable() }),
    permission: 'audit.export',
    action: 'audit.export',
    effect: 'change',
  }),
};
