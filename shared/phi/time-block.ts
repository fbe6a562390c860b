import * as z from 'zod';
import { phiModel } from './mark.ts';
import { instant } from './patient.ts';
import { MINUTES_OF_DAY, visitTime } from './visit.ts';

export const blockId = z.uuid().lowercase();

/** Why a provider sees nobody. */
export const BLOCK_REASONS = ['vacation', 'illness', 'meeting', 'training', 'on-call', 'other'] as const;

/** On each day from the first to the last, between these minutes after midnight; a whole day is from 0 to 1440. */
export const blockTime = {
  fromDay: visitTime.day,
  toDay: visitTime.day,
  start: visitTime.start,
  end: z.int().min(1).max(MINUTES_OF_DAY),
};

/** A time in which a provider sees nobody. It stands among the visits and not in the set-up: somebody will write of a patient in it, whatever they are told. */
export const timeBlock = phiModel(
  z.strictObject({
    blockId,
    version: z.int().positive(),
    providerId: z.uuid(),
    ...blockTime,
    reason: z.enum(BLOCK_REASONS),
    blockNote: z.string().max(80).optional(),
    bookedAt: instant,
    bookedBy: z.string(),
  }),
);
export type TimeBlock = z.infer<typeof timeBlock>;

/** How many visits somebody still has to move. */
export const visitCount = phiModel(z.int().nonnegative());
