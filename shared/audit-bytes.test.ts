import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUDIT_PURPOSES } from './audit-actions.ts';
import { decodeEntry, encodeEntry, readChainFields } from './audit-bytes.ts';
import { joinFields, splitFields, toHex } from './audit-fields.ts';
import { decodeHead, decodeSession, encodeHead, encodeSession, HEAD_KINDS } from './audit-statements.ts';
import type { AuditEntry } from './entry.ts';

const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const pseudonym = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toHex);
const uuid = fc.uuid();
const count = fc.maxSafeNat();
const token = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 64,
});
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const entryArb: fc.Arbitrary<AuditEntry> = fc.record({
  practice: uuid,
  workstation: uuid,
  seq: count,
  previous: digest,
  time: fc.record({ wall: count, boot: count, server: orNull(count) }),
  user: orNull(uuid),
  session: orNull(uuid),
  operation: token,
  action: fc.constantFrom(...AUDIT_ACTIONS),
  patients: fc.array(pseudonym, { maxLength: 64 }),
  object: orNull(token),
  purpose: orNull(fc.constantFrom(...AUDIT_PURPOSES)),
  reason: orNull(token),
  detail: orNull(digest),
  outcome: fc.constantFrom(...AUDIT_OUTCOMES),
  rows: count,
  policy: digest,
  appVersion: token,
});

describe('canonical bytes', () => {
  it('give back the same entry, and no two entries share them', () => {
    fc.assert(
      fc.property(entryArb, entryArb, (entry, other) => {
        expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
        expect(toHex(encodeEntry(entry)) === toHex(encodeEntry(other))).toBe(JSON.stringify(entry) === JSON.stringify(other));
      }),
    );
  });

  it('let the chain fields be read without the rest', () => {
    fc.assert(
      fc.property(entryArb, (entry) => {
        const fields = readChainFields(encodeEntry(entry));
        expect([fields.seq, toHex(fields.previous), fields.wall, fields.boot, fields.server]).toEqual([
          entry.seq,
          entry.previous,
          entry.time.wall,
          entry.time.boot,
          entry.time.server,
        ]);
      }),
    );
  });

  it('decode only what the encoder makes: whatever decodes encodes to the same bytes', () => {
    fc.assert(
      fc.property(entryArb, fc.nat(), fc.integer({ min: 1, max: 255 }), (entry, place, flip) => {
        const bytes = encodeEntry(entry);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        let decoded: AuditEntry;
        try {
          decoded = decodeEntry(bytes);
        } catch {
          return;
        }
        expect(toHex(encodeEntry(decoded))).toBe(toHex(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('refuse cut, extended and differently tagged bytes', () => {
    fc.assert(
      fc.property(entryArb, fc.nat(), (entry, cut) => {
        const bytes = encodeEntry(entry);
        expect(() => decodeEntry(bytes.subarray(0, cut % bytes.length))).toThrow();
        expect(() => decodeEntry(Uint8Array.of(...bytes, 0))).toThrow();
        expect(() => splitFields('anteroom-head/v1', bytes, 20)).toThrow('tag');
      }),
    );
  });

  it('can not shift a byte from one field to the next', () => {
    const text = (words: string) => new TextEncoder().encode(words);
    expect(toHex(joinFields('t', [text('ab'), text('c')]))).not.toBe(toHex(joinFields('t', [text('a'), text('bc')])));
    expect(toHex(joinFields('t', [null]))).not.toBe(toHex(joinFields('t', [text('')])));
    const pair = fc.array(orNull(fc.uint8Array({ maxLength: 6 })), { maxLength: 4 });
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const same = JSON.stringify(a.map((f) => f && [...f])) === JSON.stringify(b.map((f) => f && [...f]));
        expect(toHex(joinFields('t', a)) === toHex(joinFields('t', b))).toBe(same);
      }),
    );
  });

  it('round-trip certificates and heads, and a head of nobody names no session', () => {
    fc.assert(
      fc.property(
        uuid,
        uuid,
        digest,
        digest,
        count,
        fc.constantFrom(...HEAD_KINDS),
        (practice, session, root, previousHead, size, kind) => {
          const head = {
            practice,
            workstation: session,
            size,
            root,
            previousHead,
            kind,
            session: kind === 'device' ? null : session,
            wall: size,
          };
          expect(decodeHead(encodeHead(head))).toEqual(head);
          expect(() => decodeHead(encodeHead({ ...head, session: kind === 'device' ? session : null }))).toThrow('session of head');
          const publicKey = Uint8Array.from({ length: 32 }, (_, i) => i);
          const certificate = { practice, workstation: practice, user: session, session, notBefore: 1, notAfter: size, publicKey };
          expect(decodeSession(encodeSession(certificate))).toEqual(certificate);
        },
      ),
    );
  });
});
