import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryKeychain } from '../../test/support/memory-keychain.ts';
import { newPrivateKey, rawPublicKey } from './curve25519.ts';
import { keyId } from './derive.ts';
import { type Device, loadDevice, packDevice, restoreDevice } from './device.ts';
import { accountOf, type ItemAnswer, KEYCHAIN_ITEMS, type Keychain, type KeychainItem } from './keychain.ts';

/** What is left of a device's secret in memory where the device is not given out. Every buffer that was ever made of it is watched. */
const WORKSTATION = 'ws';
let device: Device;
let copies: Buffer[];
beforeEach(() => {
  device = { secret: randomBytes(32), signing: newPrivateKey('ed25519'), exchange: newPrivateKey('x25519') };
  const secret = device.secret.toString('hex');
  copies = [];
  const from: (...args: Parameters<typeof Buffer.from>) => Buffer<ArrayBuffer> = Buffer.from;
  vi.spyOn(Buffer, 'from').mockImplementation((...args: Parameters<typeof Buffer.from>) => {
    const made = from(...args);
    if (made.toString('hex') === secret && made.buffer !== device.secret.buffer) copies.push(made);
    return made;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const account = (item: KeychainItem): string => accountOf(WORKSTATION, item);

/** Keeps items in memory; the account named answers what it is told to. */
const keychainWith = (items: Map<string, string>, odd?: { account: string; says: ItemAnswer }): Keychain => {
  const usual = memoryKeychain(items);
  return {
    ...usual,
    read: async (asked) => (asked === odd?.account ? odd.says : usual.read(asked)),
    write: async (asked, value) => (asked === odd?.account ? { state: 'unreadable', reason: 'write-not-kept' } : usual.write(asked, value)),
  };
};

const kept = async (): Promise<Map<string, string>> => {
  const items = new Map<string, string>();
  const answer = await restoreDevice(keychainWith(items), WORKSTATION, packDevice(device), keyId(device.secret));
  expect(answer.state).toBe('ready');
  if (answer.state === 'ready') expect(answer.device.secret.equals(device.secret)).toBe(true);
  copies.length = 0;
  return items;
};
const wiped = (): void => {
  expect(copies.length).toBeGreaterThan(0);
  for (const copy of copies) expect(copy.some((byte) => byte !== 0)).toBe(false);
};

test.each([KEYCHAIN_ITEMS.deviceSigning, KEYCHAIN_ITEMS.deviceExchange])(
  'a device whose %s can not be read leaves no secret behind',
  async (item) => {
    const says: ItemAnswer = { state: 'unreadable', reason: 'locked' };
    const keychain = keychainWith(await kept(), { account: account(item), says });
    expect(await loadDevice(keychain, WORKSTATION, { keyId: keyId(device.secret) })).toEqual(says);
    wiped();
  },
);

test('a device with another identity than the one written down leaves no secret behind', async () => {
  const marks = { keyId: keyId(device.secret), signingPublic: rawPublicKey(newPrivateKey('ed25519')) };
  expect(await loadDevice(keychainWith(await kept()), WORKSTATION, marks)).toEqual({ state: 'changed' });
  wiped();
});

test('a device that is whole is given out with its secret', async () => {
  const answer = await loadDevice(keychainWith(await kept()), WORKSTATION, { keyId: keyId(device.secret) });
  expect(answer.state === 'ready' && answer.device.secret.equals(device.secret)).toBe(true);
});

test.each(Object.values(KEYCHAIN_ITEMS).slice(0, 3))(
  'a device whose %s the keychain does not take back leaves no secret behind',
  async (item) => {
    const says: ItemAnswer = { state: 'absent' };
    const keychain = keychainWith(new Map(), { account: account(item), says });
    const answer = await restoreDevice(keychain, WORKSTATION, packDevice(device), keyId(device.secret));
    expect(answer).toEqual({ state: 'unreadable', reason: 'write-not-kept' });
    wiped();
  },
);
