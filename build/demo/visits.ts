import { newId } from '../../shared/ids.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { DemoSession } from './clerk.ts';

const PROVIDERS = ['Dr. Grace Halvorsen', 'Dr. Samuel Ortega', 'Ruth Baker, NP'];
const KINDS = [
  ['Check-up', 30],
  ['Follow-up', 15],
  ['New patient', 45],
  ['Blood draw', 10],
] as const;

/** Who sees patients in the town, and for what. */
export const setUpSchedule = async (owner: DemoSession): Promise<ScheduleSetup> => {
  const blank = await owner.ask('schedule.setup', {});
  return owner.ask('schedule.set-up', {
    ...blank,
    providers: PROVIDERS.map((name, at) => ({ providerId: newId(), name, color: at * 3, active: true })),
    visitTypes: KINDS.map(([name, minutes], at) => ({ visitTypeId: newId(), name, minutes, color: at * 2 + 1, active: true })),
  });
};

const OPENS = 8 * 60;
const NOON = 12 * 60;
const AFTERNOON = 13 * 60;
const CLOSES = 17 * 60;
/** Every so many visits somebody has cancelled, and the time stands free. */
const FREE = 5;
/** So many visits of the day have begun: of those, so many are gone and some are in a room. */
const [BEGUN, GONE, IN_ROOM] = [14, 8, 11];

/** A day as a practice has it: most times taken, some free, nobody over noon. */
export const bookDay = async (desk: DemoSession, setup: ScheduleSetup, day: string, patientIds: readonly string[]): Promise<void> => {
  let next = 0;
  for (const [column, { providerId }] of setup.providers.entries()) {
    for (let start = OPENS, turn = column; ; turn += 1) {
      const kind = setup.visitTypes[turn % setup.visitTypes.length];
      if (kind === undefined) return;
      if (start < NOON && start + kind.minutes > NOON) start = AFTERNOON;
      if (start + kind.minutes > CLOSES) break;
      const patientId = patientIds[next % patientIds.length];
      if (turn % FREE !== FREE - 1 && patientId !== undefined) {
        const { visitTypeId, minutes } = kind;
        await desk.ask('visit.book', { patientId, providerId, visitTypeId, day, start, minutes, anyway: 'open for the demonstration' });
        next += 1;
      }
      start += Math.ceil(kind.minutes / 15) * 15;
    }
  }
};

/** Every so many patients nobody came. */
const MISSED = 9;

/** A morning that has begun: the first of each column are gone, one is in a room, some wait. */
export const beginDay = async (desk: DemoSession, day: string): Promise<void> => {
  const { visits } = await desk.ask('schedule.day', { day, after: null });
  for (const [at, visit] of visits.slice(0, BEGUN).entries()) {
    const { patientId, visitId } = visit;
    const seen = { patientId, visitId };
    if (at % MISSED === MISSED - 1) {
      await desk.ask('visit.progress', { ...seen, version: visit.version, to: 'no-show' });
      continue;
    }
    let { version } = await desk.ask('visit.check-in', {
      ...seen,
      version: visit.version,
      identifiers: ['name', 'birth-date'],
      verified: [],
    });
    const steps = at < GONE ? (['roomed', 'done', 'left'] as const) : at < IN_ROOM ? (['roomed'] as const) : [];
    for (const to of steps) ({ version } = await desk.ask('visit.progress', { ...seen, version, to }));
  }
};
