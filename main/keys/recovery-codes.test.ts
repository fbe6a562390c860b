import { describe, expect, it } from 'vitest';
import { findRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

const { codes, hashed } = newRecoveryCodes('maria');
const at = (index: number): string => codes[index] ?? '';

describe('recovery codes', () => {
  it('are ten, of 80 bits each, all different, and kept only hashed', () => {
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const kept = JSON.stringify(hashed);
    for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''));
    expect(new Set(hashed.map((entry) => entry.salt.toString('hex'))).size).toBe(10);
  });

  it('are found as typed: small letters, blanks, and O or l for 0 or 1', () => {
    for (const index of codes.keys()) expect(findRecoveryCode('maria', at(index), hashed)).toBe(index);
    const sloppy = at(3).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(findRecoveryCode('maria', sloppy, hashed)).toBe(3);
  });

  it('are used once: taken from the list, a code is not found again', () => {
    const left = hashed.filter((_, index) => index !== 4);
    expect(findRecoveryCode('maria', at(4), left)).toBe(-1);
    expect(findRecoveryCode('maria', at(5), left)).toBe(4);
  });

  it("are nobody else's, and nothing else is one", () => {
    expect(findRecoveryCode('ernst', at(0), hashed)).toBe(-1);
    for (const typed of ['', '0000-0000-0000-0000', at(0).slice(0, -1), `${at(0)}0`, at(0) + at(1)]) {
      expect(findRecoveryCode('maria', typed, hashed)).toBe(-1);
    }
    expect(findRecoveryCode('maria', at(0), [])).toBe(-1);
  });
});
