import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftKeeper } from './draft-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const given = (answers: { takesMs?: number; ok?: boolean } = {}) => {
  const kept: (string | null)[] = [];
  const states: string[] = [];
  const world = { ok: answers.ok ?? true, underWay: 0, mostAtOnce: 0 };
  const keeper = new DraftKeeper({
    keep: async (content) => {
      kept.push(content);
      world.underWay += 1;
      world.mostAtOnce = Math.max(world.mostAtOnce, world.underWay);
      if (answers.takesMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answers.takesMs));
      world.underWay -= 1;
      return world.ok;
    },
    onState: (state) => states.push(state),
  });
  return { keeper, kept, states, world };
};

test('steady typing leaves the page every 250 ms, always with the newest state', async () => {
  const { keeper, kept } = given();
  for (let letter = 1; letter <= 10; letter += 1) {
    keeper.typed('x'.repeat(letter));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(kept.map((content) => content?.length)).toEqual([3, 6, 9]);
  await vi.advanceTimersByTimeAsync(250);
  expect(kept.at(-1)).toHaveLength(10);
});

test('a flush hands over at once, and only what is new', async () => {
  const { keeper, kept, states } = given();
  keeper.typed('Mar');
  await keeper.flush();
  await keeper.flush();
  keeper.typed('Mar');
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept).toEqual(['Mar']);
  expect(states).toEqual(['pending', 'kept']);
});

test('a flush during a slow keep sends the newest state after it', async () => {
  const { keeper, kept, world } = given({ takesMs: 80 });
  keeper.typed('M');
  await vi.advanceTimersByTimeAsync(250);
  keeper.typed('Ma');
  const flushed = keeper.flush();
  await vi.advanceTimersByTimeAsync(200);
  await flushed;
  expect(kept).toEqual(['M', 'Ma']);
  expect(world.mostAtOnce).toBe(1);
});

test('what failed goes again with the next keystroke, and never counts as kept', async () => {
  const { keeper, kept, states, world } = given({ ok: false });
  keeper.typed('M');
  await vi.advanceTimersByTimeAsync(250);
  expect(states).toEqual(['pending', 'failed']);
  world.ok = true;
  keeper.typed('Ma');
  await vi.advanceTimersByTimeAsync(250);
  expect(kept).toEqual(['M', 'Ma']);
  expect(states.at(-1)).toBe('kept');
});

test('an ended keeper hands nothing over any more', async () => {
  const { keeper, kept } = given();
  keeper.typed('M');
  await keeper.end();
  keeper.typed('Ma');
  await vi.advanceTimersByTimeAsync(1000);
  await keeper.flush();
  expect(kept).toEqual([]);
});

test('while a form is saved nothing follows the save, and what was typed before goes ahead of it', async () => {
  const { keeper, kept } = given({ takesMs: 80 });
  keeper.typed('M');
  await vi.advanceTimersByTimeAsync(250);
  keeper.typed('Ma');
  keeper.hold();
  expect(kept).toEqual(['M', 'Ma']);
  keeper.typed('Mar');
  void keeper.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept).toEqual(['M', 'Ma']);
  await keeper.end();
  keeper.release();
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept).toEqual(['M', 'Ma']);
});

test('after a refused save what is typed is handed over again, what was typed meanwhile too', async () => {
  const { keeper, kept } = given();
  keeper.typed('M');
  keeper.hold();
  keeper.typed('Ma');
  keeper.release();
  await vi.advanceTimersByTimeAsync(250);
  keeper.typed('Mar');
  await keeper.flush();
  expect(kept).toEqual(['M', 'Ma', 'Mar']);
});

test('a form that is emptied again lets its draft go, and one in which nothing was typed has none to let go', async () => {
  const { keeper, kept } = given();
  keeper.typed(null);
  await keeper.flush();
  expect(kept).toEqual([]);
  keeper.typed('M');
  await keeper.flush();
  keeper.typed(null);
  await vi.advanceTimersByTimeAsync(250);
  keeper.typed(null);
  await keeper.flush();
  expect(kept).toEqual(['M', null]);
});
