import { expect, test } from 'vitest';
import type { EntryDraft } from '../../shared/entry.ts';
import { Failure } from '../../shared/failure.ts';
import { LogKeeper, type LogPlace } from './log-keeper.ts';

/** A log that can be full, a device that can fail to sign, and a keychain that can fail to keep the anchor. */
const desk = () => {
  const state = { full: false, signs: true, anchors: true, entries: [] as string[] };
  const place: LogPlace = {
    facts: {
      practice: { id: '', name: '', synthetic: true },
      workstation: { id: '', name: '' },
      policy: undefined,
      auditSize: 0,
    },
    ledger: {
      ask: async (method: string, drafts: readonly EntryDraft[] = []): Promise<never> => {
        await new Promise((resolve) => setImmediate(resolve));
        if (method === 'record' && state.full && drafts.length > 0) throw new Failure('audit-unavailable');
        if (method === 'seal' && !state.signs) throw new Failure('audit-unavailable');
        if (method === 'record') state.entries.push(...drafts.map(({ action, object }) => `${action} ${object ?? ''}`.trim()));
        return (method === 'record' ? state.entries.length : { size: state.entries.length, root: '' }) as never;
      },
    },
  };
  const keeper = new LogKeeper(place, {
    keep: () => undefined,
    flush: async () => {
      if (!state.anchors) throw new Failure('key-unreadable');
    },
  });
  const lock = (sessionId: string) =>
    keeper.recordSession({ type: 'record', action: 'session.lock', userId: 'maria', sessionId, outcome: 'ok', epoch: 1 });
  return { state, keeper, lock };
};

test('ends of sessions that could not be written are written once, in their order, before what came after', async () => {
  const { state, keeper, lock } = desk();
  state.full = true;
  const ends = await Promise.allSettled([lock('a'), lock('b'), lock('c')]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  await expect(keeper.catchUp()).rejects.toMatchObject({ code: 'audit-unavailable' });
  state.full = false;
  await Promise.all([keeper.catchUp(), keeper.record({ action: 'store.check', outcome: 'allowed' }), keeper.heard()]);
  expect(state.entries).toEqual(['session.lock a', 'session.lock b', 'session.lock c', 'store.check']);
});

test.each(['signs', 'anchors'] as const)('an end that is written and is only not sealed (%s) is not written again', async (part) => {
  const { state, keeper, lock } = desk();
  state[part] = false;
  await expect(lock('a')).rejects.toBeInstanceOf(Failure);
  state[part] = true;
  await keeper.catchUp();
  await keeper.heard();
  expect(state.entries).toEqual(['session.lock a']);
});
