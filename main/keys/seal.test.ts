import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../shared/failure.ts';
import { open, peekHeader, seal, sealingKey } from './seal.ts';

const key = sealingKey(Buffer.alloc(32, 1));
const refused = (work: () => unknown): void => {
  let thrown: unknown;
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown).toMatchObject({ code: 'key-altered' });
};

describe('a sealed envelope', () => {
  it('opens to what was sealed, with its header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 60 }), (plaintext, header) => {
        const envelope = seal(key, header, plaintext);
        expect(peekHeader(envelope)).toEqual(Buffer.from(header));
        expect(open(key, envelope)).toEqual({ header: Buffer.from(header), plaintext: Buffer.from(plaintext) });
      }),
    );
  });

  it('does not open with any one bit flipped, wherever it is', () => {
    const envelope = seal(key, Buffer.from('header'), Buffer.from('thirty-two bytes of a records key'));
    for (let bit = 0; bit < envelope.length * 8; bit += 1) {
      const altered = Buffer.from(envelope);
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      refused(() => open(key, altered));
    }
  });

  it('does not open cut short, lengthened, with the header of another, or with another key', () => {
    const envelope = seal(key, Buffer.from('user=a'), Buffer.from('secret'));
    const other = seal(key, Buffer.from('user=b'), Buffer.from('secret'));
    const headerEnd = 8 + 'user=a'.length;
    for (let length = 0; length < envelope.length; length += 1) refused(() => open(key, envelope.subarray(0, length)));
    refused(() => open(key, Buffer.concat([envelope, Buffer.from([0])])));
    refused(() => open(key, Buffer.concat([other.subarray(0, headerEnd), envelope.subarray(headerEnd)])));
    refused(() => open(sealingKey(Buffer.alloc(32, 2)), envelope));
  });

  it('never repeats a nonce or a ciphertext', () => {
    const made = Array.from({ length: 200 }, () => seal(key, Buffer.alloc(0), Buffer.from('same')).toString('hex'));
    expect(new Set(made).size).toBe(200);
  });

  it('refuses a key of another length and a header over 64 KiB', () => {
    expect(() => sealingKey(Buffer.alloc(16))).toThrow(RangeError);
    expect(() => seal(key, Buffer.alloc(64 * 1024 + 1), Buffer.alloc(0))).toThrow(RangeError);
  });
});
