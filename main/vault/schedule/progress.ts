import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { CLOSING, COMING, EXPECTED, PROGRESS, STEPS } from '../../../shared/phi/visit.ts';
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
  if (!COMING.includes(visit.progress)) throw new Failure('visit-elsewhere');
  return visit;
};

/** Failure `not-found`, `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`, `visit-not-today`. */
export const progress =
  (setupNow: SetupReader): PhiHandler<'visit.progress'> =>
  (access, { to, ...asked }) => {
    const visit = readStanding(access, asked);
    const today = dayThere(access, setupNow);
    const isClosed = visit.day < today && CLOSING[visit.progress].includes(to);
    if (!isClosed && !STEPS[visit.progress].includes(to)) throw new Failure('visit-elsewhere');
    if (to === 'confirmed' ? visit.day < today : visit.day > today) throw new Failure('visit-not-today');
    reviseVisit(access.change, originOf(access), visit, { progress: to, progressSince: access.facts.now });
    return shown(readVisit(access.change, asked.patientId, asked.visitId));
  };

const turn = z.strictObject({ version: z.int(), before: z.enum(PROGRESS), after: z.enum(PROGRESS) });
const TURNS =
  "SELECT version, value_from AS before, value_to AS after FROM visit_change WHERE visit = ? AND field = 'progress' ORDER BY version";
const timed = z.strictObject({ field: z.enum(['progressSince', 'arrivedAt']), value: z.int().nullable() });
const TIMES =
  "SELECT field, value_from AS value FROM visit_change WHERE visit = ? AND version = ? AND field IN ('progressSince', 'arrivedAt')";

const isStep = ({ before, after }: z.infer<typeof turn>): boolean =>
  STEPS[before].includes(after) || CLOSING[before].includes(after) || (after === 'arrived' && EXPECTED.includes(before));

/** The newest step that was not taken back since, by a step back or by a move that took a confirmation away. Failure `visit-elsewhere` where there is none. */
const lastStep = (writer: Writer, visit: StoredVisit): z.infer<typeof turn> => {
  const standing: z.infer<typeof turn>[] = [];
  for (const one of writer.all(turn, TURNS, visit.id)) {
    if (isStep(one)) standing.push(one);
    else standing.pop();
  }
  const last = standing.at(-1);
  if (last === undefined || last.after !== visit.progress) throw new Failure('visit-elsewhere');
  return last;
};

/** Failure `not-found`, `changed-meanwhile`, `visit-cancelled`, `visit-elsewhere`. */
export const stepBack: PhiHandler<'visit.step-back'> = (access, asked) => {
  const visit = readStanding(access, asked);
  const step = lastStep(access.change, visit);
  const times = access.change.all(timed, TIMES, visit.id, step.version).map(({ field, value }): [string, number | null] => [field, value]);
  reviseVisit(access.change, originOf(access), visit, { progress: step.before, ...Object.fromEntries(times) });
  access.change.run('UPDATE check_in SET undone_at = ? WHERE visit = ? AND visit_version = ?', access.facts.now, visit.id, step.version);
  return shown(readVisit(access.change, asked.patientId, asked.visitId));
};
