import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey, keyId, PURPOSES, type Purpose } from './derive.ts';
import { frame } from './frame.ts';

const root = Buffer.alloc(32, 9);
const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Buffer =>
  parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();
const isPurpose = (name: string): name is Purpose => Object.hasOwn(PURPOSES, name);

describe('derived keys', () => {
  it('are HKDF-SHA256 by the text of RFC 5869: one extract, one block of expand', () => {
    const extracted = hmac(Buffer.from('anteroom/v1'), root);
    const expected = hmac(extracted, frame('anteroom/derive/v1', ['share', 'user-1']), Buffer.from([1]));
    expect(deriveKey(root, 'share', 'user-1')).toEqual(expected);
  });

  it('differ by root, purpose and subject', () => {
    const names = Object.keys(PURPOSES).filter(isPurpose);
    const made = [root, Buffer.alloc(32, 8)].flatMap((from) =>
      names.flatMap((purpose) => ['', 'a', 'b'].map((subject) => deriveKey(from, purpose, subject))),
    );
    expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(2 * names.length * 3);
    expect(made.every((key) => key.length === 32)).toBe(true);
  });

  it('stay the same for ever, or every store would be lost', () => {
    expect(deriveKey(root, 'ledger').toString('hex')).toBe('33c978df797f238ce689a2c1801de6f4d8dc0fd16379639b6447fcc212f1bd2a');
    expect(keyId(root)).toBe('ea2755d505c0f2506e3b8f2ee3db8f2fab79205330121162cddf754d957d0140');
  });

  it('are not made of a root that is too short', () => {
    expect(() => deriveKey(Buffer.alloc(31), 'ledger')).toThrow(RangeError);
  });
});
