import * as z from 'zod';
import type { Reason } from '../../shared/contract.ts';
import { Failure } from '../../shared/failure.ts';
import { admitShape } from './shape.ts';

const reason = z.strictObject({
  code: z.enum(['treatment', 'payment', 'operations', 'patient-request', 'emergency', 'other']),
  text: z.string().trim().max(500).exactOptional(),
});

/** The reason a page gave with its call, if it gave one. Failure `bad-input`, `too-large`: a call with a false one is refused, and stands in the log like any other. */
export const saidReason = (said: unknown): Reason | undefined => {
  if (said === undefined) return undefined;
  admitShape(said);
  const parsed = reason.safeParse(said);
  if (!parsed.success) throw new Failure('bad-input');
  return parsed.data;
};
