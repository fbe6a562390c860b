import { EventEmitter } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../shared/failure.ts';
import type { SessionState } from '../../shared/session-terms.ts';
import { OWNER, Practice } from '../../test/adversarial/gate-fuzz/practice.ts';
import { run, toOpen } from '../../test/session-runs.ts';
import { memoryKeychain } from '../../test/support/memory-keychain.ts';
import { grantFor } from './admission.ts';
import { Reception } from './reception.ts';
import { RollbackDoor } from './rollback-door.ts';
import { Survey } from './survey.ts';
import { TriesKeeper } from './tries-keeper.ts';
import { VaultHost } from './vault-host.ts';
import { VaultListener } from './vault-listener.ts';

vi.mock('electron', () => ({
  utilityProcess: {
    fork: () => {
      const child = Object.assign(new EventEmitter(), { pid: undefined, postMessage: () => undefined });
      setImmediate(() => child.emit('exit'));
      return child;
    },
  },
  dialog: {},
  BrowserWindow: class {},
  Notification: class {},
}));

/** The door of an older copy, over a real practice, on a machine whose keychain keeps nothing. */
let practice: Practice;
let userId: string;
beforeAll(async () => {
  practice = new Practice();
  await practice.found();
  const owner = await practice.main.workstation.ledger.ask('find', { signInName: OWNER.signInName });
  userId = owner?.user_id ?? '';
}, 60_000);
afterAll(() => practice.close());

const now = () => ({ wall: Date.now(), boot: 1, bootId: 'one' });
const never = async (): Promise<never> => {
  throw new Failure('internal');
};
const state: SessionState = { kind: 'broken', desk: run(...toOpen).state.desk, reason: 'store-older', replaceAt: null };
const machine = { state: () => state, tell: () => undefined, settled: async () => undefined };

const door = () => {
  const { workstation } = practice.main;
  const done: string[] = [];
  const hear = (): void => undefined;
  const vault = new VaultHost(1, 'vault.js', {}, hear, hear);
  const reception = new Reception({ workstation, now, onReader: () => undefined });
  vi.spyOn(reception, 'sayRefused').mockImplementation((refused) => void done.push(`refused: ${refused?.code}`));
  const log = {
    record: async ({ action, user, reason }: { action: string; user?: string | null; reason?: string | null }) =>
      void done.push(`${action} of ${user === userId ? 'the owner' : user}: ${reason}`),
    recordOrOwe: never,
    heard: async () => undefined,
    hand: async () => undefined,
    signed: () => undefined,
  };
  const keepsNothing = async () => ({ state: 'unreadable', reason: 'write-not-kept' }) as const;
  const tries = new TriesKeeper(workstation, { ...memoryKeychain(), write: keepsNothing }, now);
  const rollback = new RollbackDoor({
    ...{ workstation, log, tries, now, grantFor },
    anchor: {
      accept: async () => {
        throw new Failure('key-unreadable');
      },
    },
  });
  const listener = new VaultListener({
    ...{ workstation, reception, rollback, tries, log, conductor: machine },
    stage: { vault, shown: null, killVault: () => void done.push('killed'), showFailure: () => void done.push('shown') },
    survey: { practice: async () => ({ kind: 'nothing' }), again: never },
    admission: { ask: never, opened: never, refused: never, counted: never, proven: never, printed: never },
    stepUps: { admit: never, judged: never },
    anchor: { read: never },
    guard: { accept: never },
    serveDocuments: never,
    servePrints: never,
  });
  return { done, rollback, vault, listener };
};

let desk: ReturnType<typeof door>;
beforeEach(() => {
  desk = door();
});
afterEach(() => vi.restoreAllMocks());

test('a wrong try that the keychain does not count stands in the log, and the door is shown again', async () => {
  const { done, rollback, vault, listener } = desk;
  await rollback.admit(vault, { type: 'ask-decision', request: 1, who: { userId } });
  listener.hear(vault, { type: 'refused', userId, code: 'sign-in-failed', guess: true });
  await expect.poll(() => done).toEqual(['session.failed of the owner: sign-in-failed', 'refused: key-unreadable', 'killed', 'shown']);
});

test('a decision that the keychain does not keep is told as failed in the log, and leads back to the door', async () => {
  const { done, vault, listener } = desk;
  listener.hear(vault, { type: 'decided', userId });
  await expect
    .poll(() => done)
    .toEqual(['refused: undefined', 'session.failed of the owner: key-unreadable', 'refused: key-unreadable', 'killed', 'shown']);
});

test('an older copy on a full disk is answered with what stands in the way, and nobody is let in', async () => {
  const { workstation } = practice.main;
  vi.spyOn(workstation, 'look').mockResolvedValue('practice');
  vi.spyOn(workstation.ledger, 'ask').mockRejectedValue(new Failure('disk-full'));
  const survey = new Survey({
    workstation,
    reception: { people: [], refreshPeople: never, offerOnly: () => undefined },
    anchor: {
      lost: null,
      compare: async () => {
        throw new Failure('store-older');
      },
    },
    tries: { failuresOf: never },
    rollback: desk.rollback,
    machine,
  });
  await expect(survey.atStart()).resolves.toEqual({ kind: 'failure', code: 'disk-full' });
});
