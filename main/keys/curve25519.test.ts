import { sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newPrivateKey, privateKeyOf, publicKeyOf, rawPrivateKey, rawPublicKey } from './curve25519.ts';

describe('Curve25519 keys', () => {
  it('have the public half that RFC 7748 (6.1) and RFC 8032 (7.1) give for their private half', () => {
    const x = privateKeyOf('x25519', Buffer.from('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a', 'hex'));
    expect(rawPublicKey(x).toString('hex')).toBe('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a');
    const ed = privateKeyOf('ed25519', Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'));
    expect(rawPublicKey(ed).toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  });

  it('go to raw bytes and back', () => {
    for (const curve of ['ed25519', 'x25519'] as const) {
      const key = newPrivateKey(curve);
      expect(privateKeyOf(curve, rawPrivateKey(key)).equals(key)).toBe(true);
      expect(rawPublicKey(publicKeyOf(curve, rawPublicKey(key)))).toEqual(rawPublicKey(key));
    }
    const signing = newPrivateKey('ed25519');
    const signature = sign(null, Buffer.from('head'), signing);
    expect(verify(null, Buffer.from('head'), publicKeyOf('ed25519', rawPublicKey(signing)), signature)).toBe(true);
  });

  it('have 32 bytes or are refused', () => {
    expect(() => privateKeyOf('x25519', Buffer.alloc(31))).toThrow(RangeError);
    expect(() => publicKeyOf('ed25519', Buffer.alloc(33))).toThrow(RangeError);
  });
});
