import { expect, test } from '@playwright/test';
import keytar from 'keytar';
import { seriousFindings } from '../support/axe.ts';
import { codeFor, found } from '../support/people.ts';
import { ask, given, sayLast, startWorkstation } from '../support/workstation.ts';

const LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const NEW_OWNER = { name: 'Ines Duarte', signInName: 'ines', password: 'seven quiet herons by the mill 88' };

test('two sheets of the recovery kit restore access on a machine whose keychain has nothing', async () => {
  const station = await startWorkstation();
  const { desk, shares } = await found(station);
  const { patientId } = await given(desk, 'patient.register', { details: { familyName: 'Okafor', birthDate: '1988-11-02' }, lists: LISTS });
  await station.close();

  // A clean machine has the folder and an empty keychain.
  for (const { account } of await itemsOf('Anteroom')) await keytar.deletePassword('Anteroom', account);

  const clean = await startWorkstation(station.folder);
  const door = await clean.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).broken).toBe('key-absent');
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
});

/** What the throw-away keychain of this test run holds; never asked of a keychain that may be locked. */
const itemsOf = async (service: string): Promise<readonly { account: string }[]> => keytar.findCredentials(service);
