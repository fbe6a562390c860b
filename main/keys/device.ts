import { type KeyObject, randomBytes } from 'node:crypto';
import { newPrivateKey, privateKeyOf, rawPrivateKey, rawPublicKey } from './curve25519.ts';
import { keyId } from './derive.ts';
import {
  accountOf,
  type ItemAnswer,
  KEYCHAIN_ITEMS,
  type Keychain,
  type KeychainItem,
  type Unreadable,
  type WriteAnswer,
} from './keychain.ts';
import type { Weakness } from './keychain-weakness.ts';
import { wipe } from './wipe.ts';

/**
 * The keys of a workstation, each an item of its own in the OS keychain: the device secret (Kdev) and the private halves of the device's identity. They are made once, at
 * set-up, and never again: whatever the keychain says later, a key is never replaced on its word.
 */

/** The five answers about a key. Only `ready` carries one; `changed` is a key that isn't the one this store was made with. */
export type KeyAnswer =
  | { readonly state: 'ready'; readonly secret: Buffer }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly reason: Unreadable }
  | { readonly state: 'changed' }
  | { readonly state: 'weak'; readonly reason: Weakness };

export type Device = {
  /** 32 bytes; stays in the main process. */
  readonly secret: Buffer;
  /** Ed25519: signs requests and tree heads. */
  readonly signing: KeyObject;
  /** X25519: receives sealed keys. */
  readonly exchange: KeyObject;
};

export type DeviceAnswer = { readonly state: 'ready'; readonly device: Device } | Exclude<KeyAnswer, { state: 'ready' }>;

/** What the workstation wrote down about its keys when they were made: public. `keyId` stands in workstation.json, the public halves (raw, 32 bytes) in the ledger. */
export type DeviceMarks = { readonly keyId: string; readonly signingPublic?: Uint8Array; readonly exchangePublic?: Uint8Array };

const KEY_BYTES = 32;
const VALUE = /^anteroom1:([\w-]{43})$/u;

/** The bytes themselves are read, not a copy that nobody would wipe. */
const written = (key: Uint8Array): string => `anteroom1:${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('base64url')}`;

const keyIn = (answer: ItemAnswer): KeyAnswer => {
  if (answer.state !== 'ready') return answer;
  const encoded = VALUE.exec(answer.value)?.[1];
  const secret = encoded === undefined ? undefined : Buffer.from(encoded, 'base64url');
  const sound = secret?.length === KEY_BYTES && secret.some((byte) => byte !== 0);
  return secret !== undefined && sound ? { state: 'ready', secret } : { state: 'weak', reason: 'malformed' };
};

const readKey = async (keychain: Keychain, workstationId: string, item: KeychainItem): Promise<KeyAnswer> =>
  keyIn(await keychain.read(accountOf(workstationId, item)));

/** The device secret alone; `changed` if it isn't the one whose id the workstation wrote down. The caller wipes it. */
export const readDeviceSecret = async (keychain: Keychain, workstationId: string, expectedKeyId: string): Promise<KeyAnswer> => {
  const answer = await readKey(keychain, workstationId, KEYCHAIN_ITEMS.deviceSecret);
  if (answer.state !== 'ready' || keyId(answer.secret) === expectedKeyId) return answer;
  wipe(answer.secret);
  return { state: 'changed' };
};

const isOther = (key: KeyObject, expectedPublic: Uint8Array | undefined): boolean =>
  expectedPublic !== undefined && !rawPublicKey(key).equals(expectedPublic);

/** All keys of this workstation, or the first answer that is not `ready`. Never makes or changes anything. */
export const loadDevice = async (keychain: Keychain, workstationId: string, marks: DeviceMarks): Promise<DeviceAnswer> => {
  const secret = await readDeviceSecret(keychain, workstationId, marks.keyId);
  if (secret.state !== 'ready') return secret;
  const identity = await loadIdentity(keychain, workstationId, marks).catch((error: unknown) => {
    wipe(secret.secret);
    throw error;
  });
  if (identity.state === 'ready') return { state: 'ready', device: { secret: secret.secret, ...identity.keys } };
  wipe(secret.secret);
  return identity;
};

type IdentityAnswer = { readonly state: 'ready'; readonly keys: Omit<Device, 'secret'> } | Exclude<KeyAnswer, { state: 'ready' }>;

const loadIdentity = async (keychain: Keychain, workstationId: string, marks: DeviceMarks): Promise<IdentityAnswer> => {
  const read: Buffer[] = [];
  try {
    const signing = await readKey(keychain, workstationId, KEYCHAIN_ITEMS.deviceSigning);
    if (signing.state !== 'ready') return signing;
    read.push(signing.secret);
    const exchange = await readKey(keychain, workstationId, KEYCHAIN_ITEMS.deviceExchange);
    if (exchange.state !== 'ready') return exchange;
    read.push(exchange.secret);
    const keys = { signing: privateKeyOf('ed25519', signing.secret), exchange: privateKeyOf('x25519', exchange.secret) };
    const changed = isOther(keys.signing, marks.signingPublic) || isOther(keys.exchange, marks.exchangePublic);
    return changed ? { state: 'changed' } : { state: 'ready', keys };
  } finally {
    wipe(...read);
  }
};

/**
 * Makes the keys of a new workstation, at set-up. Only where the keychain has proven that it has no device secret of this name, and only if `storeExists` is false;
 * otherwise the answer is what stands in the way (`changed` for a key that is already there). Each key is read back before it counts; a set-up that fails half way
 * leaves no item behind that could be taken for a key. Asked twice at once, it makes one device and gives it to both.
 */
export const createDevice = (keychain: Keychain, workstationId: string, storeExists: boolean): Promise<DeviceAnswer> => {
  const making = underWay.get(workstationId);
  if (making !== undefined) return making;
  const made = makeDevice(keychain, workstationId, storeExists).finally(() => underWay.delete(workstationId));
  underWay.set(workstationId, made);
  return made;
};

const underWay = new Map<string, Promise<DeviceAnswer>>();

const makeDevice = async (keychain: Keychain, workstationId: string, storeExists: boolean): Promise<DeviceAnswer> => {
  const found = await readKey(keychain, workstationId, KEYCHAIN_ITEMS.deviceSecret);
  if (found.state === 'ready') {
    wipe(found.secret);
    return { state: 'changed' };
  }
  if (found.state !== 'absent' || storeExists) return found;
  const device: Device = { secret: randomBytes(KEY_BYTES), signing: newPrivateKey('ed25519'), exchange: newPrivateKey('x25519') };
  const kept = await keepDevice(keychain, workstationId, device);
  if (kept.state === 'kept') return { state: 'ready', device };
  wipe(device.secret);
  await forgetDevice(keychain, workstationId);
  return kept;
};

/** All private keys of a device in one piece, for the recovery kit: secret, signing, exchange, 32 bytes each. The caller wipes it. */
export const packDevice = (device: Device): Buffer => {
  const signing = rawPrivateKey(device.signing);
  const exchange = rawPrivateKey(device.exchange);
  const packed = Buffer.concat([device.secret, signing, exchange]);
  wipe(signing, exchange);
  return packed;
};

/** The device secret of a packed device: a view, wiped with it. */
export const deviceSecretIn = (packed: Uint8Array): Uint8Array => packed.subarray(0, KEY_BYTES);

/**
 * Puts the keys that the recovery kit brought back into the keychain. They are believed only when the secret is the one whose id the workstation wrote down; a keychain that can't be
 * read or written gives its answer instead. `packed` is wiped.
 */
export const restoreDevice = async (
  keychain: Keychain,
  workstationId: string,
  packed: Uint8Array,
  expectedKeyId: string,
): Promise<DeviceAnswer> => {
  try {
    if (packed.length !== 3 * KEY_BYTES || keyId(deviceSecretIn(packed)) !== expectedKeyId) return { state: 'changed' };
    const found = await readKey(keychain, workstationId, KEYCHAIN_ITEMS.deviceSecret);
    if (found.state === 'unreadable') return found;
    const device: Device = {
      secret: Buffer.from(deviceSecretIn(packed)),
      signing: privateKeyOf('ed25519', packed.subarray(KEY_BYTES, 2 * KEY_BYTES)),
      exchange: privateKeyOf('x25519', packed.subarray(2 * KEY_BYTES)),
    };
    const kept = await keepDevice(keychain, workstationId, device);
    if (kept.state === 'kept') return { state: 'ready', device };
    wipe(device.secret);
    return kept;
  } finally {
    wipe(packed);
  }
};

/** The device secret goes last: where it stands, the other two stand. */
const keepDevice = async (keychain: Keychain, workstationId: string, device: Device): Promise<WriteAnswer> => {
  const signing = rawPrivateKey(device.signing);
  const exchange = rawPrivateKey(device.exchange);
  const items: readonly [KeychainItem, Buffer][] = [
    [KEYCHAIN_ITEMS.deviceSigning, signing],
    [KEYCHAIN_ITEMS.deviceExchange, exchange],
    [KEYCHAIN_ITEMS.deviceSecret, device.secret],
  ];
  try {
    for (const [item, key] of items) {
      const kept = await keychain.write(accountOf(workstationId, item), written(key));
      if (kept.state !== 'kept') return kept;
    }
    return { state: 'kept' };
  } finally {
    wipe(signing, exchange);
  }
};

/** Removes the keys of a workstation, and the anchor of its log: after a set-up that failed, or when the workstation is retired. Answers whether the keychain did. */
export const forgetDevice = async (keychain: Keychain, workstationId: string): Promise<boolean> => {
  const items = [KEYCHAIN_ITEMS.deviceSecret, KEYCHAIN_ITEMS.deviceSigning, KEYCHAIN_ITEMS.deviceExchange, KEYCHAIN_ITEMS.auditAnchor];
  const removed = await Promise.all(items.map((item) => keychain.remove(accountOf(workstationId, item))));
  return removed.every(({ state }) => state === 'kept');
};
