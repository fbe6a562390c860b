import { Failure } from './failure.ts';

/**
 * A hybrid logical clock (Kulkarni, Demirbas et al., "Logical Physical Clocks", 2014): it stays close to the wall clock, never goes back, and an edit
 * made after seeing another one is always later than it, whatever the wall clocks of the two workstations say. It orders edits of one field; it is
 * never a measure of time and never a measure of completeness.
 */
export interface StampParts {
  /** Epoch milliseconds, at most 48 bits. */
  readonly time: number;
  /** Which edit within that millisecond, at most 16 bits. */
  readonly count: number;
  /** The workstation, 12 lower-case hex digits. */
  readonly node: string;
}

/** `time-count-node` in fixed-width hex: comparing two stamps as strings is comparing time, then count, then node. */
export type Stamp = string;

const LAST_TIME = 0xffff_ffff_ffff;
const LAST_COUNT = 0xffff;
const SHAPE = /^([0-9a-f]{12})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** How far ahead of our own clock another workstation's stamp may be. Beyond it that clock is wrong, and following it would decide every later conflict. */
export const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** The node name of a workstation: the last 48 bits of its UUID, which are random in version 7. */
export const nodeOf = (workstationId: string): string => {
  const node = workstationId.replaceAll('-', '').slice(-12).toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(node)) throw new Failure('bad-input');
  return node;
};

export const writeStamp = (parts: StampParts): Stamp => {
  const whole = Number.isInteger(parts.time) && Number.isInteger(parts.count);
  if (!whole || parts.time < 0 || parts.time > LAST_TIME || parts.count < 0 || parts.count > LAST_COUNT) throw new Failure('bad-input');
  const stamp = `${parts.time.toString(16).padStart(12, '0')}-${parts.count.toString(16).padStart(4, '0')}-${parts.node}`;
  if (!SHAPE.test(stamp)) throw new Failure('bad-input');
  return stamp;
};

/** Failure `bad-input` when the text is no stamp. */
export const readStamp = (stamp: Stamp): StampParts => {
  const [, time, count, node] = SHAPE.exec(stamp) ?? [];
  if (time === undefined || count === undefined || node === undefined) throw new Failure('bad-input');
  return { time: Number.parseInt(time, 16), count: Number.parseInt(count, 16), node };
};

/** A full count borrows the next millisecond, so that no two stamps of a node are ever equal. */
const after = (time: number, count: number, node: string): Stamp =>
  count > LAST_COUNT ? writeStamp({ time: time + 1, count: 0, node }) : writeStamp({ time, count, node });

/** The stamp of an edit made here: later than `last` (the newest stamp this workstation made or saw) even when the wall clock was set back. */
export const tick = (last: Stamp | null, now: number, node: string): Stamp => {
  if (last === null) return writeStamp({ time: now, count: 0, node });
  const { time, count } = readStamp(last);
  return now > time ? writeStamp({ time: now, count: 0, node }) : after(time, count + 1, node);
};

/**
 * The stamp to remember after seeing another workstation's edit: later than both. Null when the other stamp is more than `MAX_AHEAD_MS` ahead of
 * `now`: such an edit is set aside, not followed.
 */
export const witness = (last: Stamp | null, seen: Stamp, now: number, node: string): Stamp | null => {
  if (readStamp(seen).time > now + MAX_AHEAD_MS) return null;
  return tick(last === null || seen > last ? seen : last, now, node);
};
