import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { checkTotp, totpEnrolment } from './totp.ts';

/** The shared secret of the test vectors in RFC 6238, appendix B. */
const secret = Buffer.from('12345678901234567890');
const at = (seconds: number): number => seconds * 1000;
const codeAt = (seconds: number): string => generateSync({ secret, epoch: seconds });
const NOW = 1_111_111_109;
const STEP = Math.floor(NOW / 30);

describe('a code of the authenticator', () => {
  it('is the one RFC 6238 has for that time, in its last six digits', () => {
    const vectors: [number, string][] = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_234_567_890, '005924'],
      [20_000_000_000, '353130'],
    ];
    for (const [seconds, code] of vectors) {
      expect(checkTotp(secret, code, at(seconds), -1)).toEqual({ state: 'accepted', step: Math.floor(seconds / 30) });
    }
  });

  it('is read with blanks and hyphens as people type it', () => {
    for (const typed of ['081804', '081 804', ' 081-804 ', '0 8 1 8 0 4', '081\u00a0804']) {
      expect(checkTotp(secret, typed, at(NOW), -1)).toEqual({ state: 'accepted', step: STEP });
    }
  });

  it('is accepted one step early and one step late, and not two', () => {
    const states = [-2, -1, 0, 1, 2].map((steps) => checkTotp(secret, codeAt(NOW + steps * 30), at(NOW), -1).state);
    expect(states).toEqual(['wrong', 'accepted', 'accepted', 'accepted', 'wrong']);
  });

  it('counts once: the same one and every earlier one is used from then on', () => {
    expect(checkTotp(secret, codeAt(NOW), at(NOW), STEP)).toEqual({ state: 'used' });
    expect(checkTotp(secret, codeAt(NOW - 30), at(NOW), STEP)).toEqual({ state: 'used' });
    expect(checkTotp(secret, codeAt(NOW + 30), at(NOW), STEP)).toEqual({ state: 'accepted', step: STEP + 1 });
  });

  it('seen over a shoulder does not become valid by setting the clock back', () => {
    expect(checkTotp(secret, codeAt(NOW), at(NOW), STEP + 10)).toEqual({ state: 'used' });
    expect(checkTotp(secret, codeAt(NOW - 3_000), at(NOW - 3_000), STEP)).toEqual({ state: 'used' });
  });

  it('is wrong when it is another, too short, too long, in other digits, or no number', () => {
    for (const typed of ['081805', '08180', '0818044', '', 'abcdef', '٠٨١٨٠٤', '081804\u0000', '-'.repeat(10_000)]) {
      expect(checkTotp(secret, typed, at(NOW), -1)).toEqual({ state: 'wrong' });
    }
  });
});

describe('the enrolment', () => {
  it('has the 160 bits in base 32, and an address an authenticator reads', () => {
    const { uri, base32 } = totpEnrolment(secret, { practice: 'Clínica del Sol & Co', user: 'maria' });
    expect(base32).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const address = new URL(uri);
    expect(address.protocol).toBe('otpauth:');
    expect(address.searchParams.get('secret')).toBe(base32);
    expect(address.searchParams.get('issuer')).toBe('Clínica del Sol & Co');
    expect(decodeURIComponent(address.pathname)).toContain('maria');
  });
});
