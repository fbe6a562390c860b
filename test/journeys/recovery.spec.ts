import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import keytar from 'keytar';
import { seriousFindings } from '../support/axe.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { ask, given, sayLast, startWorkstation } from '../support/workstation.ts';

const LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const NEW_OWNER = { name: 'Ines Duarte', signInName: 'ines', password: 'seven quiet herons by the mill 88' };

/** What became of the machine: the folder is there, the key is not. */
const MACHINES = [
  ['has nothing', 'key-absent', (account: string) => keytar.deletePassword('Anteroom', account)],
  [
    'has another device secret',
    'key-changed',
    (account: string) => (account.includes('device-secret') ? keytar.setPassword('Anteroom', account, OTHER_KEY) : undefined),
  ],
  [
    'has other keys of every kind',
    'key-changed',
    (account: string) => (/device-/.test(account) ? keytar.setPassword('Anteroom', account, OTHER_KEY) : undefined),
  ],
] as const;
const OTHER_KEY = `anteroom1:${Buffer.alloc(32, 9).toString('base64url')}`;

for (const [what, broken, lose] of MACHINES)
  test(`two sheets of the recovery kit restore access on a machine whose keychain ${what}`, async () => {
    const station = await startWorkstation();
    const { desk, shares } = await found(station);
    const { patientId } = await given(desk, 'patient.register', {
      details: { familyName: 'Okafor', birthDate: '1988-11-02' },
      lists: LISTS,
    });
    await station.close();

    for (const { account } of await itemsOf('Anteroom')) await lose(account);

    const clean = await startWorkstation(station.folder);
    const door = await clean.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).broken).toBe(broken);
    expect(await seriousFindings(door)).toEqual([]);
    const words = shares.map((share) => share.words);
    expect(await ask(door, 'door.recover', { shares: words.slice(0, 1), ...NEW_OWNER })).toMatchObject({
      ok: false,
      code: 'recovery-refused',
    });
    const { enrolment } = await given(door, 'door.recover', { shares: [words[0] ?? '', words[2] ?? ''], ...NEW_OWNER });
    sayLast(door, 'door.recover-code', { code: await codeFor(enrolment.secret) });
    await expect
      .poll(async () => (await given(await clean.page('unlock'), 'door.status', {}).catch(() => null))?.state, { timeout: 15_000 })
      .toBe('locked');
    await expect.poll(async () => (await clean.page('unlock')) !== door).toBe(true);
    const next = await clean.page('unlock');
    sayLast(next, 'door.sign-in', { signInName: 'ines', password: NEW_OWNER.password, code: await codeFor(enrolment.secret, 1) });
    const again = await clean.page('workspace');
    expect((await given(again, 'patient.open', { patientId })).details.familyName).toBe('Okafor');
    await clean.close();

    // The keychain has its keys again: the next start needs no kit.
    const restarted = await startWorkstation(station.folder);
    await expect.poll(async () => (await given(await restarted.page('unlock'), 'door.status', {})).state).toBe('locked');
    await restarted.close();
  });

test('where the practice can be read, the new owner’s authenticator is told its name', async () => {
  const station = await startWorkstation();
  const { desk, shares } = await found(station);
  sayLast(desk, 'session.lock', {});
  const door = await station.page('unlock');
  const words = shares.slice(0, 2).map((share) => share.words);
  const { enrolment } = await given(door, 'door.recover', { shares: words, ...NEW_OWNER });
  expect(decodeURIComponent(enrolment.otpauth)).toContain('Juniper Family Clinic');
  await station.close();
});

test('the sheets of a new kit go to drives, never to this computer’s disk or into one folder, and what was saved is recorded', async () => {
  const station = await startWorkstation();
  const drive = mkdtempSync('/dev/shm/anteroom-drive-');
  const chosen = async (filePath: string): Promise<void> => {
    mkdirSync(dirname(filePath), { recursive: true });
    await station.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, filePath);
  };
  try {
    const door = await station.page('unlock');
    const { enrolment } = await given(door, 'door.set-up', {
      practice: 'Juniper Family Clinic',
      workstation: 'Front desk 1',
      solo: false,
      ...OWNER,
    });
    const kit = await given(door, 'door.set-up-code', { code: await codeFor(enrolment.secret) });
    await chosen(join(station.folder, 'sheet.txt'));
    expect(await ask(door, 'door.save-sheet', { sheet: 0, language: 'en' })).toEqual({ ok: false, code: 'sheet-place' });
    await chosen(join(drive, 'safe', 'sheet.txt'));
    expect(await given(door, 'door.save-sheet', { sheet: 0, language: 'en' })).toEqual({ saved: true });
    expect(await ask(door, 'door.save-sheet', { sheet: 1, language: 'en' })).toEqual({ ok: false, code: 'sheet-place' });
    await chosen(join(drive, 'bank', 'sheet.txt'));
    expect(await given(door, 'door.save-sheet', { sheet: 2, language: 'es' })).toEqual({ saved: true });
    const typed = ['safe', 'bank'].map(
      (place) =>
        readFileSync(join(drive, place, 'sheet.txt'), 'utf8')
          .trim()
          .split('\r\n')
          .at(-1) ?? '',
    );
    expect(typed[1]).toBe(kit.shares[2]?.qr);
    sayLast(door, 'door.set-up-finish', { shares: typed });
    const desk = await station.page('workspace');
    const { lines } = await given(desk, 'audit.search', { action: 'recovery.create' });
    expect(lines[0]).toMatchObject({ outcome: 'committed', rows: 2 });
    expect((await given(desk, 'audit.verify', { restart: true })).state).not.toBe('broken');
  } finally {
    rmSync(drive, { recursive: true, force: true });
    await station.close();
  }
});

/** What the throw-away keychain of this test run holds; never asked of a keychain that may be locked. */
const itemsOf = async (service: string): Promise<readonly { account: string }[]> => keytar.findCredentials(service);
