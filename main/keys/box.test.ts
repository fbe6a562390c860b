import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBox, sealBox } from './box.ts';
import { newPrivateKey, rawPrivateKey, rawPublicKey } from './curve25519.ts';
import { unframe } from './frame.ts';
import { openWith, sealTo } from './sealed-to.ts';

const maria = newPrivateKey('x25519');
const ernst = newPrivateKey('x25519');
const header = { userId: 'maria', workstationId: 'w1', epoch: 3 };
const recordsKey = Buffer.alloc(32, 0xab);
const box = await sealBox(header, rawPublicKey(maria), recordsKey);
const altered = { code: 'key-altered' };

describe('a box', () => {
  it('gives the records key to its user on its workstation', async () => {
    expect(await openBox(header, maria, box)).toEqual(recordsKey);
    expect(box.includes(recordsKey)).toBe(false);
  });

  it('gives it to no other user, workstation or epoch', async () => {
    await expect(openBox(header, ernst, box)).rejects.toMatchObject(altered);
    await expect(openBox({ ...header, userId: 'ernst' }, maria, box)).rejects.toMatchObject(altered);
    await expect(openBox({ ...header, workstationId: 'w2' }, maria, box)).rejects.toMatchObject(altered);
    await expect(openBox({ ...header, epoch: 4 }, maria, box)).rejects.toMatchObject(altered);
  });

  it('does not open with any one bit flipped', async () => {
    for (let bit = 0; bit < box.length * 8; bit += 37) {
      const bad = Buffer.from(box);
      bad.writeUInt8(bad.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await expect(openBox(header, maria, bad)).rejects.toMatchObject(altered);
    }
  });

  it('holds a records key of 32 bytes and nothing else', async () => {
    expect(() => sealBox(header, rawPublicKey(maria), Buffer.alloc(31))).toThrow(RangeError);
  });
});

describe('a blob sealed to its author', () => {
  it('opens for the author alone, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 50 }), async (draft, about) => {
        const sealed = await sealTo(rawPublicKey(maria), about, draft);
        expect(await openWith(maria, about, sealed)).toEqual(Buffer.from(draft));
        await expect(openWith(ernst, about, sealed)).rejects.toMatchObject(altered);
      }),
      { numRuns: 20 },
    );
  });

  it('is HPKE as RFC 9180 has it: another user of the suite opens it from its parts', async () => {
    const sealed = await sealTo(rawPublicKey(maria), Buffer.from('about'), Buffer.from('draft'));
    const [about, enc, ct] = unframe('anteroom/sealed-to/v1', 3, sealed) ?? [];
    const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
    const recipientKey = await suite.kem.deserializePrivateKey(rawPrivateKey(maria));
    const info = Buffer.from('anteroom/sealed-to/v1');
    const plain = await suite.open({ recipientKey, enc: enc ?? Buffer.alloc(0), info }, ct ?? Buffer.alloc(0), about);
    expect(Buffer.from(plain).toString()).toBe('draft');
  });

  it('is not sealed to a public key of low order or of another length', async () => {
    await expect(sealTo(Buffer.alloc(32), Buffer.from(''), Buffer.from('x'))).rejects.toThrow();
    await expect(sealTo(Buffer.alloc(31, 1), Buffer.from(''), Buffer.from('x'))).rejects.toThrow();
  });
});
