import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { newPrivateKey, rawPublicKey } from './curve25519.ts';
import { headerOf, openFor, sealFor } from './sealed-for.ts';

const [maria, ernst, wei] = [newPrivateKey('x25519'), newPrivateKey('x25519'), newPrivateKey('x25519')];
const [mariaId, ernstId, weiId] = [newId(), newId(), newId()];
const people = [
  { userId: mariaId, exchangePublic: rawPublicKey(maria) },
  { userId: ernstId, exchangePublic: rawPublicKey(ernst) },
];
const [header, words] = [Buffer.from('about what'), Buffer.from('García at nine')];
const sealed = await sealFor(people, header, words);
const altered = { code: 'key-altered' };

describe('what is sealed for several people', () => {
  it('opens for each of them with their own key, and says under which header', async () => {
    expect(headerOf(sealed)).toEqual(header);
    expect(await openFor(mariaId, maria, sealed)).toEqual({ header, plaintext: words });
    expect(await openFor(ernstId, ernst, sealed)).toEqual({ header, plaintext: words });
    expect(sealed.includes(words)).toBe(false);
  });

  it('has nothing for anybody else, and nothing for one of them with another’s key', async () => {
    expect(await openFor(weiId, wei, sealed)).toBeNull();
    await expect(openFor(mariaId, ernst, sealed)).rejects.toMatchObject(altered);
    await expect(openFor(ernstId, wei, sealed)).rejects.toMatchObject(altered);
  });

  it('does not open with a box taken from another sealing, nor under another header', async () => {
    const other = await sealFor(people, Buffer.from('about else'), words);
    const at = (bytes: Buffer) => bytes.indexOf('ANT1');
    const mixed = Buffer.concat([sealed.subarray(0, at(sealed)), other.subarray(at(other))]);
    await expect(openFor(mariaId, maria, mixed)).rejects.toMatchObject(altered);
    const renamed = Buffer.from(sealed);
    renamed.write('About', renamed.indexOf('about what'));
    await expect(openFor(mariaId, maria, renamed)).rejects.toMatchObject(altered);
  });

  it('does not open with any one bit of it flipped, or cut', async () => {
    for (let at = 0; at < sealed.length; at += 7) {
      const bad = Buffer.from(sealed);
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
      const opened = await openFor(mariaId, maria, bad).catch((error: unknown) => error);
      // a changed box of somebody else is none of hers, and a changed name leaves her none
      if (opened !== null && typeof opened === 'object' && 'plaintext' in opened) expect(opened).toEqual({ header, plaintext: words });
      else if (opened !== null) expect(opened).toMatchObject(altered);
      await expect(openFor(mariaId, maria, sealed.subarray(0, at))).rejects.toMatchObject(altered);
    }
  });

  it('seals the same words differently each time', async () => {
    expect((await sealFor(people, header, words)).equals(sealed)).toBe(false);
  });
});
