import { describe, expect, test } from 'vitest';
import { attempt, DOOR, END, kinds, MINUTE, opened, plus, practice, run, toOpen } from '../test/session-runs.ts';
import { step } from './session.ts';
import { isLive, nextWake } from './session-time.ts';

describe('R6 a session ends by itself', () => {
  test('after five minutes without input, fifteen at most, and a session is live up to that moment only', () => {
    const { state } = run(...toOpen);
    expect(isLive(state, 1, plus(5 * MINUTE - 1))).toBe(true);
    expect(isLive(state, 1, plus(5 * MINUTE))).toBe(false);
    const { state: after, effects } = run(...toOpen, [5 * MINUTE, { type: 'tick' }]);
    expect(after).toMatchObject({ kind: 'locked', reason: 'idle', epoch: 2 });
    expect(kinds(effects)).toBe(`${END} clear-clipboard ${DOOR} record`);
  });

  test.each(['os-locked', 'os-suspended', 'os-user-switched'] as const)('on %s', (type) => {
    expect(run(...toOpen, [1000, { type }]).state).toMatchObject({ kind: 'locked', reason: type });
  });

  test('typing counts, and input that comes after the deadline does not', () => {
    const typed = run(...toOpen, [4 * MINUTE, { type: 'input', device: 'keyboard' }], [8 * MINUTE, { type: 'tick' }]);
    expect(typed.state.kind).toBe('open');
    const late = run(...toOpen, [5 * MINUTE, { type: 'input', device: 'keyboard' }]);
    expect(late.state).toMatchObject({ kind: 'locked', reason: 'idle' });
  });

  test('twelve hours after the sign-in, whatever is being typed', () => {
    const typing = Array.from({ length: 12 * 15 + 1 }, (_, i) => [(i + 1) * 4 * MINUTE, { type: 'input', device: 'keyboard' }] as const);
    expect(run(...toOpen, ...typing.slice(0, 179)).state.kind).toBe('open');
    expect(run(...toOpen, ...typing).state).toMatchObject({ kind: 'locked', reason: 'ceiling' });
  });

  test('twelve hours after the sign-in with both factors, even where the password alone opened it since', () => {
    const typing = Array.from({ length: 76 }, (_, i) => [7 * 60 * MINUTE + i * 4 * MINUTE, { type: 'input', device: 'keyboard' }] as const);
    const reopened = [...toOpen, [0, { type: 'os-locked' }], [7 * 60 * MINUTE, attempt(2, false)], [7 * 60 * MINUTE, opened(2)]] as const;
    expect(run(...reopened, ...typing.slice(0, 75)).state).toMatchObject({ kind: 'open', epoch: 2 });
    expect(run(...reopened, ...typing).state).toMatchObject({ kind: 'locked', reason: 'ceiling' });
  });

  test('and so do an unlock nobody finishes and a set-up nobody goes on with', () => {
    const unlocking = [
      [0, practice],
      [0, attempt(1)],
    ] as const;
    expect(run(...unlocking, [5 * MINUTE - 1, { type: 'tick' }]).state.kind).toBe('unlocking');
    expect(run(...unlocking, [5 * MINUTE, { type: 'tick' }]).state).toMatchObject({ kind: 'locked', epoch: 2 });
    const setup = [0, { type: 'started', found: { kind: 'nothing' } }] as const;
    expect(run(setup, [4 * MINUTE, { type: 'input', device: 'keyboard' }], [6 * MINUTE, { type: 'tick' }]).state).toMatchObject({
      epoch: 1,
    });
    expect(kinds(run(setup, [5 * MINUTE, { type: 'tick' }]).effects)).toBe(`${END} clear-clipboard spawn-vault show-setup`);
  });

  test('idle time of the whole machine brings it nearer and never puts it off', () => {
    const nearer = run(...toOpen, [1000, { type: 'system-idle', seconds: 200 }]);
    expect(nearer.effects).toEqual([{ type: 'set-deadline', epoch: 1, until: { wall: plus(101_000).wall, boot: plus(101_000).boot } }]);
    expect(run(...toOpen, [3 * MINUTE, { type: 'system-idle', seconds: 1 }]).effects).toEqual([]);
    expect(run(...toOpen, [1000, { type: 'system-idle', seconds: 300 }]).state).toMatchObject({ reason: 'system-idle' });
    expect(run(...toOpen, [1000, { type: 'system-idle', seconds: -900 }]).state).toEqual(run(...toOpen, [1000, { type: 'tick' }]).state);
  });

  test('with a warning a minute before, counted by the second, that any input takes away', () => {
    expect(nextWake(run(...toOpen).state)).toBe(30_000);
    const warned = run(...toOpen, [4 * MINUTE, { type: 'tick' }]);
    expect(warned.effects).toEqual([{ type: 'warn', epoch: 1, secondsLeft: 60 }]);
    expect(nextWake(warned.state)).toBe(1000);
    expect(step(warned.state, { type: 'tick', at: plus(4 * MINUTE + 1000) }).effects).toEqual([
      { type: 'warn', epoch: 1, secondsLeft: 59 },
    ]);
    const touched = step(warned.state, { type: 'input', device: 'pointer', at: plus(4 * MINUTE + 1000) });
    expect(kinds(touched.effects)).toBe('set-deadline unwarn');
  });
});
