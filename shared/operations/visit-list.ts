import * as z from 'zod';
import { found, phi } from '../contract.ts';
import { visit, visitId, visitTime } from '../phi/visit.ts';
import { DAY_PAGE } from './schedule.ts';

/** How many days one list reaches over at most. */
export const LIST_DAYS = 62;

const place = z.strictObject({ day: visitTime.day, start: visitTime.start, visitId });

export const visitList = {
  /** The visits from one day to another, of all providers or of one, in the order of their times; `next` is where to go on, null at the end. `bad-input` over more than `LIST_DAYS`. */
  'schedule.list': phi({
    input: z.strictObject({ from: visitTime.day, to: visitTime.day, providerId: z.uuid().nullable(), after: place.nullable() }),
    output: z.strictObject({ visits: z.array(visit).max(DAY_PAGE), next: place.nullable() }),
    permission: 'schedule.read',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
};
