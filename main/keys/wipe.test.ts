import { describe, expect, it } from 'vitest';
import { wipe, wiping } from './wipe.ts';

describe('wiping', () => {
  it('zeroes every buffer, and nothing else', () => {
    const one = Buffer.alloc(8, 1);
    const other = new Uint8Array(4).fill(2);
    wipe(one, undefined, other);
    expect([...one, ...other].every((byte) => byte === 0)).toBe(true);
  });

  it('happens after the work, whether it succeeds, throws or is still to settle', async () => {
    const secret = Buffer.alloc(8, 1);
    expect(wiping(secret, (held) => held[0])).toBe(1);
    expect(secret).toEqual(Buffer.alloc(8));

    const thrown = Buffer.alloc(8, 1);
    expect(() =>
      wiping(thrown, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(thrown).toEqual(Buffer.alloc(8));

    const later = Buffer.alloc(8, 1);
    const work = wiping(later, async (held) => {
      await Promise.resolve();
      return held[0];
    });
    expect(later).toEqual(Buffer.alloc(8, 1));
    expect(await work).toBe(1);
    expect(later).toEqual(Buffer.alloc(8));

    const failed = Buffer.alloc(8, 1);
    await expect(wiping(failed, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(failed).toEqual(Buffer.alloc(8));
  });
});
