import * as z from 'zod';
import { named, phi } from '../contract.ts';
import { checkInSheet, copay, identifiers } from '../phi/check-in.ts';
import { patientId } from '../phi/patient.ts';
import { PROGRESS, visit, visitId } from '../phi/visit.ts';

const seen = { patientId, visitId, version: z.int().positive() };

/** What happens to a visit on its day. */
export const checkIn = {
  'visit.check-in-sheet': phi({
    input: z.strictObject({ patientId, visitId }),
    output: checkInSheet,
    permission: 'visit.progress',
    action: 'schedule.read',
    effect: 'read',
    subject: named('patientId'),
  }),
  /**
   * The patient is here, and was known by two identifiers. `verified` are coverages that were asked of the payer. Failure `visit-not-today`, `visit-elsewhere`, `changed-meanwhile`.
   */
  'visit.check-in': phi({
    input: z.strictObject({ ...seen, identifiers, copay: copay.optional(), verified: z.array(z.uuid()).max(9) }),
    output: visit,
    permission: 'visit.progress',
    action: 'schedule.status',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** The next step of a visit (`STEPS`), or how one of a past day is closed (`CLOSING`). Failure `visit-not-today`, `visit-elsewhere`, `visit-cancelled`, `changed-meanwhile`. */
  'visit.progress': phi({
    input: z.strictObject({ ...seen, to: z.enum(PROGRESS) }),
    output: visit,
    permission: 'visit.progress',
    action: 'schedule.status',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Takes the last step or check-in back, if nothing has happened to the visit since. Failure `visit-elsewhere`, `changed-meanwhile`. */
  'visit.step-back': phi({
    input: z.strictObject(seen),
    output: visit,
    permission: 'visit.progress',
    action: 'schedule.undo',
    effect: 'change',
    subject: named('patientId'),
  }),
};
