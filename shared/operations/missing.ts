import * as z from 'zod';
import { found, phi } from '../contract.ts';
import { missingLine } from '../phi/missing-line.ts';
import { visitId, visitTime } from '../phi/visit.ts';
import { DAY_PAGE } from './schedule.ts';

/** What is to be asked of the patients of a day before they come. */
export const missing = {
  /** Who is expected on a day with something missing, in the order of their visits; who has come, and of whom nothing is missing, is left out. `next` is where to go on, null at the end. */
  'schedule.missing': phi({
    input: z.strictObject({ day: visitTime.day, after: z.strictObject({ start: visitTime.start, visitId }).nullable() }),
    output: z.strictObject({ lines: z.array(missingLine).max(DAY_PAGE), next: z.strictObject({ start: z.int(), visitId }).nullable() }),
    permission: 'visit.progress',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
};
