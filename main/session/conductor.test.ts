import { beforeEach, describe, expect, test } from 'vitest';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import { DEFAULT_POLICY } from '../../shared/policy.ts';
import type { Occurrence, SessionEffect } from '../../shared/session-terms.ts';
import { actor, attempt, opened, practice } from '../../test/session-runs.ts';
import { type Conductor, conduct } from './conductor.ts';

/** A clock that stands until it is moved; its timers fire as it passes them. */
const fakeTime = () => {
  let elapsed = 0;
  let wallMoved = 0;
  const timers = new Map<number, { readonly due: number; readonly then: () => void }>();
  let next = 0;
  return {
    now: () => ({ wall: 1_800_000_000_000 + elapsed + wallMoved, boot: 1_000_000 + elapsed, bootId: 'one' }),
    after: (ms: number, then: () => void) => {
      next += 1;
      const id = next;
      timers.set(id, { due: elapsed + ms, then });
      return () => {
        timers.delete(id);
      };
    },
    timers,
    moveWall: (ms: number) => {
      wallMoved += ms;
    },
    sleep: (ms: number) => {
      elapsed += ms;
    },
    pass: (ms: number) => {
      const until = elapsed + ms;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.due <= until).sort(([, a], [, b]) => a.due - b.due)[0];
        if (due === undefined) break;
        timers.delete(due[0]);
        elapsed = Math.max(elapsed, due[1].due);
        due[1].then();
      }
      elapsed = until;
    },
  };
};

let time: ReturnType<typeof fakeTime>;
let done: SessionEffect[];
let faults: (readonly [string, FailureCode])[];
let answer: (effect: SessionEffect) => void | Promise<void>;
let conductor: Conductor;

const types = () => done.map((effect) => effect.type);
const tell = (...occurrences: readonly Occurrence[]) => {
  for (const occurrence of occurrences) conductor.tell(occurrence);
};
/** Lets every promise that can go on do so; no time passes. */
const breathe = () => new Promise((resolve) => setImmediate(resolve));
const signIn = async () => {
  tell(practice, attempt(1));
  await conductor.settled();
  tell(opened(1));
  await conductor.settled();
};

beforeEach(() => {
  time = fakeTime();
  done = [];
  faults = [];
  answer = () => {};
  conductor = conduct({
    policy: DEFAULT_POLICY,
    now: time.now,
    after: time.after,
    perform: (effect) => {
      done.push(effect);
      return answer(effect);
    },
    onFault: (type, code) => faults.push([type, code]),
  });
});

test('a sign-in is done in order: a vault, the page, the share, the entry, and only then the workspace', async () => {
  await signIn();
  expect(types()).toEqual(['spawn-vault', 'show-unlock', 'give-share', 'record', 'set-deadline', 'open-workspace']);
  expect(conductor.state()).toMatchObject({ kind: 'open', actor });
});

test('R6 left alone it warns, locks after five minutes, and main replaces itself ten seconds later', async () => {
  await signIn();
  time.pass(239_999);
  await breathe();
  expect(types()).not.toContain('warn');
  time.pass(1);
  await breathe();
  expect(done.at(-1)).toEqual({ type: 'warn', epoch: 1, secondsLeft: 60 });
  time.pass(59_999);
  await breathe();
  expect(conductor.state().kind).toBe('open');
  expect(done.filter((effect) => effect.type === 'warn')).toHaveLength(60);
  done = [];
  time.pass(1);
  await conductor.settled();
  expect(types()).toEqual(['destroy-workspace', 'kill-vault', 'clear-clipboard', 'spawn-vault', 'show-unlock', 'record']);
  time.pass(10_000);
  await conductor.settled();
  expect(done.at(-1)?.type).toBe('replace-main');
});

test('R6 a machine that slept through the deadline is found locked at the first question', async () => {
  await signIn();
  expect(conductor.isLive(1)).toBe(true);
  time.sleep(300_000);
  expect(conductor.isLive(1)).toBe(false);
  expect(conductor.state()).toMatchObject({ kind: 'locked', reason: 'idle' });
  expect(types()).toContain('kill-vault');
});

test('R6 a clock set back is found at the next gate pass, and locks', async () => {
  await signIn();
  time.moveWall(-600_000);
  expect(conductor.isLive(1)).toBe(false);
  expect(conductor.state()).toMatchObject({ kind: 'locked', reason: 'clock-moved' });
});

describe('lock waits for nothing', () => {
  test('not for an entry that is being written, and what waited for that entry is never shown', async () => {
    let written = () => {};
    answer = (effect) => (effect.type === 'record' ? new Promise((resolve) => (written = () => resolve())) : undefined);
    tell(practice, attempt(1));
    await conductor.settled();
    tell(opened(1));
    await breathe();
    expect(types().at(-1)).toBe('record');
    tell({ type: 'lock-requested' });
    expect(types().slice(-3)).toEqual(['destroy-workspace', 'kill-vault', 'clear-clipboard']);
    expect(conductor.isLive(1)).toBe(false);
    written();
    await breathe();
    written();
    await conductor.settled();
    expect(types()).not.toContain('open-workspace');
    expect(types()).not.toContain('set-deadline');
  });

  test('not for a vault that cannot be told, nor a page that refuses', async () => {
    await signIn();
    answer = (effect) => {
      if (effect.type === 'destroy-workspace') throw new Failure('internal');
      return effect.type === 'kill-vault' ? Promise.reject(new Failure('internal')) : undefined;
    };
    tell({ type: 'os-locked' });
    await conductor.settled();
    expect(types().slice(-6)).toEqual(['destroy-workspace', 'kill-vault', 'clear-clipboard', 'spawn-vault', 'show-unlock', 'record']);
    expect(faults).toEqual([
      ['destroy-workspace', 'internal'],
      ['kill-vault', 'internal'],
    ]);
  });
});

describe('what fails ends its epoch', () => {
  test('a sign-in whose entry cannot be written opens nothing', async () => {
    answer = (effect) => (effect.type === 'record' && effect.outcome === 'ok' ? Promise.reject(new Error('SQLITE_FULL')) : undefined);
    await signIn();
    expect(types()).not.toContain('open-workspace');
    expect(conductor.state()).toMatchObject({ kind: 'locked', reason: 'audit-unavailable', epoch: 2 });
    expect(done.find((effect) => effect.type === 'show-unlock' && effect.epoch === 2)).toMatchObject({ code: 'audit-unavailable' });
  });

  test('a refusal whose entry cannot be written is not answered; after five in a row the door is broken', async () => {
    answer = (effect) => (effect.type === 'record' ? Promise.reject(new Failure('disk-full')) : undefined);
    tell(practice, attempt(1));
    await conductor.settled();
    tell({ type: 'refused', epoch: 1, code: 'sign-in-failed', failures: 1 });
    await conductor.settled();
    expect(done.some((effect) => effect.type === 'show-unlock' && effect.code === 'sign-in-failed')).toBe(false);
    expect(conductor.state()).toMatchObject({ kind: 'locked', crashes: 1 });
  });

  test('a vault that cannot be raised is tried five times', async () => {
    answer = (effect) => {
      if (effect.type === 'spawn-vault') throw new Error('no process');
    };
    tell(practice);
    await conductor.settled();
    expect(done.filter((effect) => effect.type === 'spawn-vault')).toHaveLength(5);
    expect(conductor.state()).toMatchObject({ kind: 'broken', reason: 'internal' });
    expect(done.at(-1)).toEqual({ type: 'show-failure', code: 'internal' });
  });

  test('a main that cannot replace itself shows its lock screen again', async () => {
    await signIn();
    tell({ type: 'lock-requested' });
    await conductor.settled();
    answer = (effect) => (effect.type === 'replace-main' ? Promise.reject(new Failure('internal')) : undefined);
    time.pass(10_000);
    await conductor.settled();
    expect(conductor.state()).toMatchObject({ kind: 'locked', replaceAt: null });
    expect(types().slice(-3)).toEqual(['replace-main', 'spawn-vault', 'show-unlock']);
  });

  test('an effect that never ends has failed after ten seconds', async () => {
    answer = (effect) => (effect.type === 'open-workspace' ? new Promise(() => {}) : undefined);
    tell(practice, attempt(1));
    await conductor.settled();
    tell(opened(1));
    await breathe();
    time.pass(10_000);
    await conductor.settled();
    expect(conductor.state()).toMatchObject({ kind: 'locked', reason: 'internal' });
  });
});

test('an effect may tell of another event; events are taken one at a time and none is lost', async () => {
  answer = (effect) => {
    if (effect.type === 'open-workspace') tell({ type: 'page-died', epoch: 1 });
    if (effect.type === 'kill-vault') tell({ type: 'vault-died', epoch: 1 });
  };
  await signIn();
  expect(conductor.state()).toMatchObject({ kind: 'locked', reason: 'page-died', epoch: 2, crashes: 0 });
});

test('what is told in the middle of an ending comes after everything that ending asked for', async () => {
  await signIn();
  answer = (effect) => {
    if (effect.type === 'kill-vault' && effect.epoch === 1) tell({ type: 'quit' });
  };
  tell({ type: 'lock-requested' });
  await conductor.settled();
  expect(types().slice(-5)).toEqual(['destroy-workspace', 'kill-vault', 'clear-clipboard', 'record', 'quit']);
  expect(done.filter((effect) => effect.type === 'kill-vault').map((effect) => effect.epoch)).toEqual([1, 2]);
});

test('one timer at most is set, and none after the end', async () => {
  await signIn();
  for (let i = 0; i < 50; i += 1) tell({ type: 'input', device: 'pointer' });
  expect(time.timers.size).toBe(1);
  tell({ type: 'quit' });
  await conductor.settled();
  expect(done.at(-1)?.type).toBe('quit');
  expect(time.timers.size).toBe(0);
});
