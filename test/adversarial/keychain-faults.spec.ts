import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type SecretService, startSecretService } from '../keychain/secret-service.ts';
import { seriousFindings } from '../support/axe.ts';
import { isAlive, startBareWorkstation, until } from '../support/bare-workstation.ts';
import { accountIn, askKeychain } from '../support/key-ring.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { given, newFolder, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** Law 7, never guess about keys: whatever the keychain says, no new key is made over an old practice, and a person is told what is wrong. */
let keychain: SecretService;
let folder: string;

test.beforeAll(async () => {
  keychain = await startSecretService('encrypted');
  folder = newFolder();
  const station = await startWorkstation(folder, [], keychain.env);
  await found(station);
  await station.close();
});
test.afterAll(async () => {
  await keychain.stop();
});

/** What a start with this practice folder ends in. */
const brokenBy = async (): Promise<string | null> => {
  const station = await startWorkstation(folder, [], keychain.env);
  try {
    const door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).not.toBe('starting');
    return (await given(door, 'door.status', {})).broken;
  } finally {
    await end(station);
  }
};

/** A keychain that holds a call holds an ordinary end of the process too. */
const end = async (station: TestWorkstation): Promise<void> => {
  station.app.process().kill('SIGKILL');
  await station.close().catch(() => undefined);
};

const secret = () => accountIn(folder, 'device-secret');

test('a device secret that is gone is told, and none is made in its place', async () => {
  const before = await askKeychain(keychain.env, secret(), { call: 'read' });
  await askKeychain(keychain.env, secret(), { call: 'remove' });
  expect(await brokenBy()).toBe('key-absent');
  expect((await askKeychain(keychain.env, secret(), { call: 'read' })).state).toBe('absent');
  await askKeychain(keychain.env, secret(), { call: 'write', value: before.value ?? '' });
  expect(await brokenBy()).toBeNull();
});

test('another device secret is told from the one the practice was made with, and so is one that is none', async () => {
  const before = await askKeychain(keychain.env, secret(), { call: 'read' });
  const other = `anteroom1:${Buffer.alloc(32, 9).toString('base64url')}`;
  await askKeychain(keychain.env, secret(), { call: 'write', value: other });
  expect(await brokenBy()).toBe('key-changed');
  expect((await askKeychain(keychain.env, secret(), { call: 'read' })).value).toBe(other);
  await askKeychain(keychain.env, secret(), { call: 'write', value: 'hello' });
  expect(await brokenBy()).toBe('key-weak');
  await askKeychain(keychain.env, secret(), { call: 'write', value: before.value ?? '' });
});

test('a start that waits for its keyring says so in the look the door was last seen in, and goes on once it is answered', async () => {
  const look = join(folder, 'look.json');
  writeFileSync(look, JSON.stringify({ language: 'es', theme: 'dark' }));
  keychain.freeze();
  const station = await startWorkstation(folder, [], keychain.env);
  try {
    const door = await station.page('unlock');
    await expect(door.getByText('Si esta computadora pide su llavero, responda allí.')).toBeVisible();
    await expect(door.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(door.getByText(OWNER.ownerName)).toHaveCount(0);
    expect(await seriousFindings(door)).toEqual([]);
    keychain.thaw();
    await expect(door.getByText(OWNER.ownerName)).toBeVisible();
    await expect(door.getByRole('button', { name: 'Iniciar sesión', exact: true })).toBeVisible();
  } finally {
    keychain.thaw();
    rmSync(look);
    await end(station);
  }
});

test('a locked keyring and one that is not there are told apart, and the practice opens again once it is back', async () => {
  keychain.lock();
  expect(await brokenBy()).toBe('key-unreadable');
  await keychain.kill();
  expect(await brokenBy()).toBe('key-weak');
  await keychain.start();
  expect(await brokenBy()).toBeNull();
});

test('a keyring that is locked while the workstation runs lets nobody in, and nothing is lost', async () => {
  const own = await startSecretService('encrypted');
  const station = await startWorkstation(newFolder(), [], own.env);
  try {
    const { secret: totp, desk } = await found(station);
    sayLast(desk, 'session.lock', {});
    const door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
    own.lock();
    const userId = (await given(door, 'door.status', {})).people[0]?.userId;
    const asked = { userId, password: OWNER.password, code: await codeFor(totp, 1) };
    const answer = await door.evaluate((input) => Reflect.get(window, 'clinic')['door.sign-in'](input), asked);
    expect(answer).toEqual({ ok: false, code: 'key-unreadable' });
    expect((await given(door, 'door.status', {})).state).toBe('locked');
  } finally {
    await end(station);
    await own.stop();
  }
});

test('a keyring that stops answering does not keep main from replacing itself', async () => {
  test.setTimeout(150_000);
  const own = await startSecretService('encrypted');
  const station = await startBareWorkstation([], newFolder(), own.env);
  try {
    const { desk } = await found(station);
    const old = station.mainPid();
    own.freeze();
    sayLast(desk, 'session.lock', {});
    await until('the end of the old main', async () => (old !== undefined && isAlive(old) ? undefined : true), 60_000);
    await station.detach();
    own.thaw();
    await station.attach();
    const door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
    expect(station.mainPid()).not.toBe(old);
  } finally {
    await station.close();
    await own.stop();
  }
});
