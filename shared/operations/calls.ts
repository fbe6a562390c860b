import * as z from 'zod';
import { found, named, phi } from '../contract.ts';
import { CALL_OUTCOMES, callLine } from '../phi/call.ts';
import { patientId } from '../phi/patient.ts';
import { visitId, visitTime } from '../phi/visit.ts';
import { DAY_PAGE } from './schedule.ts';

/** Calling about the visits of a day that is to come. */
export const calls = {
  'call.list': phi({
    input: z.strictObject({ day: visitTime.day, after: z.strictObject({ start: visitTime.start, visitId }).nullable() }),
    output: z.strictObject({ calls: z.array(callLine).max(DAY_PAGE), next: z.strictObject({ start: z.int(), visitId }).nullable() }),
    permission: 'visit.progress',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
  /** Notes how a call ended; `confirmed` confirms the visit as well, anything else takes back what a call before it had confirmed. Failure `visit-cancelled`, `visit-elsewhere`, `visit-not-today` (its day is over), `changed-meanwhile`. */
  'call.note': phi({
    input: z.strictObject({ patientId, visitId, version: z.int().positive(), outcome: z.enum(CALL_OUTCOMES) }),
    output: callLine,
    permission: 'visit.progress',
    action: 'schedule.status',
    effect: 'change',
    subject: named('patientId'),
  }),
};
