import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type SecretService, type ServiceKind, startSecretService } from '../../test/keychain/secret-service.ts';
import { accountOf, KEYCHAIN_ITEMS, KEYCHAIN_SERVICE, openKeychain } from './keychain.ts';

const CLIENT = fileURLToPath(new URL('../../test/keychain/keychain-client.ts', import.meta.url));
const WORKSTATION = '0193-ws';
const SECRET = accountOf(WORKSTATION, KEYCHAIN_ITEMS.deviceSecret);

class Client {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
  constructor(env: Record<string, string>, patienceMs = 5_000) {
    this.child = spawn(process.execPath, [CLIENT, String(patienceMs)], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.lines = createInterface({ input: this.child.stdout });
  }
  async ask(request: object): Promise<unknown> {
    const answer = once(this.lines, 'line');
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const [line] = await answer;
    return JSON.parse(String(line));
  }
  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}

const clients: Client[] = [];
let service: SecretService | undefined;

const begin = async (kind: ServiceKind, patienceMs?: number): Promise<{ service: SecretService; client: Client }> => {
  service = await startSecretService(kind);
  return { service, client: join(service.env, patienceMs) };
};
const join = (env: Record<string, string>, patienceMs?: number): Client => {
  const client = new Client(env, patienceMs);
  clients.push(client);
  return client;
};
const keyIdIn = (answer: unknown): string => {
  expect(answer).toEqual({ state: 'ready', keyId: expect.stringMatching(/^[0-9a-f]{64}$/) });
  return typeof answer === 'object' && answer !== null && 'keyId' in answer ? String(answer.keyId) : '';
};

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
  await service?.stop();
  service = undefined;
});

describe('the names in the keychain', () => {
  it('are what they have always been: a change would make every workstation lose its keys', () => {
    expect(KEYCHAIN_SERVICE).toBe('Anteroom');
    expect(KEYCHAIN_ITEMS).toEqual({
      deviceSecret: 'device-secret',
      deviceSigning: 'device-signing',
      deviceExchange: 'device-exchange',
      auditAnchor: 'audit-anchor',
      failedTries: 'failed-tries',
    });
    expect(accountOf('W', KEYCHAIN_ITEMS.deviceSecret)).toBe('W/device-secret');
    expect(accountOf('W', KEYCHAIN_ITEMS.failedTries, 'U')).toBe('W/failed-tries/U');
  });
});

describe('a keychain that works', () => {
  it('keeps an item for the next process, and says absent of one that never was or is removed', async () => {
    const { service, client } = await begin('encrypted');
    const account = accountOf(WORKSTATION, KEYCHAIN_ITEMS.auditAnchor);
    expect(await client.ask({ call: 'read', account })).toEqual({ state: 'absent' });
    expect(await client.ask({ call: 'write', account, value: 'anchor 7' })).toEqual({ state: 'kept' });
    const next = join(service.env);
    expect(await next.ask({ call: 'read', account })).toEqual({ state: 'ready', value: 'anchor 7' });
    expect(await next.ask({ call: 'remove', account })).toEqual({ state: 'kept' });
    expect(await next.ask({ call: 'remove', account })).toEqual({ state: 'kept' });
    expect(await client.ask({ call: 'read', account })).toEqual({ state: 'absent' });
    expect(service.filesText()).not.toContain('anchor 7');
  });

  it('makes a device once, gives the same one at every start, and the same to all who ask at once', async () => {
    const { service, client } = await begin('encrypted');
    const made = await client.ask({ call: 'create-together', workstation: WORKSTATION });
    const [first, ...others] = Array.isArray(made) ? made : [];
    const id = keyIdIn(first);
    expect(others).toEqual([first, first]);
    expect(await join(service.env).ask({ call: 'load', workstation: WORKSTATION, keyId: id })).toEqual({ state: 'ready', keyId: id });
    const together = await client.ask({
      call: 'read-together',
      accounts: Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? SECRET : 'other')),
    });
    expect(Array.isArray(together) && together.filter((answer) => answer.state === 'ready').length).toBe(50);
    expect(Array.isArray(together) && together.filter((answer) => answer.state === 'absent').length).toBe(50);
  });
});

describe('a keychain that can not be believed', () => {
  it('a locked keyring, which answers "nothing there", is unreadable and never absent, and no key is made in it', async () => {
    const { service, client } = await begin('encrypted');
    const id = keyIdIn(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false }));
    service.lock();
    expect(await client.ask({ call: 'load', workstation: WORKSTATION, keyId: id })).toEqual({ state: 'unreadable', reason: 'locked' });
    expect(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false })).toEqual({
      state: 'unreadable',
      reason: 'locked',
    });
    expect(await client.ask({ call: 'create', workstation: 'another', storeExists: false })).toEqual({
      state: 'unreadable',
      reason: 'locked',
    });
  });

  it('a key in a keyring that was opened only for the second question is there, and never absent', async () => {
    const { client } = await begin('encrypted');
    await client.ask({ call: 'write', account: SECRET, value: 'kept' });
    expect(await client.ask({ call: 'read-after-prompt', account: SECRET })).toEqual({ state: 'ready', value: 'kept' });
    expect(await client.ask({ call: 'read-after-prompt', account: 'never' })).toEqual({ state: 'absent' });
  });

  it('a key that is gone is absent, and while a store exists no new one is made', async () => {
    const { client } = await begin('encrypted');
    const id = keyIdIn(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false }));
    await client.ask({ call: 'remove', account: SECRET });
    expect(await client.ask({ call: 'load', workstation: WORKSTATION, keyId: id })).toEqual({ state: 'absent' });
    expect(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: true })).toEqual({ state: 'absent' });
    expect(await client.ask({ call: 'read', account: SECRET })).toEqual({ state: 'absent' });
  });

  it('another key than the one the store was made with is changed, and is left as it is', async () => {
    const { client } = await begin('encrypted');
    const id = keyIdIn(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false }));
    const other = `anteroom1:${Buffer.alloc(32, 7).toString('base64url')}`;
    await client.ask({ call: 'write', account: SECRET, value: other });
    expect(await client.ask({ call: 'load', workstation: WORKSTATION, keyId: id })).toEqual({ state: 'changed' });
    expect(await client.ask({ call: 'secret', workstation: WORKSTATION, keyId: id })).toEqual({ state: 'changed' });
    expect(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false })).toEqual({ state: 'changed' });
    expect(await client.ask({ call: 'read', account: SECRET })).toEqual({ state: 'ready', value: other });
  });

  it('a key that is too short, all zeros or of another shape is weak', async () => {
    const { client } = await begin('encrypted');
    const values = [
      'hunter2',
      `anteroom1:${Buffer.alloc(16, 7).toString('base64url')}`,
      `anteroom1:${Buffer.alloc(32).toString('base64url')}`,
      'anteroom2:x',
    ];
    for (const value of values) {
      await client.ask({ call: 'write', account: SECRET, value });
      expect(await client.ask({ call: 'load', workstation: WORKSTATION, keyId: 'any' })).toEqual({ state: 'weak', reason: 'malformed' });
    }
  });

  it('a keyring without a password, whose file is in clear, is weak and gets nothing', async () => {
    const { service, client } = await begin('plain');
    expect(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false })).toEqual({
      state: 'weak',
      reason: 'plain-keyring',
    });
    expect(service.filesText()).not.toContain('anteroom1');
  });

  it('a session without a Secret Service, or without D-Bus, is weak', async () => {
    const { service, client } = await begin('none');
    const weak = { state: 'weak', reason: 'no-secret-service' };
    expect(await client.ask({ call: 'read', account: SECRET })).toEqual(weak);
    expect(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false })).toEqual(weak);
    const { DBUS_SESSION_BUS_ADDRESS: _, ...busless } = service.env;
    expect(await join(busless).ask({ call: 'read', account: SECRET })).toEqual(weak);
  });

  it('a keyring that never answers is unreadable when patience ends, and ready when it answers again', async () => {
    const { service, client } = await begin('encrypted', 400);
    const id = keyIdIn(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false }));
    expect(await client.ask({ call: 'held' })).toBe(false);
    service.freeze();
    const silent = { state: 'unreadable', reason: 'no-answer' };
    expect(await client.ask({ call: 'load', workstation: WORKSTATION, keyId: id })).toEqual(silent);
    expect(await client.ask({ call: 'read-together', accounts: ['a', 'b', 'c', 'd', 'e', 'f'] })).toEqual(
      Array.from({ length: 6 }, () => silent),
    );
    expect(await client.ask({ call: 'held' })).toBe(true);
    service.thaw();
    await expect.poll(() => client.ask({ call: 'load', workstation: WORKSTATION, keyId: id })).toEqual({ state: 'ready', keyId: id });
    expect(await client.ask({ call: 'held' })).toBe(false);
  });

  it('a keyring that was killed gives the key back when it is started again', async () => {
    const { service, client } = await begin('encrypted');
    const id = keyIdIn(await client.ask({ call: 'create', workstation: WORKSTATION, storeExists: false }));
    await service.kill();
    const gone = await client.ask({ call: 'load', workstation: WORKSTATION, keyId: id });
    expect(gone).toMatchObject({ state: expect.stringMatching(/^(weak|unreadable)$/) });
    await service.start();
    expect(await join(service.env).ask({ call: 'load', workstation: WORKSTATION, keyId: id })).toEqual({ state: 'ready', keyId: id });
  });

  it('a value too large for Credential Manager is refused before anything is asked', async () => {
    await expect(openKeychain(100).write('any', 'x'.repeat(2_001))).rejects.toThrow(RangeError);
    await expect(openKeychain(100).write('any', '')).rejects.toThrow(RangeError);
  });
});
