import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import { MINUTES_OF_DAY } from '../../../shared/phi/visit.ts';
import type { Reader } from '../../store/statements.ts';

export interface Slot {
  readonly day: string;
  readonly start: number;
  readonly minutes: number;
  readonly providerId: string;
}

const OVERLAPS = `SELECT 1 FROM visit WHERE day = ? AND start < ? AND start + minutes > ? AND providerId = ? AND state <> 'cancelled' AND progress <> 'no-show' AND visit_id <> ? LIMIT 1`;

/**
 * What stands against a visit at this time: nothing, or that the practice is closed, or that the provider has somebody else. `except` is the visit itself, where it has a time already.
 */
export const obstacle = (reader: Reader, setup: ScheduleSetup, slot: Slot, except = ''): 'slot-closed' | 'slot-taken' | null => {
  const { day, start, minutes, providerId } = slot;
  const hours = setup.hours[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? null;
  if (hours === null || start < hours.opens || start + minutes > hours.closes) return 'slot-closed';
  return reader.get(z.unknown(), OVERLAPS, day, start + minutes, start, providerId, except) === undefined ? null : 'slot-taken';
};

/** Failure `slot-closed` or `slot-taken`, unless somebody said why it should be all the same; `bad-input` for a time that goes over midnight. */
export const admitSlot = (reader: Reader, setup: ScheduleSetup, slot: Slot, anyway: string | undefined, except?: string): string | null => {
  if (slot.start + slot.minutes > MINUTES_OF_DAY) throw new Failure('bad-input');
  const against = obstacle(reader, setup, slot, except);
  if (against === null) return null;
  if (anyway === undefined) throw new Failure(against);
  return anyway;
};
