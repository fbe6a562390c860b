import { setTimeout } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { closureOn } from '../../../shared/open-hours.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Reader } from '../../store/statements.ts';
import { type StoredVisit, shown, visitsOf } from '../schedule/visits.ts';
import type { GatheredList, KeptVisit } from './list.ts';

/** Beside today: so many days on which the practice is open. */
const OPEN_DAYS = 3;
/** A practice that closes for longer has nobody coming. */
const LOOKS_AHEAD_DAYS = 30;
/** Visits read in one go; whoever waits for an answer meanwhile gets it before the next. */
const SLICE = 50;
const PAUSE_MS = 2;

const dayRow = z.strictObject({ day: z.string() });
const BOOKED = `SELECT DISTINCT day FROM visit INDEXED BY visit_day WHERE day BETWEEN ? AND ? AND state <> 'cancelled'`;

/** Today, the next three days on which the practice is open, and whichever closed day up to then has visits all the same. */
export const daysKept = (reader: Reader, setup: ScheduleSetup, today: string): string[] => {
  const first = Temporal.PlainDate.from(today);
  const last = first.add({ days: LOOKS_AHEAD_DAYS });
  const booked = new Set(reader.all(dayRow, BOOKED, today, last.toString()).map(({ day }) => day));
  const kept = [today];
  let open = 0;
  for (let ahead = 1; ahead <= LOOKS_AHEAD_DAYS && open < OPEN_DAYS; ahead += 1) {
    const date = first.add({ days: ahead });
    const day = date.toString();
    const isOpen = (setup.hours[date.dayOfWeek - 1] ?? null) !== null && closureOn(setup, day) === undefined;
    if (isOpen) open += 1;
    if (isOpen || booked.has(day)) kept.push(day);
  }
  return kept;
};

/** Reads these days as the printed day list shows them: of a restricted chart the name alone. In short pieces; a change between two of them may be on one day and not on another. */
export const gatherDays = async (
  reader: Reader,
  days: readonly string[],
  pseudonym: (patientId: string) => string,
): Promise<GatheredList['days']> => {
  const gathered: { day: string; visits: KeptVisit[] }[] = [];
  for (const day of days) {
    const visits: KeptVisit[] = [];
    for (let page = visitsOf(reader, day, null, SLICE); page.length > 0; ) {
      visits.push(...page.map((visit) => kept(visit, pseudonym)));
      const last = page.at(-1);
      await setTimeout(PAUSE_MS);
      page = last === undefined || page.length < SLICE ? [] : visitsOf(reader, day, last, SLICE);
    }
    gathered.push({ day, visits });
  }
  return gathered;
};

const kept = (visit: StoredVisit, pseudonym: (patientId: string) => string): KeptVisit => {
  const {
    patientId,
    familyName,
    givenName,
    preferredName,
    birthDate,
    mrn,
    restricted,
    start,
    minutes,
    providerId,
    visitTypeId,
    visitNote,
  } = shown(visit);
  return {
    ...{ pseudonym: pseudonym(patientId), familyName, mrn, restricted, start, minutes, providerId, visitTypeId },
    ...(givenName === undefined ? {} : { givenName }),
    ...(preferredName === undefined ? {} : { preferredName }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(visitNote === undefined ? {} : { visitNote }),
  };
};
