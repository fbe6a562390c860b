import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey } from './derive.ts';
import { frame } from './frame.ts';
import { calibrate, checkKdfParams, costFor, deriveKek, KDF_FLOOR, type KdfParams, passwordBytes } from './kek.ts';

const floor: KdfParams = { ...KDF_FLOOR, salt: Buffer.alloc(16, 3) };
const share = deriveKey(Buffer.alloc(32, 1), 'share', 'user');
const kekOf = async (over: Partial<{ password: string; share: Buffer; params: KdfParams; userId: string }> = {}): Promise<string> => {
  const password = Buffer.from(over.password ?? 'correct horse battery');
  const key = await deriveKek({ password, share: over.share ?? share, params: over.params ?? floor, userId: over.userId ?? 'user' });
  return key.export().toString('hex');
};

describe('the key that seals a bundle', () => {
  it('is HKDF over the Argon2id hash, which agrees with an independent implementation, and the share', async () => {
    const hash = argon2Sync('argon2id', {
      message: Buffer.from('correct horse battery'),
      nonce: floor.salt,
      memory: floor.memoryKiB,
      passes: floor.passes,
      parallelism: floor.lanes,
      tagLength: 32,
    });
    expect(await kekOf()).toBe(deriveKey(frame('anteroom/kek/v1', [hash, share]), 'kek', 'user').toString('hex'));
  });

  it('depends on the password, the device, the salt, the cost and the user', async () => {
    const all = await Promise.all([
      kekOf(),
      kekOf({ password: 'correct horse batterz' }),
      kekOf({ share: deriveKey(Buffer.alloc(32, 2), 'share', 'user') }),
      kekOf({ params: { ...floor, salt: Buffer.alloc(16, 4) } }),
      kekOf({ params: { ...floor, passes: 4 } }),
      kekOf({ userId: 'other' }),
    ]);
    expect(new Set(all).size).toBe(all.length);
    expect(await kekOf()).toBe(all[0]);
  });

  it('is not derived with less than the floor, more than the ceiling, or a short salt', async () => {
    const bad: Partial<KdfParams>[] = [
      { memoryKiB: 8 * 1024 },
      { memoryKiB: 64 * 1024 - 1 },
      { memoryKiB: 4 * 1024 * 1024 },
      { passes: 2 },
      { passes: 1_000_000 },
      { passes: 3.5 },
      { lanes: 0 },
      { lanes: 255 },
      { salt: Buffer.alloc(8) },
    ];
    for (const change of bad) {
      expect(() => checkKdfParams({ ...floor, ...change })).toThrow('key-floor');
      await expect(kekOf({ params: { ...floor, ...change } })).rejects.toMatchObject({ code: 'key-floor' });
    }
  });
});

describe('the cost of a password', () => {
  it('grows with the machine, in memory first, and never falls below the floor', () => {
    expect(costFor(2_000)).toEqual({ memoryKiB: 64 * 1024, passes: 3, lanes: 4 });
    expect(costFor(500)).toEqual({ memoryKiB: 64 * 1024, passes: 3, lanes: 4 });
    expect(costFor(300)).toEqual({ memoryKiB: 64 * 1024, passes: 5, lanes: 4 });
    expect(costFor(150)).toEqual({ memoryKiB: 128 * 1024, passes: 5, lanes: 4 });
    expect(costFor(100)).toEqual({ memoryKiB: 256 * 1024, passes: 3, lanes: 4 });
    expect(costFor(0)).toEqual({ memoryKiB: 256 * 1024, passes: 12, lanes: 4 });
    for (let ms = 1; ms < 3_000; ms += 7) expect(() => checkKdfParams({ ...costFor(ms), salt: floor.salt })).not.toThrow();
  });

  it('is measured on this machine with a fresh salt each time', async () => {
    const one = await calibrate();
    checkKdfParams(one);
    expect((await calibrate()).salt.equals(one.salt)).toBe(false);
  });
});

describe('the bytes of a typed password', () => {
  it('are the same however the keyboard composed them, and the typed buffer is wiped', () => {
    const composed = Buffer.from('contrase\u00f1a larga \uFB01n');
    const decomposed = Buffer.from('contrasen\u0303a larga fin');
    expect(passwordBytes(composed)).toEqual(passwordBytes(decomposed));
    expect(composed.every((byte) => byte === 0)).toBe(true);
    const ascii = Buffer.from('plain ascii words');
    expect(passwordBytes(ascii).toString()).toBe('plain ascii words');
    expect(ascii.every((byte) => byte === 0)).toBe(true);
  });

  it('keep blanks and accept 256 characters of any script, and refuse more, none, and malformed text', () => {
    expect(passwordBytes(Buffer.from('  a  ')).toString()).toBe('  a  ');
    expect(passwordBytes(Buffer.from('🔑'.repeat(256))).length).toBe(1024);
    for (const bad of [Buffer.from('x'.repeat(257)), Buffer.from('é'.repeat(257)), Buffer.alloc(0), Buffer.from([0xff, 0x41])]) {
      expect(() => passwordBytes(bad)).toThrow('bad-input');
    }
  });
});
