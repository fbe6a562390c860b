import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { closureOn } from '../../../shared/open-hours.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Obstacle } from '../../../shared/phi/series.ts';
import { MINUTES_OF_DAY } from '../../../shared/phi/visit.ts';
import type { Reader } from '../../store/statements.ts';
import { FAMILY } from '../patients/family.ts';
import { blockedOn, readBlocked } from './blocked-time.ts';
import { isShown } from './clock-gap.ts';

export interface Slot {
  readonly day: string;
  readonly start: number;
  readonly minutes: number;
  readonly providerId: string;
  readonly roomId: string | null;
  /** Whom it is for; null where that is not asked about. */
  readonly patientId: string | null;
}

/** A visit where it is to be. */
export interface Placed extends Slot {
  readonly visitId: string;
}

/** What is known of an act that gives visits their time. */
export interface SlotAct {
  /** The visits that change at once, this one among them where it has a time already: each counts where it is to be, not where it was. */
  readonly together?: readonly Placed[];
  /** Which day it is in the practice, where the act puts a visit on a day; left out where it stands on that day already. */
  readonly today?: string;
}

const OVERLAPS = `SELECT 1 FROM visit WHERE day = ? AND start < ? AND start + minutes > ? AND providerId = ? AND state <> 'cancelled' AND progress <> 'no-show' AND visit_id NOT IN (SELECT value FROM json_each(?)) LIMIT 1`;
const IN_ROOM = OVERLAPS.replace('providerId', 'roomId');
const OF_PATIENT = OVERLAPS.replace('providerId = ?', `patient IN ${FAMILY}`);

/**
 * What stands against a visit at this time: nothing, or that its day is over, that the practice is closed, that the provider sees nobody or has somebody else, that the patient is somewhere else, or that
 * the room is taken.
 */
export const obstacle = (reader: Reader, setup: ScheduleSetup, slot: Slot, { together = [], today }: SlotAct = {}): Obstacle | null => {
  const { day, start, minutes, providerId, roomId, patientId } = slot;
  const end = start + minutes;
  if (today !== undefined && day < today) return 'slot-past';
  const hours = setup.hours[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? null;
  if (hours === null || start < hours.opens || end > hours.closes || closureOn(setup, day) !== undefined) return 'slot-closed';
  if (!isShown(day, start, setup.timeZone)) return 'slot-closed';
  const blocked = blockedOn(readBlocked(reader, providerId, day, day), day);
  if (blocked.some(({ from, to }) => from < end && to > start)) return 'slot-blocked';
  const others = together.filter((one) => one !== slot && one.day === day && one.start < end && one.start + one.minutes > start);
  const before = JSON.stringify(together.map(({ visitId }) => visitId));
  const isTaken = (sql: string, what: string): boolean => reader.get(z.unknown(), sql, day, end, start, what, before) !== undefined;
  if (others.some((one) => one.providerId === providerId) || isTaken(OVERLAPS, providerId)) return 'slot-taken';
  if (patientId !== null && (others.some((one) => one.patientId === patientId) || isTaken(OF_PATIENT, patientId))) return 'patient-taken';
  if (roomId !== null && (others.some((one) => one.roomId === roomId) || isTaken(IN_ROOM, roomId))) return 'room-taken';
  return null;
};

/**
 * The reason this visit needs: null where nothing stands against it. Failure `slot-past`, `slot-closed`, `slot-blocked`, `slot-taken`, `patient-taken` or `room-taken`, unless somebody said why it should
 * be all the same; `bad-input` for a time that goes over midnight, `time-left-out` for one the clocks leave out.
 */
export const admitSlot = (reader: Reader, setup: ScheduleSetup, slot: Slot, anyway: string | undefined, act: SlotAct): string | null => {
  if (slot.start + slot.minutes > MINUTES_OF_DAY) throw new Failure('bad-input');
  if (!isShown(slot.day, slot.start, setup.timeZone)) throw new Failure('time-left-out');
  const against = obstacle(reader, setup, slot, act);
  if (against === null) return null;
  if (anyway === undefined) throw new Failure(against);
  return anyway;
};
