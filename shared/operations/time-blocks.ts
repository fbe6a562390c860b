import * as z from 'zod';
import { found, phi } from '../contract.ts';
import { BLOCK_REASONS, blockId, blockTime, timeBlock, visitCount } from '../phi/time-block.ts';
import { visitTime } from '../phi/visit.ts';

/** Blocked times of one answer at most. */
export const BLOCK_PAGE = 50;

const place = z.strictObject({ fromDay: visitTime.day, blockId });
/** A block, and how many visits stand in its time: they stay, and somebody moves them. */
const blocked = z.strictObject({ block: timeBlock, visits: visitCount });

export const timeBlocks = {
  /** The times in which providers see nobody, as far as they touch these days, in the order of their first day. */
  'schedule.blocks': phi({
    input: z.strictObject({ from: visitTime.day, to: visitTime.day, after: place.nullable() }),
    output: z.strictObject({ blocks: z.array(timeBlock).max(BLOCK_PAGE), next: place.nullable() }),
    permission: 'schedule.read',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
  /** Failure `not-found` for a provider who is not there (any more), `bad-input` for a time that ends before it begins. */
  'block.add': phi({
    input: z.strictObject({
      providerId: z.uuid(),
      ...blockTime,
      reason: z.enum(BLOCK_REASONS),
      blockNote: z.string().trim().max(80).optional(),
    }),
    output: blocked,
    permission: 'schedule.book',
    action: 'schedule.create',
    effect: 'change',
    subject: found,
  }),
  /** Failure `not-found`, `changed-meanwhile`. */
  'block.remove': phi({
    input: z.strictObject({ blockId, version: z.int().positive() }),
    output: blocked,
    permission: 'schedule.book',
    action: 'schedule.cancel',
    effect: 'change',
    subject: found,
  }),
  /** Takes a removal back. Failure `not-found`, `changed-meanwhile`. */
  'block.restore': phi({
    input: z.strictObject({ blockId, version: z.int().positive() }),
    output: blocked,
    permission: 'schedule.book',
    action: 'schedule.undo',
    effect: 'change',
    subject: found,
  }),
  /** How many visits from today on are booked with whom nobody is booked any more, and on days the practice is closed. Numbers alone, for whoever keeps the set-up. */
  'schedule.left-over': phi({
    input: z.strictObject({}),
    output: z.strictObject({
      providers: z.array(z.strictObject({ providerId: z.uuid(), visits: visitCount })),
      closures: z.array(z.strictObject({ from: visitTime.day, visits: visitCount })),
    }),
    permission: 'schedule.manage',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
};
