import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { SetupReader } from './setup.ts';

const count = z.strictObject({ visits: z.int() });
const WITH = `SELECT count(*) AS visits FROM visit WHERE providerId = ? AND day >= ? AND state <> 'cancelled' AND progress IN ('booked', 'confirmed')`;
const ON = `SELECT count(*) AS visits FROM visit WHERE day BETWEEN ? AND ? AND state <> 'cancelled' AND progress IN ('booked', 'confirmed')`;

/** Visits that somebody has to move: with those who see nobody any more, and on days that were closed after they were booked. */
export const leftOver =
  (setupNow: SetupReader): PhiHandler<'schedule.left-over'> =>
  (access) => {
    const setup = setupNow();
    const today = Temporal.Instant.fromEpochMilliseconds(access.facts.now).toZonedDateTimeISO(setup.timeZone).toPlainDate().toString();
    return {
      providers: setup.providers
        .filter(({ active }) => !active)
        .map(({ providerId }) => ({ providerId, visits: access.records.one(count, WITH, providerId, today).visits })),
      closures: setup.closures
        .filter(({ to }) => to >= today)
        .map(({ from, to }) => ({ from, visits: access.records.one(count, ON, from < today ? today : from, to).visits })),
    };
  };
