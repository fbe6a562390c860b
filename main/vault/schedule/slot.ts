import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { closureOn } from '../../../shared/open-hours.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Obstacle } from '../../../shared/phi/series.ts';
import { MINUTES_OF_DAY } from '../../../shared/phi/visit.ts';
import type { Reader } from '../../store/statements.ts';
import { blockedOn, readBlocked } from './blocked-time.ts';
import { isShown } from './clock-gap.ts';

export interface Slot {
  readonly day: string;
  readonly start: number;
  readonly minutes: number;
  readonly providerId: string;
  readonly roomId: string | null;
}

/** A visit where it is to be. */
export interface Placed extends Slot {
  readonly visitId: string;
}

const OVERLAPS = `SELECT 1 FROM visit WHERE day = ? AND start < ? AND start + minutes > ? AND providerId = ? AND state <> 'cancelled' AND progress <> 'no-show' AND visit_id NOT IN (SELECT value FROM json_each(?)) LIMIT 1`;
const IN_ROOM = OVERLAPS.replace('providerId', 'roomId');

/**
 * What stands against a visit at this time: nothing, or that the practice is closed, that the provider sees nobody or has somebody else, or that the room is taken. `together` are
 * the visits that change at once, this one among them where it has a time already: each counts where it is to be, not where it was.
 */
export const obstacle = (reader: Reader, setup: ScheduleSetup, slot: Slot, together: readonly Placed[] = []): Obstacle | null => {
  const { day, start, minutes, providerId, roomId } = slot;
  const end = start + minutes;
  const hours = setup.hours[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? null;
  if (hours === null || start < hours.opens || end > hours.closes || closureOn(setup, day) !== undefined) return 'slot-closed';
  if (!isShown(day, start, setup.timeZone)) return 'slot-closed';
  const blocked = blockedOn(readBlocked(reader, providerId, day, day), day);
  if (blocked.some(({ from, to }) => from < end && to > start)) return 'slot-blocked';
  const others = together.filter((one) => one !== slot && one.day === day && one.start < end && one.start + one.minutes > start);
  const before = JSON.stringify(together.map(({ visitId }) => visitId));
  const taken = others.some((one) => one.providerId === providerId);
  if (taken || reader.get(z.unknown(), OVERLAPS, day, end, start, providerId, before) !== undefined) return 'slot-taken';
  if (roomId === null) return null;
  const full = others.some((one) => one.roomId === roomId);
  return full || reader.get(z.unknown(), IN_ROOM, day, end, start, roomId, before) !== undefined ? 'room-taken' : null;
};

/**
 * The reason this visit needs: null where nothing stands against it. Failure `slot-closed`, `slot-blocked`, `slot-taken` or `room-taken`, unless somebody said why it should be all the same; `bad-input` for a time that goes over midnight, `time-left-out` for one the
 * clocks leave out.
 */
export const admitSlot = (
  reader: Reader,
  setup: ScheduleSetup,
  slot: Slot,
  anyway: string | undefined,
  together?: readonly Placed[],
): string | null => {
  if (slot.start + slot.minutes > MINUTES_OF_DAY) throw new Failure('bad-input');
  if (!isShown(slot.day, slot.start, setup.timeZone)) throw new Failure('time-left-out');
  const against = obstacle(reader, setup, slot, together);
  if (against === null) return null;
  if (anyway === undefined) throw new Failure(against);
  return anyway;
};
