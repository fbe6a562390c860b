import { after, type Deadline, type Moment, msLeft, sooner } from './moment.ts';
import { canonicalPolicy, idleMs, type Policy } from './policy.ts';
import {
  bar,
  closeAfterPrint,
  closeForLedger,
  end,
  endEntry,
  lock,
  lockedDoor,
  open,
  raiseAgain,
  setupDoor,
  signInOf,
  turnAway,
} from './session-doors.ts';
import type {
  Broken,
  Desk,
  Locked,
  LockReason,
  Occurrence,
  Open,
  SessionActor,
  SessionEvent,
  SessionState,
  Setup,
  Starting,
  Step,
  Unlocking,
} from './session-terms.ts';
import { countDown, moveDeadline, observe, timeIsUp } from './session-time.ts';
import { FAILURES_TO_FORGET, FAILURES_TO_LOCK, type FailedTries, factorsNeeded, secondsBarred } from './sign-in.ts';

/**
 * The session machine (automatic logoff, 45 CFR 164.312(a)(2)(iii)): one pure function from a state and an event to the next state and what is to
 * be done about it. Lock is legal from every state and asks nobody; an answer of an old epoch changes nothing; no clock reading lengthens a session.
 */

/** How long a new main may take to take over before the old one shows its lock screen again, in milliseconds. */
const REPLACEMENT_MS = 10_000;

/** Where the machine begins. */
export const starting = (policy: Policy, at: Moment): SessionState => ({
  kind: 'starting',
  desk: { policy, seen: at, nextEpoch: 1, lastUserId: null, signIns: [], tries: [] },
});

const stay = (state: SessionState): Step => ({ state, effects: [] });
const isOld = (state: { readonly epoch: number }, event: { readonly epoch: number }): boolean => state.epoch !== event.epoch;
const withDesk = (state: SessionState, desk: Desk): SessionState => ({ ...state, desk });

const begin = (state: Starting | Broken, event: Extract<Occurrence, { type: 'started' }>): Step => {
  const { desk } = state;
  const { found } = event;
  const replaceAt = state.kind === 'broken' ? state.replaceAt : null;
  switch (found.kind) {
    case 'nothing':
      return setupDoor(desk);
    case 'practice':
      return lockedDoor({ ...desk, lastUserId: found.lastUserId, signIns: found.signIns, tries: found.tries }, 'not-signed-in', replaceAt);
    case 'failure':
      return {
        state: { kind: 'broken', desk, reason: found.code, replaceAt },
        effects: [{ type: 'show-failure', code: found.code }],
      };
  }
};

const attempt = (state: Locked, event: Extract<Occurrence, { type: 'attempt' }>): Step => {
  if (isOld(state, event)) return stay(state);
  const { desk, epoch, crashes } = state;
  const { userId } = event;
  const wait = secondsBarred(desk.tries.find((tries) => tries.userId === userId) ?? null, desk.seen, desk.policy);
  if (wait > 0) return turnAway(state, userId, 'barred', wait);
  const needed = factorsNeeded(signInOf(desk, userId), desk.seen, desk.policy, userId);
  if (needed === 'password-and-code' && !event.withCode) return turnAway(state, userId, 'code-needed', 0);
  const factors = event.withCode ? 'password-and-code' : needed;
  return {
    state: { kind: 'unlocking', desk, epoch, userId, factors, crashes, limit: after(desk.seen, idleMs(desk.policy)) },
    effects: [{ type: 'give-share', epoch, userId, factors }],
  };
};

/** The vault opened; what was asked for at the attempt must still be enough now, or a session would begin past its own ceiling. */
const enter = (state: Unlocking, actor: SessionActor): Step => {
  const { desk, userId } = state;
  if (actor.userId !== userId) return turnAway(state, userId, 'internal', 0);
  const needed = factorsNeeded(signInOf(desk, userId), desk.seen, desk.policy, userId);
  if (state.factors === 'password' && needed !== 'password') return turnAway(state, userId, 'code-needed', 0);
  return open(state, actor);
};

const refuse = (state: Unlocking, event: Extract<Occurrence, { type: 'refused' }>): Step => {
  if (isOld(state, event)) return stay(state);
  if (event.code === 'store-older') return bar(state, event.code);
  const { userId, desk } = state;
  const tries = triesAfter(desk, userId, event);
  return turnAway({ ...state, desk: counted(desk, tries) }, userId, event.code, secondsBarred(tries, desk.seen, desk.policy));
};

type Count = { readonly failures: number; readonly lastOwner?: boolean };
const triesAfter = (desk: Desk, userId: string, { failures, lastOwner }: Count): FailedTries => ({
  userId,
  failures,
  last: desk.seen,
  ...(lastOwner === true ? { lastOwner } : {}),
});

/** The desk with this count instead of the one before; a guesser's remembered sign-in is forgotten. */
const counted = (desk: Desk, tries: FailedTries): Desk => {
  const { userId, failures } = tries;
  const others = desk.tries.filter((one) => one.userId !== userId);
  const signIns = failures >= FAILURES_TO_FORGET ? desk.signIns.filter((signIn) => signIn.userId !== userId) : desk.signIns;
  return { ...desk, signIns, tries: failures > 0 ? [...others, tries] : others };
};

/** Whoever guesses codes at an open desk loses the session: it may not be its owner who sits there. */
const stepUp = (state: Open, event: Extract<Occurrence, { type: 'stepped-up' }>): Step => {
  if (isOld(state, event)) return stay(state);
  const next: Open = { ...state, desk: counted(state.desk, triesAfter(state.desk, state.actor.userId, event)) };
  return event.failures >= FAILURES_TO_LOCK ? lock(next, 'codes-wrong') : stay(next);
};

const signOut = (state: SessionState): Step => {
  const userId = state.kind === 'open' ? state.actor.userId : state.kind === 'unlocking' ? state.userId : null;
  const signIns = state.desk.signIns.filter((signIn) => signIn.userId !== userId);
  return lockNow(withDesk(state, { ...state.desk, signIns }), 'signed-out');
};

const lockNow = (state: SessionState, reason: LockReason): Step =>
  state.kind === 'open' || state.kind === 'unlocking' || state.kind === 'setup' ? lock(state, reason) : stay(state);

const changePolicy = (state: SessionState, policy: Policy): Step => {
  if (canonicalPolicy(policy) === canonicalPolicy(state.desk.policy)) return stay(state);
  return lockNow(withDesk(state, { ...state.desk, policy }), 'policy-changed');
};

/** Someone is there: what counts down starts again. Only a typed key makes main worth replacing; a hand on the mouse leaves nothing in it. */
const touch = (state: SessionState, device: 'keyboard' | 'pointer'): Step => {
  const idle = after(state.desk.seen, idleMs(state.desk.policy));
  switch (state.kind) {
    case 'open':
      return moveDeadline(state, idle);
    case 'setup':
      return stay({ ...state, deadline: idle });
    case 'unlocking':
      return stay({ ...state, limit: idle });
    case 'locked':
    case 'broken': {
      const tainted = state.replaceAt !== null || device === 'keyboard';
      return stay(tainted ? { ...state, replaceAt: after(state.desk.seen, state.desk.policy.replaceAfterLockedSeconds * 1000) } : state);
    }
    default:
      return stay(state);
  }
};

/** The machine's user has been away for so long: this may bring the deadline nearer, never put it off. */
const idleOutside = (state: SessionState, seconds: number): Step => {
  if (state.kind !== 'open' || !(seconds > 0)) return stay(state);
  const left = idleMs(state.desk.policy) - seconds * 1000;
  if (left <= 0) return lock(state, 'system-idle');
  const deadline: Deadline = sooner(state.deadline, after(state.desk.seen, left));
  return moveDeadline(state, deadline);
};

const somethingDied = (state: SessionState, epoch: number, reason: LockReason, code: Broken['reason']): Step => {
  if (!('epoch' in state) || state.epoch !== epoch) return stay(state);
  if (state.kind === 'open') return lock(state, reason, code);
  return raiseAgain(state, code);
};

const forgetPerson = (state: SessionState, userId: string): Step => {
  const signIns = state.desk.signIns.filter((signIn) => signIn.userId !== userId);
  const tries = state.desk.tries.filter((one) => one.userId !== userId);
  const next = withDesk(state, { ...state.desk, signIns, tries });
  const theirs = (state.kind === 'open' && state.actor.userId === userId) || (state.kind === 'unlocking' && state.userId === userId);
  return theirs ? lockNow(next, 'signed-out') : stay(next);
};

const leave = (state: SessionState): Step => {
  const alive = 'epoch' in state ? [...end(state, 'quit'), { type: 'clear-clipboard' } as const, ...endEntry(state, 'quit')] : [];
  return { state: { kind: 'ended', desk: { ...state.desk, signIns: [] } }, effects: [...alive, { type: 'quit' }] };
};

const replaceWhenDue = (state: Locked | Broken): Step => {
  if (state.replaceAt === null || msLeft(state.replaceAt, state.desk.seen) > 0) return stay(state);
  const { lastUserId, signIns } = state.desk;
  return {
    state: { kind: 'replacing', desk: state.desk, reason: state.reason, limit: after(state.desk.seen, REPLACEMENT_MS) },
    effects: [...(state.kind === 'locked' ? end(state, state.reason) : []), { type: 'replace-main', lastUserId, signIns }],
  };
};

/** What time alone does, before any event is looked at; so an event that comes too late finds the door closed. */
const passTime = (state: SessionState, at: Moment): Step => {
  const { desk, moved } = observe(state.desk, at);
  const now = withDesk(state, desk);
  const told = moved && (state.kind === 'locked' || state.kind === 'unlocking' || state.kind === 'open');
  const entry = told
    ? [{ type: 'record', action: 'session.clock-moved', outcome: 'clock-moved', userId: null, sessionId: null, epoch: null } as const]
    : [];
  const next = ((): Step => {
    if (state.kind === 'open' && now.kind === 'open') {
      const up = timeIsUp(state, at);
      return up === null ? stay(now) : lock(up === 'clock-moved' ? { ...now, desk: { ...desk, signIns: [] } } : now, up);
    }
    if (now.kind === 'setup' && (moved || msLeft(now.deadline, desk.seen) <= 0)) return lock(now, 'idle');
    if (now.kind === 'unlocking' && moved && now.factors === 'password') return lock(now, 'clock-moved', 'clock-moved');
    if (now.kind === 'unlocking' && msLeft(now.limit, desk.seen) <= 0) return lock(now, 'idle');
    return stay(now);
  })();
  return { state: next.state, effects: [...next.effects, ...entry] };
};

const handle = (state: SessionState, event: SessionEvent): Step => {
  switch (event.type) {
    case 'started':
      return state.kind === 'starting' || state.kind === 'broken' ? begin(state, event) : stay(state);
    case 'practice-created':
      return state.kind === 'setup' && !isOld(state, event) ? finishSetup(state, event.ownerId) : stay(state);
    case 'attempt':
      return state.kind === 'locked' ? attempt(state, event) : stay(state);
    case 'opened':
      if (state.kind !== 'unlocking' || isOld(state, event)) return stay(state);
      return enter(state, event.actor);
    case 'refused':
      return state.kind === 'unlocking' ? refuse(state, event) : stay(state);
    case 'printed':
      return state.kind === 'unlocking' && !isOld(state, event) ? closeAfterPrint(state) : stay(state);
    case 'stepped-up':
      return state.kind === 'open' ? stepUp(state, event) : stay(state);
    case 'account-ended':
      return state.kind === 'open' && !isOld(state, event) ? signOut(state) : stay(state);
    case 'failed':
      return somethingDied(state, event.epoch, event.code, event.code);
    case 'vault-died':
    case 'page-died':
      return somethingDied(state, event.epoch, event.type, 'internal');
    case 'ledger-died':
      return 'epoch' in state ? closeForLedger(state) : stay(state);
    case 'input':
      return touch(state, event.device);
    case 'system-idle':
      return idleOutside(state, event.seconds);
    case 'tick':
      if (state.kind === 'open') return countDown(state);
      if (state.kind === 'locked' || state.kind === 'broken') return replaceWhenDue(state);
      if (state.kind === 'replacing' && msLeft(state.limit, state.desk.seen) <= 0) {
        return lockedDoor(state.desk, state.reason, after(state.desk.seen, state.desk.policy.replaceAfterLockedSeconds * 1000));
      }
      return stay(state);
    case 'clock-observed':
      return stay(state);
    case 'lock-requested':
      return lockNow(state, 'requested');
    case 'sign-out-requested':
      return signOut(state);
    case 'os-locked':
    case 'os-suspended':
    case 'os-user-switched':
      return lockNow(state, event.type);
    case 'policy-changed':
      return changePolicy(state, event.policy);
    case 'credentials-changed':
      return forgetPerson(state, event.userId);
    case 'replaced':
      return state.kind === 'replacing' ? leave(state) : stay(state);
    case 'not-replaced':
      return state.kind === 'replacing' ? lockedDoor(state.desk, state.reason, null) : stay(state);
    case 'quit':
      return leave(state);
  }
};

const finishSetup = (state: Setup, ownerId: string): Step => {
  const { desk, epoch } = state;
  return {
    state: {
      kind: 'unlocking',
      desk,
      epoch,
      userId: ownerId,
      factors: 'password-and-code',
      crashes: 0,
      limit: after(desk.seen, idleMs(desk.policy)),
    },
    effects: [{ type: 'record', action: 'session.set-up', outcome: 'ok', userId: ownerId, sessionId: null, epoch }],
  };
};

export const step = (state: SessionState, event: SessionEvent): Step => {
  if (state.kind === 'ended') return stay(state);
  const waited = passTime(state, event.at);
  const answered = handle(waited.state, event);
  return { state: answered.state, effects: [...waited.effects, ...answered.effects] };
};
