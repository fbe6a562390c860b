import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { fakeSpooler } from '../support/fake-spooler.ts';
import { accountIn, askKeychain } from '../support/key-ring.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { ask, given, NO_LISTS, newFolder, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** What a stranger at the door learns, and what a meddler with files or keychain gets: nothing, until somebody who may do so has decided. */
const refusal = async (station: TestWorkstation, who: { signInName: string } | { userId: string }): Promise<unknown> => {
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  sayLast(door, 'door.sign-in', { ...who, password: 'not what anybody chose', code: '000000' });
  await expect.poll(() => door.isClosed(), { timeout: 20_000 }).toBe(true);
  const next = await station.page('unlock');
  await expect.poll(async () => (await given(next, 'door.status', {})).state).toBe('locked');
  return (await given(next, 'door.status', {})).refused;
};

const stateOf = async (station: TestWorkstation): Promise<string | undefined> =>
  (await given(await station.page('unlock'), 'door.status', {}).catch(() => null))?.broken ?? undefined;

const register = (desk: Page, familyName: string) =>
  given(desk, 'patient.register', { details: { familyName, birthDate: '1970-01-02' }, lists: NO_LISTS });

test('a name nobody has is refused like a wrong password, its vault dies, and typed names are slowed down together', async () => {
  test.setTimeout(180_000);
  const station = await startWorkstation();
  const { desk } = await found(station);
  const { userId } = await given(desk, 'session.status', {});
  sayLast(desk, 'session.lock', {});
  expect(await refusal(station, { signInName: 'nobody-here' })).toEqual({ code: 'sign-in-failed', seconds: 0, userId: null });
  expect(await refusal(station, { signInName: OWNER.signInName })).toMatchObject({ code: 'sign-in-failed', seconds: 0 });
  expect(await refusal(station, { signInName: 'nobody-else' })).toMatchObject({ code: 'sign-in-failed', userId: null });
  // Three failures with typed names: now a name waits, whether anybody has it or not; whoever is chosen from the list does not.
  expect(await refusal(station, { signInName: OWNER.signInName })).toMatchObject({ code: 'barred', userId: null });
  expect(await refusal(station, { signInName: 'nobody-here' })).toMatchObject({ code: 'barred', userId: null });
  expect(await refusal(station, { userId })).toMatchObject({ code: 'sign-in-failed', userId });
  await station.close();
});

test('older records beside the present ledger, or an anchor taken from the keychain, let nobody in before the owner has decided', async () => {
  test.setTimeout(240_000);
  const station = await startWorkstation();
  const { desk, secret, recoveryCodes } = await found(station);
  await register(desk, 'Before');
  await expect.poll(() => existsSync(join(station.folder, 'outage-list.sealed')), { timeout: 30_000 }).toBe(true);
  await station.close();
  const copy = newFolder();
  cpSync(station.folder, copy, { recursive: true, filter: (path) => !path.includes('chromium') });

  const later = await startWorkstation(station.folder);
  const door = await later.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password, code: await codeFor(secret, 1) });
  await register(await later.page('workspace'), 'After');
  await later.close();

  const records = readdirSync(station.folder).filter((name) => name.startsWith('records'));
  for (const name of records) rmSync(join(station.folder, name));
  for (const name of readdirSync(copy).filter((file) => file.startsWith('records.db')))
    cpSync(join(copy, name), join(station.folder, name));

  const mixed = await startWorkstation(station.folder);
  const locked = await mixed.page('unlock');
  await expect.poll(async () => (await given(locked, 'door.status', {})).state).toBe('locked');
  const fresh = await laterCode(secret);
  sayLast(locked, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password, code: fresh });
  await expect.poll(() => stateOf(mixed), { timeout: 20_000 }).toBe('store-older');
  await mixed.close();

  // The bar outlives a restart, before any password is typed.
  const spooler = fakeSpooler(['Front-Desk']);
  const barred = await startWorkstation(station.folder, [], { ANTEROOM_SPOOLER: spooler.folder });
  await expect.poll(() => stateOf(barred), { timeout: 20_000 }).toBe('store-older');
  const [one = '', two = '', three = ''] = recoveryCodes;
  const { people } = await given(await barred.page('unlock'), 'door.status', {});
  expect(people.map(({ name }) => name)).toEqual([OWNER.ownerName]);
  // The ledger is the newest there is, so it knows the newest list for outages; printing it opens nothing and decides nothing.
  const list = { day: '', printer: 'Front-Desk', language: 'en', password: OWNER.password } as const;
  const first = await barred.page('unlock');
  const [day = ''] = (await given(first, 'door.outage-list', {})).days;
  sayLast(first, 'door.print-outage-list', { ...list, day, signInName: OWNER.signInName, code: three });
  await expect.poll(() => spooler.last() !== undefined, { timeout: 20_000 }).toBe(true);
  await expect
    .poll(async () => (await given(await barred.page('unlock', first), 'door.status', {}).catch(() => null))?.outage)
    .toBe('printed');
  expect(await stateOf(barred)).toBe('store-older');
  const decision = { userId: people[0]?.userId, password: OWNER.password, reason: 'disk-fault' } as const;
  sayLast(await barred.page('unlock'), 'door.decide-rollback', { ...decision, code: one });
  await expect.poll(async () => (await given(await barred.page('unlock'), 'door.status', {}).catch(() => null))?.state).toBe('locked');
  await barred.close();

  const after = await startWorkstation(station.folder);
  const again = await after.page('unlock');
  await expect.poll(async () => (await given(again, 'door.status', {})).state).toBe('locked');
  sayLast(again, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password, code: two });
  const open = await after.page('workspace');
  const { lines } = await given(open, 'audit.search', { action: 'audit.rollback-decision' });
  expect(lines).toMatchObject([{ by: OWNER.ownerName, object: 'records', reason: 'disk-fault' }]);
  expect((await given(open, 'audit.search', { action: 'audit.alert' })).lines).toMatchObject([
    { object: 'records' },
    { object: 'records', reason: 'store-older' },
  ]);
  await register(open, 'Onward');
  await after.close();

  expect(await askKeychain({}, accountIn(station.folder, 'audit-anchor'), { call: 'remove' })).toEqual({ state: 'kept' });
  const bare = await startWorkstation(station.folder);
  await expect.poll(() => stateOf(bare), { timeout: 20_000 }).toBe('store-older');
  // Here nobody knows whether the ledger is the newest: it may not know the newest list, nor who was removed since.
  const doubtful = await bare.page('unlock');
  const who = { signInName: OWNER.signInName, code: '000000' };
  expect(await ask(doubtful, 'door.print-outage-list', { ...list, ...who, day })).toEqual({ ok: false, code: 'store-older' });
  expect(await ask(doubtful, 'door.sign-in', { ...who, password: OWNER.password })).toEqual({ ok: false, code: 'store-older' });
  await bare.close();
});

/** A code counts once: waits until one comes that was not given yet. */
let newest = 0;
const laterCode = async (secret: string): Promise<string> => {
  const stepNow = () => Math.floor(Date.now() / 30_000) + 1;
  newest = Math.max(newest, Math.floor(Date.now() / 30_000) + 1);
  const used = newest;
  await expect.poll(stepNow, { timeout: 40_000, intervals: [1_000] }).toBeGreaterThan(used);
  newest = stepNow();
  return codeFor(secret, 1);
};
