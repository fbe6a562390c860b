import type { Progress, Visit } from '../../shared/phi/visit.ts';

/** The board's lanes, from left to right as patients go. */
export const LANES = ['expected', 'waiting', 'roomed', 'finished'] as const;
export type Lane = (typeof LANES)[number];

const LANE_OF: Readonly<Record<Progress, Lane>> = {
  booked: 'expected',
  confirmed: 'expected',
  arrived: 'waiting',
  roomed: 'roomed',
  done: 'finished',
  left: 'finished',
  'no-show': 'finished',
};

/** From so many minutes on a wait is said in words. */
const LATE_FROM = 10;
const LONG_FROM = 15;
const ROOM_LONG_FROM = 30;

/** What a card says of time: how long the patient waits, sits in the room, or is late; `urgent` where somebody should look. */
export interface Wait {
  readonly kind: 'late' | 'waiting' | 'roomed';
  readonly minutes: number;
  readonly urgent: boolean;
}

export interface Card {
  readonly visit: Visit;
  readonly wait: Wait | null;
}

const minutesSince = (since: number | null, now: number): number => (since === null ? 0 : Math.max(0, Math.floor((now - since) / 60_000)));

/** `now` is the moment, `minute` what the practice's wall clock says of it, in minutes after midnight. */
export const waitOf = ({ progress, progressSince, start }: Visit, now: number, minute: number): Wait | null => {
  if (LANE_OF[progress] === 'expected') {
    const minutes = minute - start;
    return minutes < LATE_FROM ? null : { kind: 'late', minutes, urgent: true };
  }
  if (progress !== 'arrived' && progress !== 'roomed') return null;
  const minutes = minutesSince(progressSince, now);
  return progress === 'arrived'
    ? { kind: 'waiting', minutes, urgent: minutes >= LONG_FROM }
    : { kind: 'roomed', minutes, urgent: minutes >= ROOM_LONG_FROM };
};

const earliest = (a: Visit, b: Visit): number => a.start - b.start || a.visitId.localeCompare(b.visitId);
const longest = (a: Visit, b: Visit): number => (a.progressSince ?? 0) - (b.progressSince ?? 0) || earliest(a, b);

/** The day's visits in their lanes: who is expected by time, who waits by how long, who is finished the newest first. */
export const lanesOf = (visits: readonly Visit[], now: number, minute: number): Readonly<Record<Lane, readonly Card[]>> => {
  const lane = (name: Lane, order: (a: Visit, b: Visit) => number): Card[] =>
    visits
      .filter(({ progress }) => LANE_OF[progress] === name)
      .sort(order)
      .map((visit) => ({ visit, wait: waitOf(visit, now, minute) }));
  return {
    expected: lane('expected', earliest),
    waiting: lane('waiting', longest),
    roomed: lane('roomed', longest),
    finished: lane('finished', (a, b) => longest(b, a)),
  };
};
