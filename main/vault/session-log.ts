import { createPublicKey, type KeyObject } from 'node:crypto';
import { HeadSigner } from '../audit/head.ts';
import type { AuditLog } from '../audit/log.ts';
import { beginSession } from '../audit/session-key.ts';
import { privateKeyOf } from '../keys/curve25519.ts';
import { ledgerLog } from './ledger-log.ts';
import type { Proven } from './sign-in.ts';

/** The log as one signed-in person writes it: entries on the vault's own connection, heads by the device and by a session key which that person certified. */
export interface SessionLog {
  readonly log: AuditLog;
  readonly signer: HeadSigner;
  readonly devicePublic: KeyObject;
}

/** Opens a session in the log. The device's private key is wiped from the grant; the signer keeps it as a KeyObject. */
export const openSessionLog = ({ grant, person, ledger, keys }: Proven, sessionId: string, now: number): SessionLog => {
  const { place } = grant;
  const about = { practice: place.practiceId, workstation: place.workstationId };
  const log = ledgerLog(ledger, place);
  const deviceKey = privateKeyOf('ed25519', grant.deviceSigning);
  grant.deviceSigning.fill(0);
  const signer = new HeadSigner(ledger.store, { ...about, deviceKey, now: Date.now });
  const notAfter = now + grant.sessionHours * 3_600_000;
  signer.open(beginSession(keys.signing, { ...about, user: person.user_id, session: sessionId, notBefore: now, notAfter }));
  return { log, signer, devicePublic: createPublicKey(deviceKey) };
};
