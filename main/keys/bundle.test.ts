import { describe, expect, it } from 'vitest';
import { type BundleHeader, newUserKeys, openBundle, readBundleHeader, rewrapBundle, sealBundle, type Unlocking } from './bundle.ts';
import { rawPublicKey } from './curve25519.ts';
import { deriveKey } from './derive.ts';
import { frame } from './frame.ts';
import { KDF_FLOOR, type KdfParams } from './kek.ts';
import { open, peekHeader } from './seal.ts';

const params = { ...KDF_FLOOR, salt: Buffer.alloc(16, 5) };
const first: BundleHeader = { userId: 'maria', practiceId: 'p1', version: 1, params };
const expected = { userId: 'maria', practiceId: 'p1', newestSeen: 1 };
const unlocking = (password = 'five unrelated words here', device = 1): Unlocking => ({
  password: Buffer.from(password),
  share: deriveKey(Buffer.alloc(32, device), 'share', 'maria'),
});
const keys = newUserKeys();
const bundle = await sealBundle(first, keys, unlocking());

/** The same envelope with some bytes of its header replaced, all lengths right. */
const withHeader = (header: Buffer): Buffer => {
  const old = peekHeader(bundle);
  expect(header.length).toBe(old.length);
  const altered = Buffer.from(bundle);
  header.copy(altered, 8);
  return altered;
};
const headerOf = (over: Partial<BundleHeader>, cost: Partial<KdfParams> = {}): Buffer => {
  const made = { ...first, ...over, params: { ...params, ...cost } };
  return frame('anteroom/bundle/v1', [
    made.userId,
    made.practiceId,
    made.version,
    made.params.memoryKiB,
    made.params.passes,
    made.params.lanes,
    made.params.salt,
  ]);
};

describe("a user's bundle", () => {
  it('gives the same keys back to the right password on the right device', async () => {
    const opened = await openBundle(bundle, expected, unlocking());
    expect(opened.header).toEqual(first);
    expect(opened.keys.exchange.equals(keys.exchange)).toBe(true);
    expect(opened.keys.signing.equals(keys.signing)).toBe(true);
    expect(opened.keys.totpSecret).toEqual(keys.totpSecret);
    expect(keys.totpSecret).toHaveLength(20);
    expect(rawPublicKey(keys.exchange)).not.toEqual(rawPublicKey(keys.signing));
  });

  it('does not open with another password, or on another device with the right one', async () => {
    await expect(openBundle(bundle, expected, unlocking('five unrelated words hers'))).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(openBundle(bundle, expected, unlocking(undefined, 2))).rejects.toMatchObject({ code: 'sign-in-failed' });
  });

  it('keeps its keys under a new password, which raises the version; the old bundle is refused from then on', async () => {
    const next = await rewrapBundle(first, keys, unlocking('another five words entirely'), { ...params, salt: Buffer.alloc(16, 6) });
    expect(next.header.version).toBe(2);
    const opened = await openBundle(next.bundle, { ...expected, newestSeen: 2 }, unlocking('another five words entirely'));
    expect(opened.keys.exchange.equals(keys.exchange)).toBe(true);
    await expect(openBundle(next.bundle, expected, unlocking())).rejects.toMatchObject({ code: 'sign-in-failed' });
    await expect(openBundle(bundle, { ...expected, newestSeen: 2 }, unlocking())).rejects.toMatchObject({ code: 'key-older' });
  });

  it('with its version number raised by hand does not open', async () => {
    await expect(openBundle(withHeader(headerOf({ version: 2 })), { ...expected, newestSeen: 2 }, unlocking())).rejects.toMatchObject({
      code: 'sign-in-failed',
    });
  });

  it('with its header edited to 8 MiB of Argon2 is refused before the password is used', async () => {
    const weak = withHeader(headerOf({}, { memoryKiB: 8 * 1024 }));
    expect(() => readBundleHeader(weak)).toThrow('key-floor');
    await expect(openBundle(weak, expected, unlocking())).rejects.toMatchObject({ code: 'key-floor' });
    await expect(openBundle(withHeader(headerOf({}, { passes: 1 })), expected, unlocking())).rejects.toMatchObject({ code: 'key-floor' });
    await expect(openBundle(withHeader(headerOf({}, { memoryKiB: 64 * 1024 * 1024 })), expected, unlocking())).rejects.toMatchObject({
      code: 'key-floor',
    });
  });

  it('of another user or practice is refused, also when its header is edited to say otherwise', async () => {
    await expect(openBundle(bundle, { ...expected, userId: 'ernst' }, unlocking())).rejects.toMatchObject({ code: 'key-altered' });
    await expect(openBundle(bundle, { ...expected, practiceId: 'p2' }, unlocking())).rejects.toMatchObject({ code: 'key-altered' });
    await expect(
      openBundle(withHeader(headerOf({ userId: 'ernst' })), { ...expected, userId: 'ernst' }, unlocking()),
    ).rejects.toMatchObject({ code: 'sign-in-failed' });
  });

  it('cut short, or not one at all, is refused', async () => {
    await expect(openBundle(bundle.subarray(0, 40), expected, unlocking())).rejects.toMatchObject({ code: 'key-altered' });
    await expect(openBundle(Buffer.alloc(0), expected, unlocking())).rejects.toMatchObject({ code: 'key-altered' });
    await expect(openBundle(bundle.subarray(0, bundle.length - 1), expected, unlocking())).rejects.toMatchObject({
      code: 'sign-in-failed',
    });
  });

  it('shows nothing of the keys in its bytes', () => {
    expect(bundle.includes(keys.totpSecret)).toBe(false);
    expect(() => open(keys.exchange, bundle)).toThrow();
  });
});
