import { clockMoved, type Deadline, type Moment, msLeft, sooner } from './moment.ts';
import { warnMs } from './policy.ts';
import type { Desk, Open, SessionEffect, SessionState, Step } from './session-terms.ts';

/** Time as the session machine sees it. Nothing here is ever a reason to stay open; only to close. */

/** The vault is told of a later deadline at most this often; until then its own deadline is the earlier one. */
const TELL_EVERY_MS = 1000;

/** The longest the machine goes without looking at the clocks, so that a moved one is noticed. */
const LOOK_EVERY_MS = 30_000;

/** Takes a clock reading to the desk. A moved clock forgets every sign-in; short of that, the boot clock never runs back. */
export const observe = (desk: Desk, at: Moment): { readonly desk: Desk; readonly moved: boolean } => {
  const moved = clockMoved(desk.seen, at);
  const boot = moved ? at.boot : Math.max(desk.seen.boot, at.boot);
  return { desk: { ...desk, seen: { ...at, boot }, signIns: moved ? [] : desk.signIns }, moved };
};

/** Whether a session's clocks still tell the story they told when it began. */
export const clockMovedDuring = (state: Open, at: Moment): boolean => clockMoved(state.desk.seen, at) || clockMoved(state.signedInAt, at);

/** What ends an open session now, if anything does. */
export const timeIsUp = (state: Open, at: Moment): 'clock-moved' | 'ceiling' | 'idle' | null => {
  if (clockMovedDuring(state, at)) return 'clock-moved';
  const highest = { ...at, boot: Math.max(at.boot, state.desk.seen.boot) };
  if (!(msLeft(state.ceiling, highest) > 0)) return 'ceiling';
  return msLeft(state.deadline, highest) > 0 ? null : 'idle';
};

/** For the gate, at every pass: whether `epoch` is the session that is open, and still is at this moment. */
export const isLive = (state: SessionState, epoch: number, at: Moment): boolean =>
  state.kind === 'open' && state.epoch === epoch && timeIsUp(state, at) === null;

/** Milliseconds to the lock, by whichever limit and clock is nearest. */
export const msToLock = (state: Open, at: Moment): number => msLeft(sooner(state.deadline, state.ceiling), at);

/** Brings the warning strip in line with the time left: it counts down by the second, and goes when there is time again. */
export const countDown = (state: Open): Step => {
  const left = msToLock(state, state.desk.seen);
  const warning = left <= warnMs(state.desk.policy) ? Math.ceil(left / 1000) : null;
  if (warning === state.warning) return { state, effects: [] };
  const effect: SessionEffect =
    warning === null ? { type: 'unwarn', epoch: state.epoch } : { type: 'warn', epoch: state.epoch, secondsLeft: warning };
  return { state: { ...state, warning }, effects: [effect] };
};

/** Moves the idle deadline of an open session, and tells the vault when it is worth a message; a shorter one always is. */
export const moveDeadline = (state: Open, deadline: Deadline): Step => {
  const until = sooner(deadline, state.ceiling);
  const gained = Math.min(until.boot - state.told.boot, until.wall - state.told.wall);
  const tell = gained >= TELL_EVERY_MS || gained < 0;
  const counted = countDown({ ...state, deadline, told: tell ? until : state.told });
  return {
    state: counted.state,
    effects: [...(tell ? [{ type: 'set-deadline', epoch: state.epoch, until } as const] : []), ...counted.effects],
  };
};

/** When the machine wants its next tick, in milliseconds from its last reading; null when nothing is timed. */
export const nextWake = (state: SessionState): number | null => {
  const { seen, policy } = state.desk;
  const soon = (ms: number): number => Math.max(0, Math.min(ms, LOOK_EVERY_MS));
  switch (state.kind) {
    case 'open': {
      const left = msToLock(state, seen);
      return soon(state.warning === null ? left - warnMs(policy) : Math.min(left, left % 1000 || 1000));
    }
    case 'setup':
      return soon(msLeft(state.deadline, seen));
    case 'unlocking':
    case 'replacing':
      return soon(msLeft(state.limit, seen));
    case 'locked':
    case 'broken':
      return state.replaceAt === null ? LOOK_EVERY_MS : soon(msLeft(state.replaceAt, seen));
    case 'starting':
    case 'ended':
      return null;
  }
};
