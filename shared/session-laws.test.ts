import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOSE, MARIA } from '../test/session-runs.ts';
import type { Moment } from './moment.ts';
import { idleMs, type Policy, readPolicy } from './policy.ts';
import { starting, step } from './session.ts';
import type { Occurrence, SessionEffect, SessionState, Step } from './session-terms.ts';
import { isLive, nextWake } from './session-time.ts';

/** Properties that hold for every sequence of events, sensible or not. `boot` is the time that truly passes; `wall` is whatever someone sets it to. */

const person = fc.constantFrom(MARIA, JOSE);
/** 0 is the present epoch, 1 the one before, and so on: most answers are timely, some are late, a few are for nobody. */
const age = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: -1, max: 3 }) });
const policy = fc
  .record({
    autoLockMinutes: fc.integer({ min: 1, max: 15 }),
    maxSessionHours: fc.integer({ min: 1, max: 12 }),
    passwordOnlyHours: fc.integer({ min: 0, max: 12 }),
  })
  .map(readPolicy);

type Act = (epoch: number, user: string) => Occurrence;
const plainActs: readonly Occurrence[] = [
  { type: 'started', found: { kind: 'practice', lastUserId: null, signIns: [], tries: [] } },
  { type: 'started', found: { kind: 'nothing' } },
  { type: 'tick' },
  { type: 'clock-observed' },
  { type: 'lock-requested' },
  { type: 'sign-out-requested' },
  { type: 'os-locked' },
  { type: 'os-suspended' },
  { type: 'os-user-switched' },
  { type: 'ledger-died' },
  { type: 'replaced' },
  { type: 'not-replaced' },
];
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...plainActs).map(
      (occurrence): Act =>
        () =>
          occurrence,
    ),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom('keyboard' as const, 'pointer' as const).map(
      (device): Act =>
        () => ({ type: 'input', device }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(age, person, fc.boolean()).map(
      ([back, userId, withCode]): Act =>
        (epoch) => ({ type: 'attempt', epoch: epoch - back, userId, withCode }),
    ),
  },
  {
    weight: 5,
    arbitrary: age.map(
      (back): Act =>
        (epoch, userId) => ({ type: 'opened', epoch: epoch - back, actor: { userId, sessionId: userId } }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(age, fc.nat(12)).map(
      ([back, failures]): Act =>
        (epoch) => ({ type: 'refused', epoch: epoch - back, code: 'sign-in-failed', failures }),
    ),
  },
  {
    weight: 1,
    arbitrary: age.map(
      (back): Act =>
        (epoch) => ({ type: 'printed', epoch: epoch - back }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(age, fc.nat(12)).map(
      ([back, failures]): Act =>
        (epoch) => ({ type: 'stepped-up', epoch: epoch - back, failures, lastOwner: false }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(age, fc.constantFrom('vault-died' as const, 'page-died' as const)).map(
      ([back, type]): Act =>
        (epoch) => ({ type, epoch: epoch - back }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(age, person).map(
      ([back, ownerId]): Act =>
        (epoch) => ({ type: 'practice-created', epoch: epoch - back, ownerId }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -1000, max: 1000 }).map(
      (seconds): Act =>
        () => ({ type: 'system-idle', seconds }),
    ),
  },
  {
    weight: 1,
    arbitrary: policy.map(
      (changed): Act =>
        () => ({ type: 'policy-changed', policy: changed }),
    ),
  },
  {
    weight: 1,
    arbitrary: person.map(
      (userId): Act =>
        () => ({ type: 'credentials-changed', userId }),
    ),
  },
);
const wait = fc.oneof(
  { weight: 5, arbitrary: fc.nat(30_000) },
  { weight: 2, arbitrary: fc.nat(20 * 60_000) },
  { weight: 1, arbitrary: fc.nat(9 * 3_600_000) },
  // limits met to the millisecond
  { weight: 2, arbitrary: fc.constantFrom(60_000, 300_000, 3_599_999, 3_600_000) },
);
const wallMove = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: -119_000, max: 119_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -4e10, max: 4e10 }) },
);
const reboot = fc.oneof({ weight: 30, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const story = fc.array(fc.record({ act, wait, wallMove, reboot }), { maxLength: 60 });

type Seen = {
  readonly before: SessionState;
  readonly after: Step;
  readonly occurrence: Occurrence;
  readonly at: Moment;
  readonly elapsed: number;
};
type Line = { readonly act: Act; readonly wait: number; readonly wallMove: number; readonly reboot: boolean };

/** Plays a story from a practice found and a person signed in, so that most of it happens to a living session. */
const play = (first: Policy, lines: readonly Line[]): readonly Seen[] => {
  let at: Moment = { wall: 1_800_000_000_000, boot: 5_000_000, bootId: 'boot-0' };
  let state = starting(first, at);
  let elapsed = 0;
  const opening: readonly Act[] = [
    () => ({ type: 'started', found: { kind: 'practice', lastUserId: null, signIns: [], tries: [] } }),
    (epoch) => ({ type: 'attempt', epoch, userId: MARIA, withCode: true }),
    (epoch) => ({ type: 'opened', epoch, actor: { userId: MARIA, sessionId: MARIA } }),
  ];
  const quiet = { wait: 0, wallMove: 0, reboot: false };
  return [...opening.map((open): Line => ({ act: open, ...quiet })), ...lines].map((line, index) => {
    elapsed += line.wait;
    const bootId = line.reboot ? `boot-${index}` : at.bootId;
    at = { wall: at.wall + line.wait + line.wallMove, boot: (line.reboot ? 0 : at.boot) + line.wait, bootId };
    const before = state;
    const occurrence = line.act('epoch' in before ? before.epoch : 0, before.kind === 'unlocking' ? before.userId : MARIA);
    const after = step(before, { ...occurrence, at });
    state = after.state;
    return { before, after, occurrence, at, elapsed };
  });
};

const ENDINGS = ['session.expired', 'session.lock', 'session.sign-out'];
const RUNS = { numRuns: 2000 };
const has = (effects: readonly SessionEffect[], type: SessionEffect['type'], epoch: number): boolean =>
  effects.some((effect) => effect.type === type && 'epoch' in effect && effect.epoch === epoch);

describe('R6 whatever happens in whatever order', () => {
  test('no moving of the clock keeps a session open past its idle time or its ceiling', () => {
    fc.assert(
      fc.property(policy, story, fc.integer({ min: -4e10, max: 4e10 }), (first, lines, lie) => {
        let touched = 0;
        const signedIn = new Map<string, number>();
        for (const { before, after, occurrence, at, elapsed } of play(first, lines)) {
          const { state } = after;
          if (state.kind !== 'open') continue;
          if (before.kind === 'unlocking') {
            touched = elapsed;
            if (before.factors === 'password-and-code') signedIn.set(state.actor.userId, elapsed);
          } else if (occurrence.type === 'input') {
            touched = elapsed;
          }
          const idle = idleMs(state.desk.policy) - (elapsed - touched);
          const ceiling = state.desk.policy.maxSessionHours * 3_600_000 - (elapsed - (signedIn.get(state.actor.userId) ?? Number.NaN));
          expect(idle).toBeGreaterThan(0);
          expect(ceiling).toBeGreaterThan(0);
          const left = Math.min(idle, ceiling);
          expect(isLive(state, state.epoch, { ...at, wall: at.wall + left + lie, boot: at.boot + left })).toBe(false);
          expect(isLive(state, state.epoch + 1, at)).toBe(false);
          expect(nextWake(state)).toBeLessThanOrEqual(left);
        }
      }),
      RUNS,
    );
  });

  test('a session that ends takes its vault and its pages with it, in the same step', () => {
    fc.assert(
      fc.property(policy, story, (first, lines) => {
        for (const { before, after } of play(first, lines)) {
          if (before.kind !== 'open' && before.kind !== 'unlocking' && before.kind !== 'setup') continue;
          if ('epoch' in after.state && after.state.epoch === before.epoch) continue;
          expect(has(after.effects, 'kill-vault', before.epoch)).toBe(true);
          expect(has(after.effects, 'destroy-workspace', before.epoch)).toBe(true);
          if (before.kind === 'open')
            expect(after.effects.filter((effect) => effect.type === 'record' && ENDINGS.includes(effect.action))).toHaveLength(1);
        }
      }),
      RUNS,
    );
  });

  test('nothing opens but by the word of the present vault for the person it was given, and at most one epoch is alive', () => {
    fc.assert(
      fc.property(policy, story, (first, lines) => {
        const alive = new Set<number>();
        const everBorn = new Set<number>();
        for (const { before, after, occurrence } of play(first, lines)) {
          for (const effect of after.effects) {
            if (effect.type === 'kill-vault') alive.delete(effect.epoch);
            if (effect.type !== 'spawn-vault') continue;
            expect(everBorn.has(effect.epoch)).toBe(false);
            everBorn.add(effect.epoch);
            alive.add(effect.epoch);
          }
          expect([...alive]).toEqual('epoch' in after.state ? [after.state.epoch] : []);
          if (after.state.kind !== 'open' || (before.kind === 'open' && before.epoch === after.state.epoch)) continue;
          expect(before.kind).toBe('unlocking');
          expect(occurrence).toMatchObject({ type: 'opened', epoch: after.state.epoch, actor: { userId: after.state.actor.userId } });
        }
      }),
      RUNS,
    );
  });

  test('lock is legal everywhere, and the second one changes nothing', () => {
    fc.assert(
      fc.property(policy, story, (first, lines) => {
        for (const { after, at } of play(first, lines)) {
          const locked = step(after.state, { type: 'lock-requested', at });
          expect(['open', 'unlocking']).not.toContain(locked.state.kind);
          if (locked.state.kind === 'setup') continue;
          expect(step(locked.state, { type: 'lock-requested', at })).toEqual({ state: locked.state, effects: [] });
        }
      }),
      RUNS,
    );
  });

  test('a moved clock never lets anyone in with the password alone', () => {
    fc.assert(
      fc.property(policy, story, (first, lines) => {
        const steadySince = new Map<string, number>();
        for (const { before, after, elapsed } of play(first, lines)) {
          if (after.effects.some((effect) => effect.type === 'record' && effect.action === 'session.clock-moved')) steadySince.clear();
          const given = after.effects.find((effect) => effect.type === 'give-share');
          if (given?.type === 'give-share' && given.factors === 'password') {
            expect(elapsed - (steadySince.get(given.userId) ?? Number.NaN)).toBeLessThan(
              after.state.desk.policy.passwordOnlyHours * 3_600_000,
            );
          }
          if (before.kind === 'unlocking' && after.state.kind === 'open' && before.factors === 'password-and-code') {
            steadySince.set(after.state.actor.userId, elapsed);
          }
        }
      }),
      RUNS,
    );
  });
});
