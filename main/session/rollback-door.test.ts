import { expect, test, vi } from 'vitest';
import { Failure } from '../../shared/failure.ts';
import type { FromVault } from '../vault/control.ts';
import { RollbackDoor, type RollbackDoorParts } from './rollback-door.ts';
import { Survey, type SurveyParts } from './survey.ts';
import type { VaultHost } from './vault-host.ts';
import { VaultListener, type VaultListenerParts } from './vault-listener.ts';

vi.mock('electron', () => ({ utilityProcess: {}, dialog: {}, BrowserWindow: class {}, Notification: class {} }));

/** The door of an older copy on a machine whose keychain keeps nothing. */
const door = () => {
  const done: string[] = [];
  const fails = async (): Promise<never> => {
    throw new Failure('key-unreadable');
  };
  const vault = { epoch: 1, kill: async () => undefined, gone: Promise.resolve() } as unknown as VaultHost;
  const parts = {
    workstation: { ledger: { ask: async () => ({ user_id: 'olga', state: 'active' }) }, policy: {} },
    log: {
      record: async ({ action }: { action: string }) => void done.push(action),
      heard: async () => undefined,
      hand: async () => undefined,
    },
    anchor: { accept: fails },
    tries: {
      forgive: async () => undefined,
      failuresOf: async () => undefined,
      charge: async () => ({ settled: fails, takeBack: async () => undefined }),
    },
    now: () => ({ wall: 0, boot: 0, bootId: '' }),
    grantFor: () => ({}),
  } as unknown as RollbackDoorParts;
  const rollback = new RollbackDoor(parts);
  const listener = new VaultListener({
    rollback,
    conductor: { state: () => ({ kind: 'broken', reason: 'store-older' }), tell: () => done.push('told') },
    stage: { vault, killVault: () => done.push('killed'), showFailure: () => done.push('shown') },
    reception: { sayRefused: (said: { code: string } | null) => done.push(`${said?.code}`), noteOutage: () => undefined },
    survey: { practice: async () => ({ kind: 'nothing' }) },
  } as unknown as VaultListenerParts);
  return { done, rollback, vault: Object.assign(vault, { say: () => undefined }), listener };
};
const breathe = () => new Promise((resolve) => setImmediate(resolve));

test('a wrong try that the keychain does not count stands in the log, and the door is shown again', async () => {
  const { done, rollback, vault, listener } = door();
  await rollback.admit(vault, { type: 'ask-decision', request: 1, who: { userId: 'olga' } } as Extract<
    FromVault,
    { type: 'ask-decision' }
  >);
  listener.hear(vault, { type: 'refused', userId: 'olga', code: 'wrong-credentials', guess: true } as unknown as FromVault);
  await breathe();
  expect(done).toEqual(['session.failed', 'key-unreadable', 'killed', 'shown']);
});

test('a decision that the keychain does not keep leads back to the door', async () => {
  const { done, vault, listener } = door();
  listener.hear(vault, { type: 'decided', userId: 'olga' } as unknown as FromVault);
  await breathe();
  expect(done).toEqual(['null', 'key-unreadable', 'killed', 'shown'].map((one) => (one === 'null' ? 'undefined' : one)));
});

test('an older copy on a full disk is answered with what stands in the way, and nobody is let in', async () => {
  const ask = async (method: string): Promise<unknown> => {
    if (method === 'isBarred') return true;
    throw new Failure('disk-full');
  };
  const survey = new Survey({
    workstation: { look: async () => 'practice', ledger: { ask } },
    anchor: { compare: async () => undefined, lost: null },
    rollback: { found: () => ask('bar') },
    reception: { offerOnly: () => undefined },
  } as unknown as SurveyParts);
  await expect(survey.atStart()).resolves.toEqual({ kind: 'failure', code: 'disk-full' });
});
