import type { FailureCode } from './failure.ts';
import type { Deadline, Moment } from './moment.ts';
import type { Policy } from './policy.ts';
import type { Factors, FailedTries, SignIn } from './sign-in.ts';

/**
 * The words of the session machine: its states, what can happen, and what is to be done about it. docs/lock-states.md is the same in prose.
 * An epoch numbers one vault process and the pages beside it, from its birth to its death; it is never used twice.
 */

/** The person a vault process vouches for. */
export type SessionActor = { readonly userId: string; readonly sessionId: string };

/** Why the door is closed. A failure code says that something broke rather than that someone left. */
export type LockReason =
  | 'ceiling'
  | 'clock-moved'
  | 'codes-wrong'
  | 'idle'
  | 'not-signed-in'
  | 'os-locked'
  | 'os-suspended'
  | 'os-user-switched'
  | 'page-died'
  | 'policy-changed'
  | 'quit'
  | 'requested'
  | 'signed-out'
  | 'system-idle'
  | 'vault-died'
  | FailureCode;

/** What outlives every lock. `seen` is the latest clock reading, its boot clock never running back. */
export type Desk = {
  readonly policy: Policy;
  readonly seen: Moment;
  readonly nextEpoch: number;
  readonly lastUserId: string | null;
  readonly signIns: readonly SignIn[];
  readonly tries: readonly FailedTries[];
};

export type Starting = { readonly kind: 'starting'; readonly desk: Desk };
/** `crashes`, here and below: how often in a row a vault or page died before anyone was let in. */
export type Setup = {
  readonly kind: 'setup';
  readonly desk: Desk;
  readonly epoch: number;
  readonly crashes: number;
  readonly deadline: Deadline;
};
/** `replaceAt` is when main is to replace itself; null while main has seen neither a session nor a typed key. */
export type Locked = {
  readonly kind: 'locked';
  readonly desk: Desk;
  readonly epoch: number;
  readonly reason: LockReason;
  readonly crashes: number;
  readonly replaceAt: Deadline | null;
};
export type Unlocking = {
  readonly kind: 'unlocking';
  readonly desk: Desk;
  readonly epoch: number;
  readonly userId: string;
  readonly factors: Factors;
  readonly crashes: number;
  readonly limit: Deadline;
};
/** `told` is the deadline the vault last heard of; `warning` the seconds the warning strip shows, null while there is none. */
export type Open = {
  readonly kind: 'open';
  readonly desk: Desk;
  readonly epoch: number;
  readonly actor: SessionActor;
  readonly signedInAt: Moment;
  readonly deadline: Deadline;
  readonly ceiling: Deadline;
  readonly told: Deadline;
  readonly warning: number | null;
};
/** The states in which a vault may hold a key or a page may hold something typed. */
export type Occupied = Setup | Unlocking | Open;
export type Replacing = { readonly kind: 'replacing'; readonly desk: Desk; readonly reason: LockReason; readonly limit: Deadline };
export type Broken = { readonly kind: 'broken'; readonly desk: Desk; readonly reason: FailureCode; readonly replaceAt: Deadline | null };
export type Ended = { readonly kind: 'ended'; readonly desk: Desk };

export type SessionState = Starting | Setup | Locked | Unlocking | Open | Replacing | Broken | Ended;

/** What main found on this workstation when it looked. */
export type Found =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'practice';
      readonly lastUserId: string | null;
      readonly signIns: readonly SignIn[];
      readonly tries: readonly FailedTries[];
    }
  | { readonly kind: 'failure'; readonly code: FailureCode };

/** What can happen, without its time. */
export type Occurrence =
  | { readonly type: 'started'; readonly found: Found }
  | { readonly type: 'practice-created'; readonly epoch: number; readonly ownerId: string }
  | { readonly type: 'attempt'; readonly epoch: number; readonly userId: string; readonly withCode: boolean }
  | { readonly type: 'opened'; readonly epoch: number; readonly actor: SessionActor }
  /** `failures` is the durable count after this try; a refusal that is nobody's wrong guess leaves it as it was. */
  | {
      readonly type: 'refused';
      readonly epoch: number;
      readonly code: FailureCode;
      readonly failures: number;
      readonly lastOwner?: boolean;
    }
  /** The vault proved who asked, printed the day list for outages, and lets nobody in. */
  | { readonly type: 'printed'; readonly epoch: number }
  /** A fresh code was asked of the signed-in person and judged; `failures` is the durable count after it, 0 when it was right. */
  | { readonly type: 'stepped-up'; readonly epoch: number; readonly failures: number; readonly lastOwner: boolean }
  /** The signed-in person's account has come to its end date. */
  | { readonly type: 'account-ended'; readonly epoch: number }
  | { readonly type: 'failed'; readonly epoch: number; readonly code: FailureCode }
  | { readonly type: 'vault-died'; readonly epoch: number }
  | { readonly type: 'page-died'; readonly epoch: number }
  /** Main's own writer of the log is gone: nothing can be recorded until main has looked again, which it does at once. */
  | { readonly type: 'ledger-died' }
  /** Input in one of Anteroom's own windows, seen by main; never reported by a page. */
  | { readonly type: 'input'; readonly device: 'keyboard' | 'pointer' }
  | { readonly type: 'system-idle'; readonly seconds: number }
  | { readonly type: 'tick' }
  | { readonly type: 'clock-observed' }
  | { readonly type: 'lock-requested' }
  | { readonly type: 'sign-out-requested' }
  | { readonly type: 'os-locked' }
  | { readonly type: 'os-suspended' }
  | { readonly type: 'os-user-switched' }
  | { readonly type: 'policy-changed'; readonly policy: Policy }
  /** A person was reset, removed, or given another role. Ends that person's session. */
  | { readonly type: 'credentials-changed'; readonly userId: string }
  | { readonly type: 'replaced' }
  /** No new main took over, and none will: the old one goes on. */
  | { readonly type: 'not-replaced' }
  | { readonly type: 'quit' };

export type SessionEvent = Occurrence & { readonly at: Moment };

/**
 * What the log says of a session. Begun: `sign-in` with both factors; `unlock` with the password alone by the person who was here last, `switch` by another whose sign-in
 * is still young. Ended: `expired` at its ceiling, `sign-out` when the sign-in is forgotten with it, `lock` otherwise, with the reason.
 */
export type SessionAction =
  | 'session.clock-moved'
  | 'session.expired'
  | 'session.lock'
  | 'session.set-up'
  | 'session.sign-in'
  | 'session.sign-out'
  | 'session.switch'
  | 'session.unlock';

/** What is to be done. `epoch` names the vault and pages an effect is for; one that is late for its epoch is not done. */
export type SessionEffect =
  /** An empty vault: no key, no store open. */
  | { readonly type: 'spawn-vault'; readonly epoch: number }
  | { readonly type: 'give-share'; readonly epoch: number; readonly userId: string; readonly factors: Factors }
  /** The vault hears at once that its session is over, has `graceMs` to seal the last draft, and is then killed. */
  | { readonly type: 'kill-vault'; readonly epoch: number; readonly graceMs: number }
  /** The workspace may go on screen, and the unlock page (which held a password) goes. */
  | { readonly type: 'open-workspace'; readonly epoch: number; readonly actor: SessionActor }
  /** Every page of the epoch has `flushMs` to send its last draft, and is then destroyed, shown or not. */
  | { readonly type: 'destroy-workspace'; readonly epoch: number; readonly flushMs: number }
  /** For the vault's own gate: nothing passes once either clock reaches `until`. */
  | { readonly type: 'set-deadline'; readonly epoch: number; readonly until: Deadline }
  | { readonly type: 'show-setup'; readonly epoch: number }
  /** A fresh unlock page beside the waiting vault. `seconds` to wait, Infinity when only a reset helps. */
  | {
      readonly type: 'show-unlock';
      readonly epoch: number;
      readonly reason: LockReason;
      readonly userId: string | null;
      readonly factors: Factors;
      readonly code: FailureCode | null;
      readonly seconds: number;
    }
  | { readonly type: 'show-failure'; readonly code: FailureCode }
  | { readonly type: 'warn'; readonly epoch: number; readonly secondsLeft: number }
  | { readonly type: 'unwarn'; readonly epoch: number }
  | { readonly type: 'clear-clipboard' }
  /** An audit entry, durable before the effects that follow it. `epoch` is what fails with it: null where nothing is left to undo. */
  | {
      readonly type: 'record';
      readonly action: SessionAction;
      readonly outcome: 'ok' | LockReason;
      readonly userId: string | null;
      readonly sessionId: string | null;
      readonly epoch: number | null;
    }
  | { readonly type: 'replace-main'; readonly lastUserId: string | null; readonly signIns: readonly SignIn[] }
  | { readonly type: 'quit' };

export type Step = { readonly state: SessionState; readonly effects: readonly SessionEffect[] };
