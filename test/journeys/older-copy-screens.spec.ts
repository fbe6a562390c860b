import { cpSync, rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { found, OWNER } from '../support/people.ts';
import { Phone } from '../support/phone.ts';
import { field, press } from '../support/screen.ts';
import { given, NO_LISTS, newFolder, startWorkstation } from '../support/workstation.ts';

test('an older copy of the files: nobody signs in until the owner has decided by hand, and said why', async () => {
  const station = await startWorkstation();
  const { desk, secret } = await found(station, OWNER, -1);
  const phone = new Phone(secret, -1);
  await station.close();
  const copy = newFolder();
  cpSync(station.folder, copy, { recursive: true });

  const later = await startWorkstation(station.folder);
  const door = await later.page('unlock');
  await field(door, 'Password').fill(OWNER.password);
  await field(door, 'Code from your phone').fill(await phone.code());
  await press(door, 'Sign in');
  const work = await later.page('workspace');
  await given(work, 'patient.register', { details: { familyName: 'After', givenName: 'Copy' }, lists: NO_LISTS });
  await later.close();
  rmSync(station.folder, { recursive: true });
  cpSync(copy, station.folder, { recursive: true });

  const barred = await startWorkstation(station.folder);
  const first = await barred.page('unlock');
  await expect(first.getByRole('heading', { name: 'These files are an older copy' })).toBeVisible();
  await expect(first.getByRole('button', { name: 'Sign in', exact: true })).toHaveCount(0);
  expect(await seriousFindings(first)).toEqual([]);
  const decide = first.getByRole('button', { name: 'Go on with this copy' });
  await expect(decide).toBeDisabled();
  await first.getByLabel('A backup was put back on purpose').check();
  await decide.click();
  await expect(first.getByText('Please fill in this field.')).toHaveCount(2);
  await expect(field(first, 'Password')).toBeFocused();
  await field(first, 'Password').fill('not the password at all');
  await field(first, 'Code from your phone').fill('000 000');
  await decide.click();

  const second = await barred.page('unlock', first);
  await expect(second.getByText('Name, password or code is not right.')).toBeVisible();
  await second.getByLabel(OWNER.ownerName).check();
  await field(second, 'Password').fill(OWNER.password);
  await field(second, 'Code from your phone').fill(await phone.code());
  await second.getByLabel('A backup was put back on purpose').check();
  await press(second, 'Go on with this copy');

  const third = await barred.page('unlock', second);
  await expect(third.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await barred.close();
  expect(desk.isClosed()).toBe(true);
});
