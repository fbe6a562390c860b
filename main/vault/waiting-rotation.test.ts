import { expect, test } from 'vitest';
import { Lobby } from './lobby.ts';
import { MainLine } from './main-line.ts';
import { WaitingRotation } from './waiting-rotation.ts';

test('how a rotation gets on is told, and it can be put off, while the sign-in it holds up is still under way', async () => {
  const rotation = new WaitingRotation();
  // Main never answers: the sign-in stays under way.
  const line = new MainLine({ on: () => undefined, postMessage: () => undefined }, () => undefined);
  const lobby = new Lobby(line, async () => undefined, rotation);
  void lobby.answer({ id: 1, name: 'door.sign-in', input: { signInName: 'amara', password: 'copper lantern walks at dusk 41' } });
  expect(await lobby.answer({ id: 2, name: 'door.enter', input: {} })).toEqual({ ok: false, code: 'too-fast' });
  const ask = (postpone: boolean) => lobby.answer({ id: 3, name: 'door.rotation', input: { postpone } });
  expect(await ask(false)).toEqual({ ok: true, value: { step: null } });
  rotation.told('copying');
  expect(await ask(false)).toEqual({ ok: true, value: { step: 'copying' } });
  expect(rotation.signal.aborted).toBe(false);
  await ask(true);
  expect(rotation.signal.aborted).toBe(true);
  expect(await lobby.answer({ id: 4, name: 'door.rotation', input: {} })).toEqual({ ok: false, code: 'bad-input' });
});
