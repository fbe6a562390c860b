import { hkdfSync } from 'node:crypto';
import { frame } from './frame.ts';

/**
 * Every key that is derived from another one, by purpose. The list is closed: a purpose is added here or there is no such key. A purpose is never
 * renamed, because its name is in the bytes the key is made of.
 */
export const PURPOSES = {
  ledger: 'SQLCipher key of ledger.db; root: the device secret',
  mailbox: 'SQLCipher key of mailbox.db; root: the device secret',
  id: 'key id in workstation.json, public; root: the device secret',
  share: "the device's share in a user's KEK, subject: user id; root: the device secret",
  tries: 'MAC key of the failed-try counts in the keychain; root: the device secret',
  anchor: 'MAC key of the audit anchor in the keychain; root: the device secret',
  kek: "key that seals a user's bundle, subject: user id; root: the password's Argon2id hash and the device's share",
  draft: "key that seals a person's drafts; root: the person's X25519 private key",
  'sign-ins': 'key that seals remembered sign-ins while main replaces itself; root: the device secret',
  pseudonym: 'key of patient pseudonyms in the audit log; root: the practice secret kept in records.db',
  'outage-list':
    'key of the keyed hash by which a day list for outages is known to be unchanged; root: the practice secret kept in records.db',
  question: 'key of the keyed hash of a search in the audit log; root: the practice secret kept in records.db',
} as const satisfies Record<string, string>;

export type Purpose = keyof typeof PURPOSES;

const KEY_BYTES = 32;
const SALT = Buffer.from('anteroom/v1', 'utf8');

/**
 * HKDF-SHA256 (RFC 5869): 32 bytes for one purpose and, where the purpose has one, one subject. The caller wipes the result.
 * `root` has at least 32 bytes of keying material; RangeError otherwise.
 */
export const deriveKey = (root: Uint8Array, purpose: Purpose, subject = ''): Buffer => {
  if (root.byteLength < KEY_BYTES) throw new RangeError('a root key has at least 32 bytes');
  return Buffer.from(hkdfSync('sha256', root, SALT, frame('anteroom/derive/v1', [purpose, subject]), KEY_BYTES));
};

/** The id of a device secret: public, 64 lower-case hex digits, tells a changed key from a damaged store. */
export const keyId = (deviceSecret: Uint8Array): string => deriveKey(deviceSecret, 'id').toString('hex');
