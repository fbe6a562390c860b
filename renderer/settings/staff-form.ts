import * as z from 'zod';
import type { StaffMember } from '../../shared/operations/staff.ts';
import { ROLES } from '../../shared/permissions.ts';

/** What is to be done, and to whom. */
export type StaffDeed = { readonly kind: 'add' } | { readonly kind: 'change' | 'reset' | 'remove'; readonly member: StaffMember };

/** A change of somebody's rights as it is being typed. The fresh code is no part of it: it is never kept. */
export const staffForm = z.strictObject({
  kind: z.enum(['add', 'change', 'reset', 'remove']),
  userId: z.uuid().nullable(),
  name: z.string().max(200),
  signInName: z.string().max(40),
  role: z.enum(ROLES),
  ends: z.string().max(40),
});
export type StaffForm = z.infer<typeof staffForm>;

export const beginDeed = (kind: StaffForm['kind'], member: StaffMember | null): StaffForm => ({
  kind,
  userId: member?.userId ?? null,
  name: '',
  signInName: '',
  role: member?.role ?? 'front-desk',
  ends: member?.endsOn ?? '',
});

/** Null where the person is not on the staff any more: then there is nothing left to do. */
export const deedOf = ({ kind, userId }: StaffForm, members: readonly StaffMember[]): StaffDeed | null => {
  if (kind === 'add') return { kind };
  const member = members.find((one) => one.userId === userId);
  return member === undefined || member.state === 'removed' ? null : { kind, member };
};
