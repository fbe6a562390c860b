import * as z from 'zod';
import { found, named, phi } from '../contract.ts';
import { patientId } from '../phi/patient.ts';
import { visitTime } from '../phi/visit.ts';
import { wait, waitCount, waitId, waitingFor } from '../phi/wait.ts';

/** People on the wait list of one answer at most. */
export const WAIT_PAGE = 50;

const place = z.strictObject({ putAt: z.int(), waitId });
const one = z.strictObject({ patientId, waitId, version: z.int().positive() });

export const waitList = {
  /** Puts a patient on the wait list. Failure `not-found` (patient, provider or kind of visit), `merged-away`, `chart-archived`. */
  'wait.add': phi({
    input: z.strictObject({ patientId, ...waitingFor, visitNote: z.string().trim().max(500).optional() }),
    output: wait,
    permission: 'schedule.book',
    action: 'schedule.create',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Who waits, whoever has waited longest first. */
  'wait.list': phi({
    input: z.strictObject({ after: place.nullable() }),
    output: z.strictObject({ waits: z.array(wait).max(WAIT_PAGE), next: place.nullable() }),
    permission: 'schedule.read',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
  /** Who waits for a time like this one, whoever has waited longest first; `fitting` counts those beyond the answer as well. Without `names` only how many they are. */
  'wait.fitting': phi({
    input: z.strictObject({ providerId: z.uuid(), ...visitTime, names: z.boolean() }),
    output: z.strictObject({ waits: z.array(wait).max(WAIT_PAGE), fitting: waitCount }),
    permission: 'schedule.book',
    action: 'schedule.read',
    effect: 'read',
    subject: found,
  }),
  /** Takes somebody off the list. Failure `not-found`, `changed-meanwhile`. */
  'wait.remove': phi({
    input: one,
    output: wait,
    permission: 'schedule.book',
    action: 'schedule.cancel',
    effect: 'change',
    subject: named('patientId'),
  }),
  /** Puts somebody who was taken off back where they were. Failure `not-found`, `changed-meanwhile`. */
  'wait.restore': phi({
    input: one,
    output: wait,
    permission: 'schedule.book',
    action: 'schedule.undo',
    effect: 'change',
    subject: named('patientId'),
  }),
};
