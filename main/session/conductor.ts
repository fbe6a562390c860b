import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { Moment } from '../../shared/moment.ts';
import type { Policy } from '../../shared/policy.ts';
import { starting, step } from '../../shared/session.ts';
import type { Occurrence, SessionEffect, SessionState } from '../../shared/session-terms.ts';
import { isLive, nextWake } from '../../shared/session-time.ts';

/** Does one effect. May throw or reject with a `Failure`; an effect that needs time answers with a promise. */
export type Perform = (effect: SessionEffect) => void | Promise<void>;

/** One-shot timers; returns how to cancel. */
export type After = (ms: number, then: () => void) => () => void;

export type ConductorParts = {
  readonly policy: Policy;
  readonly now: () => Moment;
  readonly perform: Perform;
  readonly after: After;
  /** Hears of effects that failed, for the log. `code` never carries more than its own name. */
  readonly onFault: (effect: SessionEffect['type'], code: FailureCode) => void;
};

export type Conductor = {
  /** Takes an occurrence. The state has changed, and what had to end was told to, when this returns. */
  readonly tell: (occurrence: Occurrence) => void;
  readonly state: () => SessionState;
  /** The gate's question, asked of the clocks at this moment. Where only time has ended the session, it is locked as well. */
  readonly isLive: (epoch: number) => boolean;
  /** Resolves when nothing is waiting to be done. */
  readonly settled: () => Promise<void>;
};

/** An effect that neither ends nor fails in this time has failed. */
const EFFECT_LIMIT_MS = 10_000;
/** Timers are coarse and so is the boot clock; asking sooner than this would spin. */
const SHORTEST_WAKE_MS = 50;

/** Endings wait for nothing: not for an entry being written, nor for a page being loaded. */
const isEnding = (effect: SessionEffect): boolean =>
  effect.type === 'destroy-workspace' || effect.type === 'kill-vault' || effect.type === 'clear-clipboard';

/** Whether an effect that waited its turn is still wanted: its epoch is the present one, and the state still the one it was meant for. */
const isStillWanted = (effect: SessionEffect, state: SessionState): boolean => {
  if (effect.type === 'record' || effect.type === 'quit' || isEnding(effect)) return true;
  if (effect.type === 'replace-main') return state.kind === 'replacing';
  if (effect.type === 'show-failure') return state.kind === 'broken';
  if (!('epoch' in state) || !('epoch' in effect) || state.epoch !== effect.epoch) return false;
  if (effect.type === 'give-share') return state.kind === 'unlocking';
  if (effect.type === 'open-workspace' || effect.type === 'set-deadline') return state.kind === 'open';
  return true;
};

const codeOf = (effect: SessionEffect, error: unknown): FailureCode => {
  if (error instanceof Failure) return error.code;
  return effect.type === 'record' ? 'audit-unavailable' : 'internal';
};

/**
 * Runs the session machine: one queue of events, each taken whole before the next; endings done at once; everything else done one after the
 * other, so that an entry is durable before what it is about is shown. An effect that fails ends the epoch it was for.
 */
export const conduct = ({ policy, now, perform, after, onFault }: ConductorParts): Conductor => {
  let state = starting(policy, now());
  const events: Occurrence[] = [];
  const waiting: SessionEffect[] = [];
  let stepping = false;
  let working: Promise<void> | null = null;
  let cancelWake: () => void = () => {};

  const fault = (effect: SessionEffect, error: unknown): void => {
    const code = codeOf(effect, error);
    onFault(effect.type, code);
    if (!isEnding(effect) && 'epoch' in effect && effect.epoch !== null) tell({ type: 'failed', epoch: effect.epoch, code });
  };

  const within = (work: Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = after(EFFECT_LIMIT_MS, () => reject(new Failure('internal')));
      work.then(resolve, reject).finally(cancel);
    });

  const end = (effect: SessionEffect): void => {
    try {
      Promise.resolve(perform(effect)).catch((error: unknown) => fault(effect, error));
    } catch (error) {
      fault(effect, error);
    }
  };

  const work = async (): Promise<void> => {
    for (let effect = waiting.shift(); effect !== undefined; effect = waiting.shift()) {
      if (!isStillWanted(effect, state)) continue;
      try {
        const answer = perform(effect);
        if (answer !== undefined) await within(answer);
      } catch (error) {
        fault(effect, error);
      }
    }
    working = null;
  };

  const wake = (): void => {
    cancelWake();
    const ms = nextWake(state);
    cancelWake = ms === null ? () => {} : after(Math.max(ms, SHORTEST_WAKE_MS), () => tell({ type: 'tick' }));
  };

  const tell = (occurrence: Occurrence): void => {
    events.push(occurrence);
    if (stepping) return;
    stepping = true;
    try {
      for (let next = events.shift(); next !== undefined; next = events.shift()) {
        const taken = step(state, { ...next, at: now() });
        state = taken.state;
        for (const effect of taken.effects.filter(isEnding)) end(effect);
        waiting.push(...taken.effects.filter((effect) => !isEnding(effect)));
      }
    } finally {
      stepping = false;
    }
    wake();
    if (working === null && waiting.length > 0) working = work();
  };

  return {
    tell,
    state: () => state,
    isLive: (epoch) => {
      const live = isLive(state, epoch, now());
      if (!live && state.kind === 'open' && state.epoch === epoch) tell({ type: 'clock-observed' });
      return live;
    },
    settled: async () => {
      while (working !== null) await working;
    },
  };
};
