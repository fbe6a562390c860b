import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { PROGRESS, STEPS } from '../../../shared/phi/visit.ts';
import type { ChangeAccess, PhiAccess } from '../../gate/access.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Writer } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import { reviseVisit } from './revise-visit.ts';
import type { SetupReader } from './setup.ts';
import { readVisit, readVisitAt, type StoredVisit, shown } from './visits.ts';

/** Which day it is on the practice's wall. */
export const dayThere = (access: PhiAccess, setupNow: SetupReader): string =>
  Temporal.Instant.fromEpochMilliseconds(access.facts.now).toZonedDateTimeISO(setupNow().timeZone).toPlainDate().toString();

/** A visit that takes place, at the version a person saw. Failure `not-found`, `changed-meanwhile`, `visit-cancelled`. */
export const readStanding = (
  access: ChangeAccess,
  asked: { readonly patientId: string; readonly visitId: string; readonly version: number },
): StoredVisit => {
  const visit = readVisitAt(access.change, asked.patientId, asked.visitId, asked.version);
  if (visit.state === 'cancelled') throw new Failure('visit-cancelled');
  return visit;
};

/** A visit that is still to come about, for what cancels or moves it. Failure `visit-elsewhere` besides. */
export const readComing = (access: ChangeAccess, asked: Parameters<typeof readStanding>[1]): StoredVisit => {
  const visit = readStanding(access, asked);
  if (visit.progress !== 'booked' && visit.progress !== 'confirmed') throw new Failure('visit-elsewhere');
  return visit;
};

/** Failure `not-found`, `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`, `visit-not-today`. */
export const progress =
  (setupNow: SetupReader): PhiHandler<'visit.progress'> =>
  (access, { to, ...asked }) => {
    const visit = readStanding(access, asked);
    if (!STEPS[visit.progress].includes(to)) throw new Failure('visit-elsewhere');
    const today = dayThere(access, setupNow);
    if (to === 'confirmed' ? visit.day < today : visit.day > today) throw new Failure('visit-not-today');
    reviseVisit(access.change, originOf(access), visit, { progress: to, progressSince: access.facts.now });
    return shown(readVisit(access.change, asked.patientId, asked.visitId));
  };

const before = z.strictObject({ field: z.string(), value: z.union([z.string(), z.int(), z.null()]) });
const BEFORE = 'SELECT field, value_from AS value FROM visit_change WHERE visit = ? AND version = ?';
const asStood = z.strictObject({
  progress: z.enum(PROGRESS),
  progressSince: z.int().nullable().optional(),
  arrivedAt: z.int().nullable().optional(),
});

/** The fields of where a visit stands as they were before its newest version, if that version was a step and nothing else: a move that took a confirmation away is none. Failure `visit-elsewhere`. */
const stoodBefore = (writer: Writer, visit: StoredVisit) => {
  const rows = writer.all(before, BEFORE, visit.id, visit.version);
  const parsed = asStood.safeParse(Object.fromEntries(rows.map(({ field, value }) => [field, value])));
  if (!parsed.success) throw new Failure('visit-elsewhere');
  const { progressSince = visit.progressSince, arrivedAt = visit.arrivedAt } = parsed.data;
  return { progress: parsed.data.progress, progressSince, arrivedAt };
};

/** Failure `not-found`, `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`. */
export const stepBack: PhiHandler<'visit.step-back'> = (access, asked) => {
  const visit = readStanding(access, asked);
  reviseVisit(access.change, originOf(access), visit, stoodBefore(access.change, visit));
  access.change.run('UPDATE check_in SET undone_at = ? WHERE visit = ? AND visit_version = ?', access.facts.now, visit.id, visit.version);
  return shown(readVisit(access.change, asked.patientId, asked.visitId));
};
