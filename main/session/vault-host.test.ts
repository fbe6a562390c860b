import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { VaultHost } from './vault-host.ts';

/** Electron's child process as far as a message goes: copied before `postMessage` returns. */
const posted = vi.hoisted((): unknown[] => []);
const child = vi.hoisted((): { pid: number | undefined } => ({ pid: undefined }));
vi.mock('electron', () => ({
  utilityProcess: {
    fork: () => Object.assign(new EventEmitter(), { pid: child.pid, postMessage: (said: unknown) => posted.push(structuredClone(said)) }),
  },
}));

const bytes = (): Buffer => Buffer.alloc(32, 7);
const grant = () => ({
  place: { folder: '/', practiceId: '', workstationId: '', appVersion: '0', policyHash: '' },
  userId: '',
  factors: 'password' as const,
  share: bytes(),
  ledgerKey: bytes(),
  deviceSigning: bytes(),
  sessionHours: 12,
});
const held = ({ share, ledgerKey, deviceSigning }: ReturnType<typeof grant>): readonly number[] => [
  ...new Set([...share, ...ledgerKey, ...deviceSigning]),
];

test('the keys in what a vault is told reach it, and are gone from main when it was said, to a vault that is over as well', () => {
  const vault = new VaultHost(
    1,
    'vault.js',
    {},
    () => undefined,
    () => undefined,
  );
  const given = grant();
  vault.say({ type: 'grant', request: 1, grant: given });
  expect(posted).toMatchObject([{ grant: { userId: '', share: new Uint8Array(32).fill(7), deviceSigning: new Uint8Array(32).fill(7) } }]);
  expect(held(given)).toEqual([0]);
  void vault.kill(0);
  const late = grant();
  vault.say({ type: 'grant', request: 2, grant: late });
  expect(posted.length).toBe(2);
  expect(held(late)).toEqual([0]);
});

test('a vault that ended by itself just before it was to be killed counts as killed', async () => {
  child.pid = spawnSync(process.execPath, ['-e', '']).pid;
  const vault = new VaultHost(
    2,
    'vault.js',
    {},
    () => undefined,
    () => undefined,
  );
  await expect(vault.kill(0)).resolves.toBeUndefined();
  child.pid = undefined;
});
