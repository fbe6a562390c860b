import type { Moment } from '../shared/moment.ts';
import { DEFAULT_POLICY } from '../shared/policy.ts';
import { starting, step } from '../shared/session.ts';
import type { Occurrence, SessionEffect, SessionState } from '../shared/session-terms.ts';

/** A morning at the session machine, for the tests that stand beside its parts. */

export const MARIA = '01900000-0000-7000-8000-000000000001';
export const JOSE = '01900000-0000-7000-8000-000000000002';
export const actor = { userId: MARIA, sessionId: '01900000-0000-7000-8000-00000000000a' };
export const START: Moment = { wall: 1_800_000_000_000, boot: 1_000_000, bootId: 'one' };
export const MINUTE = 60_000;
export const plus = (ms: number): Moment => ({ wall: START.wall + ms, boot: START.boot + ms, bootId: 'one' });

/** Runs occurrences from the beginning, each at its millisecond after the start; gives the last state and the last step's effects. */
export const run = (...events: readonly (readonly [number, Occurrence])[]): { state: SessionState; effects: readonly SessionEffect[] } => {
  let state = starting(DEFAULT_POLICY, START);
  let effects: readonly SessionEffect[] = [];
  for (const [ms, occurrence] of events) ({ state, effects } = step(state, { ...occurrence, at: plus(ms) }));
  return { state, effects };
};
export const kinds = (effects: readonly SessionEffect[]): string => effects.map((effect) => effect.type).join(' ');

export const practice: Occurrence = { type: 'started', found: { kind: 'practice', lastUserId: null, signIns: [], tries: [] } };
export const attempt = (epoch: number, withCode = true, userId = MARIA): Occurrence => ({ type: 'attempt', epoch, userId, withCode });
export const opened = (epoch: number): Occurrence => ({ type: 'opened', epoch, actor });
export const refused = (epoch: number, failures: number): Occurrence => ({ type: 'refused', epoch, code: 'sign-in-failed', failures });
export const toOpen = [
  [0, practice],
  [0, attempt(1)],
  [0, opened(1)],
] as const;
export const lockedAgain = [...toOpen, [0, { type: 'lock-requested' }]] as const;

export const END = 'destroy-workspace kill-vault';
export const DOOR = 'spawn-vault show-unlock';
