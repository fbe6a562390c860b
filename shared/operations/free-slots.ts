import * as z from 'zod';
import { found, phi } from '../contract.ts';
import { freeSlot, PARTS_OF_DAY, weekdays } from '../phi/free-slot.ts';
import { visitTime } from '../phi/visit.ts';

/** Free times of one answer at most, and of one day in it. */
export const SLOTS_PAGE = 10;
export const SLOTS_A_DAY = 3;
/** How far ahead a free time is looked for. */
export const SLOT_MONTHS = 6;

export const freeSlots = {
  /**
   * The next free times for a visit of this length, within the open hours and not before now, in order; each time once, with the first provider who is free then. At most `SLOTS_A_DAY` of a day,
   * so that an answer offers several days; `after` goes on behind the last one. Failure `not-found` for a provider who is not there (any more).
   */
  'schedule.next-free': phi({
    input: z.strictObject({
      from: visitTime.day,
      minutes: visitTime.minutes,
      /** Null for anybody. */
      providerId: z.uuid().nullable(),
      weekdays,
      part: z.enum(PARTS_OF_DAY),
      after: z.strictObject({ day: visitTime.day, start: visitTime.start }).nullable(),
    }),
    output: z.strictObject({ slots: z.array(freeSlot).max(SLOTS_PAGE) }),
    permission: 'schedule.book',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
};
