import * as z from 'zod';
import { plain } from '../contract.ts';

/** What an owner or privacy officer must hear of although nothing failed: somebody's account was handed to a one-time password, or the recovery kit made a new owner. */
export const ALERTS = ['staff-reset', 'recovery-used'] as const;

const list = z.strictObject({
  /** Those this person has not put aside yet, newest first. `name` is whom it is about. */
  alerts: z.array(z.strictObject({ alertId: z.uuid(), kind: z.enum(ALERTS), name: z.string(), at: z.int() })),
});

export const alerts = {
  'alert.list': plain({ at: 'vault', input: z.strictObject({}), output: list, permission: 'audit.decide-rollback', action: null }),
  /** Puts alerts aside for this person alone; that they were seen is an entry. */
  'alert.seen': plain({
    at: 'vault',
    input: z.strictObject({ alertIds: z.array(z.uuid()).min(1).max(100) }),
    output: list,
    permission: 'audit.decide-rollback',
    action: 'audit.review',
    effect: 'change',
  }),
};
