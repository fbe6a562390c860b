import { beforeEach, expect, test } from 'vitest';
import { type BoardKind, ClipboardKeeper } from './clipboard-keeper.ts';

/** The clipboard of a computer with other programs on it, and a clock that is turned by hand. */
const onBoard = new Map<BoardKind, string>();
let timers: { readonly at: number; readonly then: () => void }[];
let now: number;
let seconds: number;
let keeper: ClipboardKeeper;

beforeEach(() => {
  onBoard.clear();
  timers = [];
  now = 0;
  seconds = 60;
  keeper = new ClipboardKeeper({
    board: {
      kinds: ['clipboard', 'selection'],
      read: (kind) => Promise.resolve(onBoard.get(kind) ?? ''),
      clear: (kind) => onBoard.delete(kind),
    },
    seconds: () => seconds,
    after: (ms, then) => {
      const timer = { at: now + ms, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
});

const copy = (text: string, kind: BoardKind = 'clipboard'): void => {
  onBoard.set(kind, text);
};
const pass = async (ms: number): Promise<void> => {
  now += ms;
  for (const timer of timers.filter(({ at }) => at <= now)) {
    timers = timers.filter((other) => other !== timer);
    timer.then();
  }
  // Whoever comes next is served after what the clock has begun.
  await keeper.look();
};
const pasted = (kind: BoardKind = 'clipboard'): string | undefined => onBoard.get(kind);

test('what was copied here is gone at the lock, and what a middle click pastes too', async () => {
  await keeper.arrive();
  copy('a patient');
  copy('another', 'selection');
  await keeper.clear();
  expect([pasted(), pasted('selection')]).toEqual([undefined, undefined]);
});

test('what was copied in another program before is left alone by the lock', async () => {
  copy('somebody’s recipe');
  await keeper.arrive();
  await keeper.look();
  await keeper.clear();
  expect(pasted()).toBe('somebody’s recipe');
});

test('what was copied in another program after ours is left alone by the lock and by the clock', async () => {
  await keeper.arrive();
  copy('a patient');
  await keeper.leave();
  copy('somebody’s recipe');
  await pass(60_000);
  expect(pasted()).toBe('somebody’s recipe');
  await keeper.clear();
  expect(pasted()).toBe('somebody’s recipe');
});

test('a copy of ours that is still there after a while in another program is ours when the lock comes', async () => {
  await keeper.arrive();
  copy('a patient');
  await keeper.leave();
  await keeper.clear();
  expect(pasted()).toBeUndefined();
});

test('a copy is gone after as many seconds as the policy says, also while another program is in front', async () => {
  seconds = 5;
  await keeper.arrive();
  copy('a patient');
  await keeper.look();
  await pass(4_999);
  expect(pasted()).toBe('a patient');
  await keeper.leave();
  await pass(1);
  expect(pasted()).toBeUndefined();
});

test('a newer copy has its own time, and an older one ends nobody else’s', async () => {
  await keeper.arrive();
  copy('first');
  await keeper.look();
  await pass(40_000);
  copy('second');
  await keeper.look();
  await pass(40_000);
  expect(pasted()).toBe('second');
  await pass(20_000);
  expect(pasted()).toBeUndefined();
});

test('coming back to our window does not make our own copy somebody else’s, nor their copy ours', async () => {
  await keeper.arrive();
  copy('a patient');
  await keeper.leave();
  await keeper.arrive();
  await keeper.clear();
  expect(pasted()).toBeUndefined();
  await keeper.leave();
  copy('somebody’s recipe');
  await keeper.arrive();
  await keeper.clear();
  expect(pasted()).toBe('somebody’s recipe');
});
