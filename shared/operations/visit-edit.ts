import * as z from 'zod';
import { named, phi } from '../contract.ts';
import { patientId } from '../phi/patient.ts';
import { visit, visitId, visitTime } from '../phi/visit.ts';

export const visitEdit = {
  /**
   * Changes what a visit is for, how long it takes, its room and its note, against the version the person saw; when it is and with whom stays. A note that is left out stays as it is, an empty one goes.
   * What stands against the time (`OBSTACLES`) where it takes longer or another room than before, unless `anyway` says why.
   */
  'visit.edit': phi({
    input: z.strictObject({
      patientId,
      visitId,
      version: z.int().positive(),
      visitTypeId: z.uuid(),
      minutes: visitTime.minutes,
      roomId: z.uuid().nullable(),
      visitNote: z.string().trim().max(500).optional(),
      anyway: z.string().trim().min(3).max(200).optional(),
    }),
    output: visit,
    permission: 'schedule.book',
    action: 'schedule.update',
    effect: 'change',
    subject: named('patientId'),
  }),
};
