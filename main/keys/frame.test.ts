import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Field, frame, frameNumber, frameText, unframe } from './frame.ts';

const field: fc.Arbitrary<Field> = fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat(), fc.maxSafeNat(), fc.uint8Array({ maxLength: 40 }));

describe('framed fields', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 6 }), (fields) => {
        const back = unframe('d', fields.length, frame('d', fields));
        expect(back?.length).toBe(fields.length);
        for (const [index, value] of fields.entries()) {
          const bytes = back?.[index];
          if (typeof value === 'number') expect(frameNumber(bytes)).toBe(value);
          else if (typeof value === 'string') expect(frameText(bytes)).toBe(value);
          else expect(bytes).toEqual(Buffer.from(value));
        }
      }),
    );
  });

  it('two different lists never have the same bytes: a letter can not be moved to the neighbour', () => {
    expect(frame('d', ['ab', 'c'])).not.toEqual(frame('d', ['a', 'bc']));
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (one, other) => {
        expect(frame('d', one).equals(frame('d', other))).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('are refused under another domain, with another count, cut short or with a byte too many', () => {
    const bytes = frame('d', ['a', 1]);
    expect(unframe('e', 2, bytes)).toBeUndefined();
    expect(unframe('d', 1, bytes)).toBeUndefined();
    expect(unframe('d', 3, bytes)).toBeUndefined();
    for (let length = 0; length < bytes.length; length += 1) expect(unframe('d', 2, bytes.subarray(0, length))).toBeUndefined();
    expect(unframe('d', 2, Buffer.concat([bytes, Buffer.from([0])]))).toBeUndefined();
    expect(unframe('d', 2, Buffer.from('ffffffff', 'hex'))).toBeUndefined();
  });

  it('hold only numbers that are safe, whole and not negative', () => {
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => frame('d', [bad])).toThrow(RangeError);
    expect(frameNumber(Buffer.alloc(7))).toBeUndefined();
    expect(frameNumber(Buffer.alloc(8, 0xff))).toBeUndefined();
    expect(frameNumber(undefined)).toBeUndefined();
    expect(frameText(Buffer.from([0xc3, 0x28]))).toBeUndefined();
  });
});
