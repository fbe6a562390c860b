import { sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newPrivateKey, publicKeyOf, rawPublicKey } from './curve25519.ts';
import { isCertified, newSessionKey } from './session-key.ts';

const user = newPrivateKey('ed25519');
const claim = { practiceId: 'p1', workstationId: 'w1', userId: 'maria', sessionId: 's1', since: 1_800_000_000_000 };

describe('a session key', () => {
  it("is certified by its user's key, seen with the public half alone", () => {
    const { key, certificate } = newSessionKey(user, claim);
    expect(isCertified(certificate, publicKeyOf('ed25519', rawPublicKey(user)))).toBe(true);
    const signature = sign(null, Buffer.from('head'), key);
    expect(verify(null, Buffer.from('head'), publicKeyOf('ed25519', certificate.sessionPublic), signature)).toBe(true);
  });

  it('is new for every session', () => {
    expect(newSessionKey(user, claim).certificate.sessionPublic).not.toEqual(newSessionKey(user, claim).certificate.sessionPublic);
  });

  it('is not certified for another claim, another session key, or by another user', () => {
    const { certificate } = newSessionKey(user, claim);
    const others = { practiceId: 'p2', workstationId: 'w2', userId: 'ernst', sessionId: 's2', since: claim.since + 1 };
    for (const change of Object.entries(others)) {
      expect(isCertified({ ...certificate, claim: { ...claim, ...Object.fromEntries([change]) } }, user)).toBe(false);
    }
    expect(isCertified({ ...certificate, sessionPublic: rawPublicKey(newPrivateKey('ed25519')) }, user)).toBe(false);
    expect(isCertified(certificate, newPrivateKey('ed25519'))).toBe(false);
    expect(isCertified({ ...certificate, claim: { ...claim, userId: 'maria\u0000', sessionId: '1' } }, user)).toBe(false);
  });
});
