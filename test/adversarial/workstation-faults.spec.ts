import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runtime } from '../../build/setup/runtime.ts';
import { FAILURES } from '../../shared/failure.ts';
import { flipBit } from '../faults/damage.ts';
import { found, OWNER } from '../support/people.ts';
import { ask, given, NO_LISTS, newFolder, sayLast, startWorkstation } from '../support/workstation.ts';

/** Files that were meddled with are told by a code; nothing is shown from them, and nothing is made, mended or removed on their account. */
const PACKAGED = join(import.meta.dirname, '..', 'support', 'packaged.cjs');

let folder: string;
let userId: string;
let recoveryCodes: readonly string[];

test.beforeAll(async () => {
  const station = await startWorkstation();
  folder = station.folder;
  const { desk, ...practice } = await found(station);
  recoveryCodes = practice.recoveryCodes;
  userId = (await given(desk, 'session.status', {})).userId;
  await given(desk, 'patient.register', { details: { familyName: 'Okafor', givenName: 'Ada', birthDate: '1970-01-02' }, lists: NO_LISTS });
  await station.close();
});

const statusAt = async (practice: string): Promise<{ readonly state: string; readonly broken: string | null }> => {
  const station = await startWorkstation(practice);
  try {
    const door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).not.toBe('starting');
    const { state, broken } = await given(door, 'door.status', {});
    return { state, broken };
  } finally {
    await station.close();
  }
};

const copyOf = (practice: string): string => {
  const copy = newFolder();
  cpSync(practice, copy, { recursive: true, filter: (path) => !path.includes('chromium') && !path.includes('logs') });
  return copy;
};

/** A copy of the practice in which this was meddled with. It has the keychain's items in common with the original. */
const meddled = (meddle: (practice: string) => void): string => {
  const copy = copyOf(folder);
  meddle(copy);
  return copy;
};

const stores = (practice: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(practice)
      .filter((name) => /\.(?:db|json|age)$/.test(name))
      .map((name) => [name, readFileSync(join(practice, name)).toString('base64')]),
  );

for (const [what, code, meddle] of [
  ['whose card is missing', 'store-missing', (practice: string) => rmSync(join(practice, 'workstation.json'))],
  ['whose card is no card', 'store-damaged', (practice: string) => writeFileSync(join(practice, 'workstation.json'), '{"format":1')],
  [
    'whose card names another key',
    'key-changed',
    (practice: string) => {
      const card = join(practice, 'workstation.json');
      writeFileSync(card, readFileSync(card, 'utf8').replace(/"keyId": "[0-9a-f]{8}/, '"keyId": "00000000'));
    },
  ],
  [
    'whose card names another workstation',
    'key-absent',
    (practice: string) => {
      const card = join(practice, 'workstation.json');
      const other = readFileSync(card, 'utf8').replace(/("workstationId": ")[0-9a-f]{8}/, '$100000000');
      // Its machine is named under the workstation's own name.
      writeFileSync(card, other.replace(/,\s*"machine": "[0-9a-f]{64}"/, ''));
    },
  ],
  [
    'that was made on another machine',
    'machine-changed',
    (practice: string) => {
      const card = join(practice, 'workstation.json');
      writeFileSync(card, readFileSync(card, 'utf8').replace(/("machine": ")[0-9a-f]{8}/, '$100000000'));
    },
  ],
  ['whose ledger is missing', 'store-missing', (practice: string) => rmSync(join(practice, 'ledger.db'))],
] as const) {
  test(`a practice ${what} is not opened, and not begun anew`, async () => {
    const practice = meddled(meddle);
    const before = stores(practice);
    expect(await statusAt(practice)).toEqual({ state: 'broken', broken: code });
    expect(stores(practice)).toEqual(before);
  });
}

/** The middle of the file, so that it is a page of content and not the header. */
const flipInside = (file: string): void => flipBit(file, Math.floor(statSync(file).size / 2) + 100, 3);
const withoutLog = (practice: string, store: string): void => {
  for (const tail of ['-wal', '-shm']) rmSync(join(practice, `${store}${tail}`), { force: true });
};

test('a flipped bit in the ledger is seen before anybody can sign in', async () => {
  const practice = meddled((copy) => flipInside(join(copy, 'ledger.db')));
  expect(await statusAt(practice)).toEqual({ state: 'broken', broken: 'store-damaged' });
});

test('a flipped bit in the records is seen at the sign-in, before anything is shown', async () => {
  const practice = meddled((copy) => {
    withoutLog(copy, 'records.db');
    flipInside(join(copy, 'records.db'));
  });
  const station = await startWorkstation(practice);
  try {
    const door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
    sayLast(door, 'door.sign-in', { userId, password: OWNER.password, code: recoveryCodes[0] ?? '' });
    await expect.poll(() => door.isClosed(), { timeout: 20_000 }).toBe(true);
    expect((await given(await station.page('unlock'), 'door.status', {})).refused?.code).toBe('store-damaged');
  } finally {
    await station.close();
  }
});

test('an older copy of the files is seen at the start, before a password is asked', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  await station.close();
  expect(desk.isClosed()).toBe(true);
  const older = copyOf(station.folder);
  expect((await statusAt(station.folder)).broken).toBeNull();
  const later = await startWorkstation(station.folder);
  const door = await later.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  const refused = await ask(door, 'door.sign-in', { signInName: 'nobody', password: 'whatever it is', code: '000000' });
  expect(refused).toEqual({ ok: false, code: 'sign-in-failed' });
  await later.close();
  expect((await statusAt(older)).broken).toBe('store-older');
  expect((await statusAt(station.folder)).broken).toBeNull();
});

test('a package built on the substitute Electron opens no practice, not even one made with synthetic patients', async () => {
  test.skip(runtime().official, 'the official Electron may open it');
  const practice = meddled(() => undefined);
  const { electronPath, env } = runtime();
  const packaged = spawn(electronPath, ['-r', PACKAGED, '.', `--practice=${practice}`], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const ended = once(packaged, 'close');
  try {
    const log = join(practice, 'logs', 'main.log');
    await expect.poll(() => (existsSync(log) ? readFileSync(log, 'utf8') : ''), { timeout: 20_000 }).toContain('start-failed');
    expect(readFileSync(log, 'utf8')).toContain('start-failed code=runtime-refused');
  } finally {
    packaged.kill('SIGKILL');
    await ended;
  }
});

test('a second start with the same practice ends at once and says why, and the first comes to the front, says so and goes on undisturbed', async () => {
  const station = await startWorkstation();
  try {
    const door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('setup');
    await station.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.minimize();
    });
    const { electronPath, env } = runtime();
    const second = spawn(electronPath, ['.', `--practice=${station.folder}`, '--synthetic', '--keep-main'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(second, 'close');
    expect(code).toBe(2);
    const { en, tag } = FAILURES['already-running'];
    expect(said).toContain(en);
    expect(said).toContain(tag);
    await expect(door.getByText(en).last()).toBeVisible();
    await expect(door.getByText(tag).last()).toBeVisible();
    const minimized = () =>
      station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isMinimized()));
    await expect.poll(minimized).toBe(false);
    expect((await given(door, 'door.status', {})).state).toBe('setup');
    expect(await statusAt(newFolder())).toEqual({ state: 'setup', broken: null });
  } finally {
    await station.close();
  }
});
