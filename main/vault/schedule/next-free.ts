import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { closureOn } from '../../../shared/open-hours.ts';
import { SLOT_MONTHS, SLOTS_A_DAY, SLOTS_PAGE } from '../../../shared/operations/free-slots.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Input, Result } from '../../../shared/operations/table.ts';
import { PART_MINUTES } from '../../../shared/phi/free-slot.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import type { Reader } from '../../store/statements.ts';
import { type Blocked, blockedOn, readBlocked } from './blocked-time.ts';
import { isShown } from './clock-gap.ts';
import { freeStarts, type Span } from './free-time.ts';
import type { SetupReader } from './setup.ts';

type Wanted = Input<'schedule.next-free'>;
type Found = Result<'schedule.next-free'>['slots'][number];
/** What a provider has taken on a day. */
type Taken = (providerId: string, day: string) => readonly Span[];

/** One row for each of a provider's days, however full it is. */
const TAKEN = `SELECT day, group_concat(start || '+' || minutes, ' ') AS spans FROM visit INDEXED BY visit_provider
  WHERE providerId = ? AND day BETWEEN ? AND ? AND state <> 'cancelled' AND progress <> 'no-show' GROUP BY day`;
const takenRow = z.strictObject({ day: z.string(), spans: z.string() });

const spansOf = (said: string): Span[] =>
  said.split(' ').map((one) => {
    const [from = 0, minutes = 0] = one.split('+').map(Number);
    return { from, to: from + minutes };
  });

/** Most answers lie in the first weeks: read two, then twice as much at each step. */
const FIRST_DAYS = 14;
/** The last day a date can be written for. */
const LAST_DAY = Temporal.PlainDate.from('9999-12-31');

const readTaken = (reader: Reader, providerIds: readonly string[], from: string, to: string): Taken => {
  const visits = new Map<string, readonly Span[]>();
  const blocks = new Map<string, readonly Blocked[]>();
  for (const providerId of providerIds) {
    for (const { day, spans } of reader.all(takenRow, TAKEN, providerId, from, to)) visits.set(`${providerId} ${day}`, spansOf(spans));
    blocks.set(providerId, readBlocked(reader, providerId, from, to));
  }
  return (providerId, day) => [...(visits.get(`${providerId} ${day}`) ?? []), ...blockedOn(blocks.get(providerId) ?? [], day)];
};

interface Search {
  readonly setup: ScheduleSetup;
  readonly wanted: Wanted;
  readonly providerIds: readonly string[];
  readonly now: Temporal.PlainDateTime;
}

/** The free times of one day, each once, in order. */
const freeOn = (day: Temporal.PlainDate, { setup, wanted, providerIds, now }: Search, taken: Taken): Found[] => {
  const hours = setup.hours[day.dayOfWeek - 1] ?? null;
  if (hours === null || (wanted.weekdays.length > 0 && !wanted.weekdays.includes(day.dayOfWeek))) return [];
  const iso = day.toString();
  if (closureOn(setup, iso) !== undefined) return [];
  const [first, before] = PART_MINUTES[wanted.part];
  const past = day.equals(now.toPlainDate()) ? now.hour * 60 + now.minute : 0;
  const behind = wanted.after?.day === iso ? wanted.after.start + 1 : 0;
  const open = { from: Math.max(hours.opens, first, past), to: hours.closes };
  const firstFree = new Map<number, string>();
  for (const providerId of providerIds) {
    for (const start of freeStarts(open, taken(providerId, iso), wanted.minutes)) {
      if (start < before && start >= behind && !firstFree.has(start)) firstFree.set(start, providerId);
    }
  }
  return [...firstFree]
    .sort(([a], [b]) => a - b)
    .filter(([start]) => isShown(day, start, setup.timeZone))
    .slice(0, SLOTS_A_DAY)
    .map(([start, providerId]) => ({ day: iso, start, minutes: wanted.minutes, providerId }));
};

/** The next free times. A provider's days are read from one range of one index, and free time is counted here: the store is asked a few times, whatever the search. */
export const findFree = (reader: Reader, search: Search): Found[] => {
  const { wanted, now, providerIds } = search;
  const today = now.toPlainDate();
  const asked = Temporal.PlainDate.from(wanted.after?.day ?? wanted.from);
  let day = Temporal.PlainDate.compare(asked, today) < 0 ? today : asked;
  const halfYear = day.add({ months: SLOT_MONTHS });
  const last = Temporal.PlainDate.compare(halfYear, LAST_DAY) > 0 ? LAST_DAY : halfYear;
  const slots: Found[] = [];
  for (let days = FIRST_DAYS; Temporal.PlainDate.compare(day, last) <= 0; days *= 2) {
    const end = day.add({ days: days - 1 });
    const until = Temporal.PlainDate.compare(end, last) > 0 ? last : end;
    const taken = readTaken(reader, providerIds, day.toString(), until.toString());
    for (; Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) {
      slots.push(...freeOn(day, search, taken));
      if (slots.length >= SLOTS_PAGE) return slots.slice(0, SLOTS_PAGE);
    }
  }
  return slots;
};

/** Failure `not-found` for a provider who is not there (any more). */
export const nextFree =
  (setupNow: SetupReader): PhiHandler<'schedule.next-free'> =>
  (access, wanted) => {
    const setup = setupNow();
    const providerIds = setup.providers
      .filter(({ providerId, active }) => active && (wanted.providerId === null || wanted.providerId === providerId))
      .map(({ providerId }) => providerId);
    if (wanted.providerId !== null && providerIds.length === 0) throw new Failure('not-found');
    const now = Temporal.Instant.fromEpochMilliseconds(access.facts.now).toZonedDateTimeISO(setup.timeZone).toPlainDateTime();
    return { slots: findFree(access.records, { setup, wanted, providerIds, now }) };
  };
