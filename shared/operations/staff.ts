import * as z from 'zod';
import { plain } from '../contract.ts';
import { SIGN_IN_NAME } from '../door-terms.ts';
import { ASSIGNED_ONLY, ROLES, type Role } from '../permissions.ts';

export const role = z.enum(ROLES);
export const personName = z.string().trim().min(1).max(120);
/** The name a person signs in with: unique in the practice for ever, never reused (45 CFR 164.312(a)(2)(i)). */
export const signInName = z.string().trim().toLowerCase().regex(SIGN_IN_NAME);

const member = z.strictObject({
  userId: z.uuid(),
  signInName: z.string(),
  name: z.string(),
  role,
  /** `new`: holds a one-time password; `barred`: too many tries; `removed`: kept for the log. */
  state: z.enum(['new', 'active', 'barred', 'removed']),
  endsOn: z.string().nullable(),
  lastSignIn: z.int().nullable(),
});
export type StaffMember = z.infer<typeof member>;

/** Step-up: the acting person's fresh code for what changes somebody's rights. */
const freshCode = z.string().trim().max(20);

/** Somebody from outside who sees assigned patients only is given an end from the first: nobody remembers to take such an account away. */
const hasAnEnd = ({ role: as, endsOn }: { readonly role: Role; readonly endsOn: string | null }): boolean =>
  !ASSIGNED_ONLY.has(as) || endsOn !== null;

export const staff = {
  'staff.list': plain({
    at: 'vault',
    input: z.strictObject({}),
    output: z.strictObject({ members: z.array(member) }),
    permission: 'staff.read',
    action: 'staff.read',
  }),
  'staff.add': plain({
    at: 'vault',
    input: z
      .strictObject({ name: personName, signInName, role, endsOn: z.iso.date().nullable().default(null), code: freshCode })
      .refine(hasAnEnd),
    output: z.strictObject({ userId: z.uuid(), oneTimePassword: z.string() }),
    permission: 'staff.manage',
    action: 'staff.create',
    effect: 'change',
  }),
  'staff.change-role': plain({
    at: 'vault',
    input: z.strictObject({ userId: z.uuid(), role, endsOn: z.iso.date().nullable().default(null), code: freshCode }).refine(hasAnEnd),
    output: member,
    permission: 'staff.manage',
    action: 'staff.role',
    effect: 'change',
  }),
  /** Deletes the user's bundle and box here and plans the rotation of the records key. */
  'staff.remove': plain({
    at: 'vault',
    input: z.strictObject({ userId: z.uuid(), code: freshCode }),
    output: z.strictObject({ userId: z.uuid(), rotation: z.enum(['done', 'pending']) }),
    permission: 'staff.manage',
    action: 'staff.remove',
    effect: 'change',
  }),
  /** Forgotten password or lost phone: new keys and a one-time password; old signatures stay valid. */
  'staff.reset': plain({
    at: 'vault',
    input: z.strictObject({ userId: z.uuid(), code: freshCode }),
    output: z.strictObject({ userId: z.uuid(), oneTimePassword: z.string() }),
    permission: 'staff.manage',
    action: 'staff.reset',
    effect: 'change',
  }),
};

/** The signed-in person's own account. */
export const account = {
  'account.change-password': plain({
    at: 'vault',
    input: z.strictObject({ code: freshCode, oldPassword: z.string().max(1024), newPassword: z.string().max(1024) }),
    output: z.strictObject({ changed: z.literal(true) }),
    permission: 'self',
    action: 'staff.password',
    effect: 'change',
  }),
};
