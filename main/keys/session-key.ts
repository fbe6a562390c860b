import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { newPrivateKey, rawPublicKey } from './curve25519.ts';
import { frame } from './frame.ts';

/** Who a session key speaks for, where, and since when (epoch milliseconds). */
export type SessionClaim = {
  readonly practiceId: string;
  readonly workstationId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly since: number;
};

export type SessionCertificate = { readonly claim: SessionClaim; readonly sessionPublic: Buffer; readonly signature: Buffer };

const certified = (claim: SessionClaim, sessionPublic: Uint8Array): Buffer =>
  frame('anteroom/session-key/v1', [claim.practiceId, claim.workstationId, claim.userId, claim.sessionId, claim.since, sessionPublic]);

/** A key for one session: Ed25519, never stored; the user's own key signs only this certificate at unlock, the session key signs heads of the log until lock. */
export const newSessionKey = (userSigningKey: KeyObject, claim: SessionClaim): { key: KeyObject; certificate: SessionCertificate } => {
  const key = newPrivateKey('ed25519');
  const sessionPublic = rawPublicKey(key);
  return { key, certificate: { claim, sessionPublic, signature: sign(null, certified(claim, sessionPublic), userSigningKey) } };
};

/** Whether the user of this signing key (public or private half) certified exactly this claim and session key. */
export const isCertified = (certificate: SessionCertificate, userSigningKey: KeyObject): boolean =>
  verify(
    null,
    certified(certificate.claim, certificate.sessionPublic),
    userSigningKey.type === 'private' ? createPublicKey(userSigningKey) : userSigningKey,
    certificate.signature,
  );
