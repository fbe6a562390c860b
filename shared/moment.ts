import * as z from 'zod';

/**
 * One reading of the workstation's clocks. `wall` is epoch milliseconds, which anyone with the right may set; `boot` is milliseconds since the
 * machine started, sleep included, which nobody sets; `bootId` tells one start of the machine from another.
 */
export const momentSchema = z.strictObject({
  wall: z.number(),
  boot: z.number().nonnegative(),
  bootId: z.string().min(1).max(64),
});
export type Moment = Readonly<z.infer<typeof momentSchema>>;

/** How far the two clocks may part, or either step back, before nothing timed by them is trusted. */
export const CLOCK_TOLERANCE_MS = 120_000;

/** Where the machine gives no boot id it is derived from the wall clock: `derived:` and the epoch millisecond of the start. */
export const DERIVED_BOOT = 'derived:';

/** Whether two readings come from the same start of the machine. Derived ids are compared within the tolerance, exact ones exactly. */
export const sameBoot = (a: Moment, b: Moment): boolean => {
  if (a.bootId === b.bootId) return true;
  if (!a.bootId.startsWith(DERIVED_BOOT) || !b.bootId.startsWith(DERIVED_BOOT)) return false;
  const apart = Number(a.bootId.slice(DERIVED_BOOT.length)) - Number(b.bootId.slice(DERIVED_BOOT.length));
  return Math.abs(apart) <= CLOCK_TOLERANCE_MS;
};

/** True after another boot, a step back, or a disagreement of the clocks: what was remembered by time is then forgotten. */
export const clockMoved = (from: Moment, to: Moment): boolean => {
  const wall = to.wall - from.wall;
  const boot = to.boot - from.boot;
  // written so that a reading that is not a number counts as moved
  const steady = wall >= -CLOCK_TOLERANCE_MS && boot >= -CLOCK_TOLERANCE_MS && Math.abs(wall - boot) <= CLOCK_TOLERANCE_MS;
  return !(sameBoot(from, to) && steady);
};

/** Age in milliseconds by the faster of the two clocks; unknowable, and so infinite, after another boot. */
export const elapsed = (from: Moment, to: Moment): number =>
  sameBoot(from, to) ? Math.max(0, to.wall - from.wall, to.boot - from.boot) : Number.POSITIVE_INFINITY;

/** Milliseconds that have certainly passed, by the slower clock. After another boot the time since that boot is certain, if the wall agrees. */
export const surelyElapsed = (from: Moment, to: Moment): number =>
  Math.max(0, Math.min(to.wall - from.wall, sameBoot(from, to) ? to.boot - from.boot : to.boot));

/** A point in time on both clocks, reached as soon as either passes it. */
export type Deadline = { readonly wall: number; readonly boot: number };

export const after = (from: Moment, ms: number): Deadline => ({ wall: from.wall + ms, boot: from.boot + ms });

/** The sooner of two deadlines, clock by clock. */
export const sooner = (a: Deadline, b: Deadline): Deadline => ({ wall: Math.min(a.wall, b.wall), boot: Math.min(a.boot, b.boot) });

/** Milliseconds to the deadline by the clock that is nearer to it; zero or less once it is reached. */
export const msLeft = (deadline: Deadline, at: Moment): number => Math.min(deadline.wall - at.wall, deadline.boot - at.boot);
