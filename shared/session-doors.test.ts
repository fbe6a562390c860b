import { describe, expect, test } from 'vitest';
import {
  actor,
  attempt,
  DOOR,
  END,
  JOSE,
  kinds,
  lockedAgain,
  MARIA,
  MINUTE,
  opened,
  plus,
  practice,
  refused,
  run,
  START,
  toOpen,
} from '../test/session-runs.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { starting, step } from './session.ts';
import type { SessionEffect } from './session-terms.ts';

describe('epochs', () => {
  test('log-out during unlock: the late answer finds the door closed', () => {
    const out = run([0, practice], [0, attempt(1)], [100, { type: 'sign-out-requested' }]);
    expect(out.state).toMatchObject({ kind: 'locked', epoch: 2, reason: 'signed-out' });
    expect(step(out.state, { ...opened(1), at: plus(200) })).toEqual({
      state: { ...out.state, desk: { ...out.state.desk, seen: plus(200) } },
      effects: [],
    });
  });

  test('vault death during unlock: the answer that was under way is dropped, and the next vault opens', () => {
    const died = run([0, practice], [0, attempt(1)], [0, { type: 'vault-died', epoch: 1 }], [0, opened(1)]);
    expect(died.state).toMatchObject({ kind: 'locked', epoch: 2, crashes: 1 });
    expect(run([0, practice], [0, attempt(1)], [0, { type: 'vault-died', epoch: 1 }], [0, attempt(2)], [0, opened(2)]).state.kind).toBe(
      'open',
    );
  });

  test('answer after lock, and a second answer while open, change nothing', () => {
    expect(run(...lockedAgain, [1, opened(1)]).effects).toEqual([]);
    expect(run(...toOpen, [1, opened(1)]).effects).toEqual([]);
  });

  test('a vault that vouches for somebody else opens nothing', () => {
    const wrong = run([0, practice], [0, attempt(1, true, JOSE)], [0, opened(1)]);
    expect(wrong.state).toMatchObject({ kind: 'locked', epoch: 2 });
    expect(wrong.effects).toContainEqual({
      type: 'record',
      action: 'session.sign-in',
      outcome: 'internal',
      userId: JOSE,
      sessionId: null,
      epoch: 2,
    });
  });

  test('a door that dies five times in a row is broken, not raised for ever', () => {
    const deaths = [1, 2, 3, 4, 5].map((epoch) => [0, { type: 'vault-died', epoch }] as const);
    expect(run([0, practice], ...deaths.slice(0, 4)).state).toMatchObject({ kind: 'locked', epoch: 5 });
    expect(run([0, practice], ...deaths).state).toMatchObject({ kind: 'broken', reason: 'internal' });
    expect(run([0, { type: 'started', found: { kind: 'nothing' } }], ...deaths).state.kind).toBe('broken');
  });

  test('a last draft has its moment only while there is a page to send it and a vault to seal it', () => {
    const times = (effects: readonly SessionEffect[]) =>
      effects.flatMap((effect) =>
        effect.type === 'kill-vault' ? [effect.graceMs] : effect.type === 'destroy-workspace' ? [effect.flushMs] : [],
      );
    expect(times(run(...lockedAgain).effects)).toEqual([100, 150]);
    expect(times(run(...toOpen, [0, { type: 'vault-died', epoch: 1 }]).effects)).toEqual([0, 0]);
    expect(times(run([0, practice], [0, attempt(1)], [0, { type: 'os-locked' }]).effects)).toEqual([0, 0]);
  });
});

test('the day list for outages lets nobody in: the vault that heard the password dies, a fresh one waits, and the count of failed tries begins anew', () => {
  const failed = [
    [0, practice],
    [0, attempt(1)],
    [0, refused(1, 2)],
    [0, attempt(2)],
  ] as const;
  const { state, effects } = run(...failed, [0, { type: 'printed', epoch: 2 }]);
  expect(state).toMatchObject({ kind: 'locked', epoch: 3, reason: 'not-signed-in', desk: { tries: [], signIns: [], lastUserId: null } });
  expect(kinds(effects)).toBe(`${END} ${DOOR}`);
  expect(effects.at(-1)).toMatchObject({ type: 'show-unlock', epoch: 3, code: null, seconds: 0, userId: MARIA });
});

describe('factors', () => {
  test('the same person needs the password alone, another person both, and signing out forgets', () => {
    expect(run(...lockedAgain, [MINUTE, attempt(2, false)]).effects).toEqual([
      { type: 'give-share', epoch: 2, userId: MARIA, factors: 'password' },
    ]);
    expect(run(...lockedAgain, [MINUTE, attempt(2, false, JOSE)]).state).toMatchObject({ kind: 'locked', epoch: 3 });
    const asked = run(...toOpen, [0, { type: 'sign-out-requested' }], [MINUTE, attempt(2, false)]);
    expect(kinds(asked.effects)).toBe(`${END} record ${DOOR}`);
    expect(asked.effects.at(-1)).toMatchObject({ type: 'show-unlock', code: 'code-needed', factors: 'password-and-code', userId: MARIA });
  });

  test('a sign-in that grew too old while the password was being checked is not enough any more', () => {
    const asked = [...lockedAgain, [8 * 60 * MINUTE - 1, attempt(2, false)]] as const;
    expect(run(...asked, [8 * 60 * MINUTE - 1, opened(2)]).state.kind).toBe('open');
    const late = run(...asked, [8 * 60 * MINUTE, opened(2)]);
    expect(late.state).toMatchObject({ kind: 'locked', epoch: 3 });
    expect(late.effects.at(-1)).toMatchObject({ type: 'show-unlock', code: 'code-needed', factors: 'password-and-code' });
  });

  test('opening with the password does not make the sign-in younger', () => {
    const again = run(...lockedAgain, [60 * MINUTE, attempt(2, false)], [60 * MINUTE, opened(2)]);
    expect(again.state).toMatchObject({ kind: 'open', signedInAt: START });
    expect(run(...lockedAgain, [60 * MINUTE, attempt(2)], [60 * MINUTE, opened(2)]).state).toMatchObject({ signedInAt: plus(60 * MINUTE) });
  });

  test('a clock moved while the password alone is being checked asks for both', () => {
    const { state } = run(...lockedAgain, [MINUTE, attempt(2, false)]);
    const moved = step(state, { ...opened(2), at: { ...plus(MINUTE), wall: START.wall - 10 * MINUTE } });
    expect(moved.state).toMatchObject({ kind: 'locked', reason: 'clock-moved', epoch: 3 });
    expect(moved.effects.find((effect) => effect.type === 'show-unlock')).toMatchObject({
      factors: 'password-and-code',
      code: 'clock-moved',
    });
  });

  test('a clock moved and moved back again is not forgotten', () => {
    const { state } = run(...lockedAgain);
    const back = step(state, { type: 'tick', at: { ...plus(1000), wall: START.wall - 60 * MINUTE } });
    expect(kinds(back.effects)).toBe('record');
    const forth = step(back.state, { ...attempt(2, false), at: plus(2000) });
    expect(forth.effects.at(-1)).toMatchObject({ type: 'show-unlock', code: 'code-needed' });
  });

  test("a reset forgets sign-in and failures, and ends that person's session", () => {
    const reset = run(...lockedAgain, [0, { type: 'credentials-changed', userId: MARIA }], [0, attempt(2, false)]);
    expect(reset.effects.at(-1)).toMatchObject({ code: 'code-needed' });
    expect(run(...toOpen, [0, { type: 'credentials-changed', userId: JOSE }]).state.kind).toBe('open');
  });
});

describe('failed tries', () => {
  const failedThrice = [
    [0, practice],
    [0, attempt(1)],
    [0, refused(1, 1)],
    [0, attempt(2)],
    [0, refused(2, 2)],
    [0, attempt(3)],
    [0, refused(3, 3)],
  ] as const;

  test('a barred person waits, a colleague does not', () => {
    expect(run(...failedThrice).effects.at(-1)).toMatchObject({ type: 'show-unlock', code: 'sign-in-failed', seconds: 5 });
    const barred = run(...failedThrice, [1000, attempt(4)]);
    expect(barred.effects.at(-1)).toMatchObject({ code: 'barred', seconds: 4 });
    expect(kinds(barred.effects)).toBe(`${END} record ${DOOR}`);
    expect(run(...failedThrice, [1000, attempt(4, true, JOSE)]).state.kind).toBe('unlocking');
    expect(run(...failedThrice, [5000, attempt(4)]).state.kind).toBe('unlocking');
    expect(run(...failedThrice, [0, { type: 'credentials-changed', userId: MARIA }], [0, attempt(4)]).state.kind).toBe('unlocking');
  });

  test('three guesses at the password alone, and the code is asked again', () => {
    const guesses = [2, 3, 4].flatMap(
      (epoch, i) =>
        [
          [0, attempt(epoch, false)],
          [0, refused(epoch, i + 1)],
        ] as const,
    );
    expect(run(...lockedAgain, ...guesses).effects.at(-1)).toMatchObject({ factors: 'password-and-code' });
    expect(run(...lockedAgain, ...guesses.slice(0, 4)).effects.at(-1)).toMatchObject({ factors: 'password' });
  });
});

describe('replacing main', () => {
  test('ten seconds after the last touch, handing over who signed in when', () => {
    expect(run(...lockedAgain, [9_999, { type: 'tick' }]).effects).toEqual([]);
    const { state, effects } = run(...lockedAgain, [10_000, { type: 'tick' }]);
    expect(state.kind).toBe('replacing');
    expect(effects.at(-1)).toEqual({
      type: 'replace-main',
      lastUserId: MARIA,
      signIns: [{ userId: MARIA, sessionId: actor.sessionId, at: START }],
    });
    expect(run(...lockedAgain, [5000, { type: 'input', device: 'pointer' }], [10_000, { type: 'tick' }]).effects).toEqual([]);
  });

  test('a main that saw neither session nor key stays; a key typed at the lock screen is reason enough', () => {
    expect(run([0, practice], [0, { type: 'input', device: 'pointer' }], [MINUTE, { type: 'tick' }]).state.kind).toBe('locked');
    expect(run([0, practice], [0, { type: 'input', device: 'keyboard' }], [MINUTE, { type: 'tick' }]).state.kind).toBe('replacing');
  });

  test('what was handed over lets the same person in with the password, on the same boot only', () => {
    const found = {
      kind: 'practice' as const,
      lastUserId: MARIA,
      signIns: [{ userId: MARIA, sessionId: actor.sessionId, at: START }],
      tries: [],
    };
    expect(run([MINUTE, { type: 'started', found }], [MINUTE, attempt(1, false)]).state).toMatchObject({
      kind: 'unlocking',
      factors: 'password',
    });
    const boot = { ...plus(MINUTE), bootId: 'two' };
    const state = step(starting(DEFAULT_POLICY, boot), { type: 'started', found, at: boot }).state;
    expect(step(state, { ...attempt(1, false), at: boot }).state.kind).toBe('locked');
  });

  test('where it is refused, the lock screen comes back at once, and the next typed key is reason to try again', () => {
    const refusal = [...lockedAgain, [10_000, { type: 'tick' }], [10_000, { type: 'not-replaced' }]] as const;
    expect(kinds(run(...refusal).effects)).toBe(DOOR);
    expect(run(...refusal, [30_000, { type: 'tick' }]).state.kind).toBe('locked');
    const typed = [...refusal, [30_000, { type: 'input', device: 'keyboard' }]] as const;
    expect(run(...typed, [40_000, { type: 'tick' }]).state.kind).toBe('replacing');
  });

  test('where no new main comes, the lock screen comes back and it is tried again', () => {
    const back = run(...lockedAgain, [10_000, { type: 'tick' }], [20_000, { type: 'tick' }]);
    expect(kinds(back.effects)).toBe(DOOR);
    expect(run(...lockedAgain, [10_000, { type: 'tick' }], [20_000, { type: 'tick' }], [30_000, { type: 'tick' }]).state.kind).toBe(
      'replacing',
    );
  });
});
