import { EventEmitter } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OWNER, Practice } from '../../test/adversarial/gate-fuzz/practice.ts';
import { run, toOpen } from '../../test/session-runs.ts';
import { memoryKeychain } from '../../test/support/memory-keychain.ts';
import { Admission } from './admission.ts';
import { TriesKeeper } from './tries-keeper.ts';
import { VaultHost } from './vault-host.ts';

/** Main's part of a try over a real practice: what is counted at the moment the vault is given what a guess can be tried with. */
const heard = vi.hoisted((): { say: (said: { type: string }) => void } => ({ say: () => undefined }));
vi.mock('electron', () => ({
  utilityProcess: {
    fork: () => Object.assign(new EventEmitter(), { pid: undefined, postMessage: (said: { type: string }) => heard.say(said) }),
  },
}));

let practice: Practice;
beforeAll(async () => {
  practice = new Practice();
  await practice.found();
}, 60_000);
afterAll(() => practice.close());

test('the failure stands in the ledger when the vault gets its grant, for a chosen person and a typed name, and is taken back where it was no guess', async () => {
  const { workstation } = practice.main;
  const now = () => ({ wall: Date.now(), boot: 1, bootId: 'one' });
  const tries = new TriesKeeper(workstation, memoryKeychain(), now);
  const owner = await workstation.ledger.ask('find', { signInName: OWNER.signInName });
  const userId = owner?.user_id ?? '';
  const admission = new Admission({
    workstation,
    tries,
    now,
    reception: {
      offerOnly: () => undefined,
      refreshPeople: async () => undefined,
      expect: () => undefined,
      seat: () => undefined,
      noteOutage: () => undefined,
    },
    rollback: { found: async () => [] },
    log: { hand: async () => undefined, heard: async () => undefined },
    machine: { tell: () => undefined, state: () => run(...toOpen).state },
  });
  const hear = (): void => undefined;
  for (const who of [{ userId }, { signInName: OWNER.signInName }]) {
    const vault = new VaultHost(1, 'vault.js', {}, hear, hear);
    const order: string[] = [];
    const { ledger } = workstation;
    const ask = vi.spyOn(ledger, 'ask');
    heard.say = ({ type }) =>
      order.push(type, ...ask.mock.calls.filter(([method]) => method === 'keepTries').map(([, about]) => String(about)));
    await admission.ask(vault, { type: 'ask', request: 1, who, withCode: true, purpose: 'sign-in' });
    await admission.giveShare(userId, 'password-and-code');
    ask.mockRestore();
    expect(order.slice(0, 2)).toEqual(['grant', userId]);
    expect(order.length).toBe('userId' in who ? 2 : 3);
    expect(await tries.failuresOf(userId)).toMatchObject({ failures: 1 });
    await admission.refused(vault, { type: 'refused', userId, code: 'store-missing', guess: false });
    expect(await tries.failuresOf(userId)).toBeUndefined();
    expect(await tries.failuresOfNames()).toBeUndefined();
  }
});
