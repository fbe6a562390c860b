import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { AuditLog } from '../audit/log.ts';
import { DESK_PACE } from '../gate/pace.ts';
import { newUserKeys } from '../keys/bundle.ts';
import { rawPrivateKey } from '../keys/curve25519.ts';
import { deriveKey } from '../keys/derive.ts';
import { packDevice } from '../keys/device.ts';
import { newRecoveryKit } from '../keys/recovery.ts';
import type { Grant } from './control.ts';
import { found } from './founding.ts';
import { openLedger } from './ledger-side.ts';
import { MainLine } from './main-line.ts';
import { OpenSession } from './session.ts';
import { provePerson } from './sign-in.ts';

/** A practice of one owner, whose account ends on 20 May 2031. */
const LAST_DAY = '2031-05-20';
const NOON = new Date(2031, 4, 20, 12).getTime();
const PASSWORD = 'seven walnut harbors';
const [ownerId, practiceId, workstationId] = [newId(), newId(), newId()];
const secret = randomBytes(32);
const device = { secret, signing: generateKeyPairSync('ed25519').privateKey, exchange: generateKeyPairSync('x25519').privateKey };

let folder: string;
const place = () => ({ folder, practiceId, workstationId, appVersion: '0', policyHash: 'a'.repeat(64) });
const ledgerKey = () => deriveKey(secret, 'ledger');
const grant = (): Grant => ({
  place: place(),
  userId: ownerId,
  factors: 'password',
  share: deriveKey(secret, 'share', ownerId),
  ledgerKey: ledgerKey(),
  deviceSigning: rawPrivateKey(device.signing),
  sessionHours: 12,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-ends-'));
  const kit = await newRecoveryKit('solo');
  const made = { ledgerKey: ledgerKey(), deviceSigning: rawPrivateKey(device.signing), deviceKeys: packDevice(device) };
  const typed = { practice: 'P', workstation: 'W', ownerName: 'O', signInName: 'owner', password: PASSWORD };
  await found(
    { ownerId, ...typed, keys: newUserKeys(), totpStep: -1, codes: [], recipient: kit.recipient },
    { place: place(), ...made, synthetic: true, sessionHours: 12 },
    NOON,
  );
  const { store, roll, within } = openLedger(folder, ledgerKey(), 'existing');
  within(() => roll.setRole(ownerId, 'owner', LAST_DAY));
  store.close();
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('nobody signs in on the day after their account ended, however right the password', async () => {
  vi.setSystemTime(new Date(2031, 4, 21, 0, 0, 1));
  await expect(provePerson(grant(), PASSWORD, undefined, Date.now())).rejects.toMatchObject({ code: 'sign-in-ended' });
  vi.setSystemTime(new Date(2031, 4, 20, 23, 59, 59));
  const entrant = await provePerson(grant(), PASSWORD, undefined, Date.now());
  entrant.ledger.store.close();
});

test('a session does not outlive its person’s last day: from midnight the gate answers nothing and main is told', async () => {
  vi.setSystemTime(NOON + 11 * 3_600_000);
  const said: unknown[] = [];
  const line = new MainLine({ on: () => undefined, postMessage: (word) => said.push(word) }, () => undefined);
  const entrant = await provePerson(grant(), PASSWORD, undefined, Date.now());
  const session = new OpenSession(entrant, line, DESK_PACE);
  session.setDeadline({ wall: NOON + 24 * 3_600_000, boot: Number.MAX_SAFE_INTEGER });
  const ask = () => session.answer({ id: 1, name: 'patient.search', input: { query: 'nobody' } });
  expect(await ask()).toMatchObject({ ok: true });
  vi.advanceTimersByTime(59 * 60_000);
  expect(await ask()).toMatchObject({ ok: true });
  expect(said).not.toContainEqual({ type: 'account-ended' });
  vi.advanceTimersByTime(60_000 + 250);
  expect(await ask()).toEqual({ ok: false, code: 'locked' });
  expect(await session.answer({ id: 2, name: 'preferences.read', input: {} })).toEqual({ ok: false, code: 'locked' });
  expect(said).toContainEqual({ type: 'account-ended' });
  session.end();
  entrant.ledger.store.close();
});

test('a page that asks for more than it is offered is refused, and the refusal stands in the log', async () => {
  vi.setSystemTime(NOON);
  const line = new MainLine({ on: () => undefined, postMessage: () => undefined }, () => undefined);
  const entrant = await provePerson(grant(), PASSWORD, undefined, Date.now());
  const session = new OpenSession(entrant, line, DESK_PACE);
  expect(session.refuse({ name: 'patient.open' })).toEqual({ ok: false, code: 'not-permitted' });
  expect(session.refuse({ name: 'no.such' })).toEqual({ ok: false, code: 'not-permitted' });
  session.end();
  expect(session.refuse({ name: 'patient.open' })).toEqual({ ok: false, code: 'audit-unavailable' });
  const { store } = entrant.ledger;
  const log = new AuditLog(store, {
    ...{ practice: practiceId, workstation: workstationId, appVersion: '0', policy: () => 'a'.repeat(64) },
    clock: () => ({ wall: Date.now(), boot: 0, server: null }),
  });
  const refused = log.read(0, log.size).filter(({ entry }) => entry.outcome === 'refused');
  expect(refused.map(({ entry }) => [entry.operation, entry.user])).toEqual([['patient.open', ownerId]]);
  store.close();
});
