import * as z from 'zod';
import { found, phi, plain } from '../contract.ts';
import { phiModel } from '../phi/mark.ts';
import { instant } from '../phi/patient.ts';

/** One line of the officer's log. Names of patients are resolved only for roles that may name them; looking is itself an entry. */
const auditLine = phiModel(
  z.strictObject({
    seq: z.int().positive(),
    at: instant,
    userId: z.string().nullable(),
    by: z.string().nullable(),
    role: z.string().nullable(),
    workstation: z.string(),
    operation: z.string(),
    action: z.string(),
    outcome: z.string(),
    rows: z.int().nonnegative(),
    reason: z.string().nullable(),
    patients: z.array(z.strictObject({ patientId: z.uuid(), name: z.string() })).max(20),
    morePatients: z.int().nonnegative(),
  }),
);
export type AuditLine = z.infer<typeof auditLine>;

const verification = z.strictObject({
  state: z.enum(['running', 'intact', 'broken']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  heads: z.int().nonnegative(),
  firstBad: z.strictObject({ seq: z.int(), kind: z.string() }).nullable(),
});
export type AuditVerification = z.infer<typeof verification>;

export const audit = {
  'audit.search': phi({
    input: z.strictObject({
      userId: z.uuid().optional(),
      patientId: z.uuid().optional(),
      action: z.string().max(60).optional(),
      outcome: z.string().max(20).optional(),
      from: instant.optional(),
      to: instant.optional(),
      beforeSeq: z.int().positive().optional(),
    }),
    output: z.strictObject({ lines: z.array(auditLine).max(50), more: z.boolean() }),
    permission: 'audit.read',
    action: 'audit.read',
    effect: 'read',
    subject: found,
  }),
  /** Verifies the next piece of the whole log (chain, tree, heads); call until not `running`. `restart` begins anew. */
  'audit.verify': plain({
    at: 'vault',
    input: z.strictObject({ restart: z.boolean().default(false) }),
    output: verification,
    permission: 'audit.read',
    action: 'audit.verify',
  }),
  /** The next piece of the log's export file for the stand-alone verifier (base64). No names are in it. */
  'audit.export': plain({
    at: 'vault',
    input: z.strictObject({ offset: z.int().nonnegative() }),
    output: z.strictObject({ base64: z.string(), next: z.int().nonnegative().nullable() }),
    permission: 'audit.export',
    action: 'audit.export',
  }),
};
