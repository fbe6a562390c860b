import type { FailureCode } from './failure.ts';
import { after, type Deadline, sooner } from './moment.ts';
import { idleMs } from './policy.ts';
import type {
  Desk,
  Locked,
  LockReason,
  Occupied,
  SessionAction,
  SessionActor,
  SessionEffect,
  Setup,
  Step,
  Unlocking,
} from './session-terms.ts';
import { type Factors, factorsNeeded, type SignIn } from './sign-in.ts';

/** The ways through the door, in and out. Each takes a whole state and gives a whole step; none asks anybody. */

/** How long the page has for its last draft, and the vault to seal it, in milliseconds; together well inside half a second. */
export const FLUSH_MS = 100;
export const GRACE_MS = 150;

/** A waiting vault or unlock page that dies this often in a row is not raised again. */
export const MAX_CRASHES = 5;

export const signInOf = (desk: Desk, userId: string): SignIn | null => desk.signIns.find((signIn) => signIn.userId === userId) ?? null;

const factorsFor = (desk: Desk, userId: string | null): Factors =>
  userId === null ? 'password-and-code' : factorsNeeded(signInOf(desk, userId), desk.seen, desk.policy, userId);

const replaceDeadline = (desk: Desk): Deadline => after(desk.seen, desk.policy.replaceAfterLockedSeconds * 1000);

/** What the unlock page says when it comes up: why, for whom, and how long to wait. */
type Greeting = { readonly code: FailureCode | null; readonly seconds: number; readonly userId: string | null; readonly crashes: number };
const WELCOME: Greeting = { code: null, seconds: 0, userId: null, crashes: 0 };

/** The locked door with a fresh empty vault and a fresh unlock page. */
export const lockedDoor = (desk: Desk, reason: LockReason, replaceAt: Deadline | null, greeting: Partial<Greeting> = {}): Step => {
  const { code, seconds, userId, crashes } = { ...WELCOME, ...greeting };
  const epoch = desk.nextEpoch;
  const shown = userId ?? desk.lastUserId;
  return {
    state: { kind: 'locked', desk: { ...desk, nextEpoch: epoch + 1 }, epoch, reason, crashes, replaceAt },
    effects: [
      { type: 'spawn-vault', epoch },
      { type: 'show-unlock', epoch, reason, userId: shown, factors: factorsFor(desk, shown), code, seconds },
    ],
  };
};

export const setupDoor = (desk: Desk, crashes = 0): Step => {
  const epoch = desk.nextEpoch;
  return {
    state: { kind: 'setup', desk: { ...desk, nextEpoch: epoch + 1 }, epoch, crashes, deadline: after(desk.seen, idleMs(desk.policy)) },
    effects: [
      { type: 'spawn-vault', epoch },
      { type: 'show-setup', epoch },
    ],
  };
};

const silent = (reason: LockReason): boolean => reason === 'vault-died' || reason === 'page-died';

/** Ends a vault and its pages. With a session there may be a last draft to keep; where one side is dead there is nobody to send or take it. */
export const end = (state: Occupied | Locked, reason: LockReason): readonly SessionEffect[] => {
  const draft = state.kind === 'open' && !silent(reason);
  return [
    { type: 'destroy-workspace', epoch: state.epoch, flushMs: draft ? FLUSH_MS : 0 },
    { type: 'kill-vault', epoch: state.epoch, graceMs: draft ? GRACE_MS : 0 },
  ];
};

const ENDINGS: ReadonlyMap<LockReason, SessionAction> = new Map([
  ['ceiling', 'session.expired'],
  ['signed-out', 'session.sign-out'],
]);

/** The entry that says how a session, or a sign-in nobody answered, ended; where there was neither, nothing is said. */
export const endEntry = (state: Occupied | Locked, outcome: LockReason): readonly SessionEffect[] => {
  if (state.kind === 'open') {
    const { userId, sessionId } = state.actor;
    return [{ type: 'record', action: ENDINGS.get(outcome) ?? 'session.lock', outcome, userId, sessionId, epoch: null }];
  }
  if (state.kind !== 'unlocking') return [];
  return [{ type: 'record', action: 'session.sign-in', outcome, userId: state.userId, sessionId: null, epoch: null }];
};

/** Lock: everything of the epoch ends in this one step, whoever is typing and whatever is on screen. Set-up begins anew. */
export const lock = (state: Occupied, reason: LockReason, code: FailureCode | null = null): Step => {
  const door = state.kind === 'setup' ? setupDoor(state.desk) : lockedDoor(state.desk, reason, replaceDeadline(state.desk), { code });
  return {
    state: door.state,
    effects: [...end(state, reason), { type: 'clear-clipboard' }, ...door.effects, ...endEntry(state, reason)],
  };
};

/** An answer at the unlock page that opens nothing: the vault that heard the password dies, and the answer is recorded before it is given. */
export const turnAway = (state: Locked | Unlocking, userId: string, code: FailureCode, seconds: number): Step => {
  const reason = state.kind === 'locked' ? state.reason : code;
  const door = lockedDoor(state.desk, reason, replaceDeadline(state.desk), { code, seconds, userId, crashes: state.crashes });
  const epoch = state.desk.nextEpoch;
  return {
    state: door.state,
    effects: [
      ...end(state, code),
      { type: 'record', action: 'session.sign-in', outcome: code, userId, sessionId: null, epoch },
      ...door.effects,
    ],
  };
};

/** The vault printed the day list for outages and lets nobody in: it has heard a password, so it dies as after a refusal. The person was proven, so their count begins anew. */
export const closeAfterPrint = (state: Unlocking): Step => {
  const { desk, userId } = state;
  const tries = desk.tries.filter((one) => one.userId !== userId);
  const door = lockedDoor({ ...desk, tries }, 'not-signed-in', replaceDeadline(desk), { userId });
  return { state: door.state, effects: [...end(state, 'not-signed-in'), ...door.effects] };
};

/** A vault or its page died before anyone was let in, or could not be raised: try again, but not for ever. */
export const raiseAgain = (state: Setup | Locked | Unlocking, code: FailureCode): Step => {
  const crashes = state.crashes + 1;
  const replaceAt = state.kind === 'locked' ? state.replaceAt : replaceDeadline(state.desk);
  const ended = [...end(state, 'vault-died'), ...endEntry(state, code)];
  if (crashes >= MAX_CRASHES) {
    return {
      state: { kind: 'broken', desk: state.desk, reason: code, replaceAt },
      effects: [...ended, { type: 'show-failure', code }],
    };
  }
  const reason = state.kind === 'locked' ? state.reason : code;
  const door = state.kind === 'setup' ? setupDoor(state.desk, crashes) : lockedDoor(state.desk, reason, replaceAt, { code, crashes });
  return { state: door.state, effects: [...ended, ...door.effects] };
};

/** What was found behind the door lets nobody in until a person who may do so has decided. */
export const bar = (state: Unlocking, code: FailureCode): Step => ({
  state: { kind: 'broken', desk: state.desk, reason: code, replaceAt: replaceDeadline(state.desk) },
  effects: [...end(state, code), ...endEntry(state, code), { type: 'show-failure', code }],
});

/** Nothing can be recorded any more: whatever is open ends, what is being typed is kept, and nobody is let in. Main looks again at once (`started`) and says what it found. */
export const closeForLedger = (state: Occupied | Locked): Step => {
  const code = 'audit-unavailable';
  const replaceAt = state.kind === 'locked' ? state.replaceAt : replaceDeadline(state.desk);
  return {
    state: { kind: 'broken', desk: state.desk, reason: code, replaceAt },
    effects: [...end(state, code), { type: 'clear-clipboard' }, ...endEntry(state, code)],
  };
};

/** The vault of this epoch vouched for the person it was given: the session begins, recorded before anything is shown. */
export const open = (state: Unlocking, actor: SessionActor): Step => {
  const { epoch, desk } = state;
  const remembered = state.factors === 'password' ? signInOf(desk, actor.userId) : null;
  const signIn = remembered ?? { userId: actor.userId, sessionId: actor.sessionId, at: desk.seen };
  const deadline = after(desk.seen, idleMs(desk.policy));
  const ceiling = after(signIn.at, desk.policy.maxSessionHours * 3_600_000);
  const told = sooner(deadline, ceiling);
  const others = desk.signIns.filter((other) => other.userId !== actor.userId);
  const back = desk.lastUserId === actor.userId ? 'session.unlock' : 'session.switch';
  const action = remembered === null ? 'session.sign-in' : back;
  return {
    state: {
      kind: 'open',
      desk: {
        ...desk,
        lastUserId: actor.userId,
        signIns: [...others, signIn],
        tries: desk.tries.filter((tries) => tries.userId !== actor.userId),
      },
      epoch,
      actor,
      signedInAt: signIn.at,
      deadline,
      ceiling,
      told,
      warning: null,
    },
    effects: [
      { type: 'record', action, outcome: 'ok', userId: actor.userId, sessionId: actor.sessionId, epoch },
      { type: 'set-deadline', epoch, until: told },
      { type: 'open-workspace', epoch, actor },
    ],
  };
};
