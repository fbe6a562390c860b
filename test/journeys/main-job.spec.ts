import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { patientList } from '../support/patient-list.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { ask, given, sayLast, startWorkstation } from '../support/workstation.ts';

const real = join(
  process.env['ANTEROOM_REAL_DATA'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data'),
  'smart-sample-patients',
  'patients.txt',
);
const root = join(import.meta.dirname, '..', '..');
const THEIRS = 'nine paper boats drift past 73';

const place = (desk: Page, name: string): Promise<void> => desk.getByRole('button', { name, exact: true }).press('Enter');
const search = async (desk: Page, typed: string): Promise<void> => {
  const box = desk.getByRole('combobox', { name: 'Find a patient' });
  await box.press('Control+A');
  await desk.keyboard.type(typed);
};

test('R21 and R8: first run, import, search, register, edit, lock, another person unlocks, and the log is verified', async ({
  browserName: _,
}, testInfo) => {
  test.setTimeout(240_000);
  const station = await startWorkstation();
  const { desk, secret } = await found(station);

  await place(desk, 'Import');
  const list = existsSync(real) ? real : { name: 'patients.csv', mimeType: 'text/csv', buffer: Buffer.from(patientList(60)) };
  if (!existsSync(real))
    console.log('the list of invented people is used: smart-sample-patients/patients.txt is not in the folder of real input');
  await desk.locator('input[type="file"]').setInputFiles(list);
  await desk.getByRole('button', { name: 'Check all rows' }).press('Enter');
  await desk.getByRole('button', { name: /^Import \d+ patients?$/ }).press('Enter');
  await expect(desk.getByText(/^Imported \d+ new/)).toBeVisible({ timeout: 60_000 });

  const { batches } = await given(desk, 'import.batches', {});
  const batchId = batches[0]?.batchId ?? '';
  const [row] = (await given(desk, 'import.verdicts', { batchId, verdict: 'new' })).rows;
  await place(desk, 'Patients');
  await search(desk, row?.name ?? '');
  await expect(desk.getByRole('option').first()).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('patient-banner')).toBeVisible();

  const lists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
  const { patientId, version } = await given(desk, 'patient.register', {
    details: { familyName: 'Nakamura', givenName: 'Emi', birthDate: '1994-07-21' },
    lists,
  });
  await given(desk, 'patient.update', { patientId, version, changes: { mobilePhone: '555-0114' }, lists: {} });
  const added = await given(desk, 'staff.add', {
    name: 'Tomás Rivera',
    signInName: 'tomas',
    role: 'front-desk',
    code: await codeFor(secret, 1),
  });
  sayLast(desk, 'session.lock', {});

  const door = await station.page('unlock');
  const first = await given(door, 'door.sign-in', { signInName: 'tomas', password: added.oneTimePassword });
  const theirs = 'enrolment' in first ? first.enrolment.secret : '';
  await given(door, 'door.enrol', { password: THEIRS, code: await codeFor(theirs) });
  sayLast(door, 'door.enter', {});
  const other = await station.page('workspace');
  expect((await given(other, 'patient.history', { patientId })).changes.map((change) => change.by)).toContain(OWNER.ownerName);
  expect(await ask(other, 'audit.search', {})).toMatchObject({ ok: false, code: 'not-permitted' });
  sayLast(other, 'session.lock', {});

  sayLast(await station.page('unlock'), 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
  const owner = await station.page('workspace');
  await expect.poll(async () => (await given(owner, 'audit.verify', { restart: false })).state, { timeout: 30_000 }).toBe('intact');
  const file = testInfo.outputPath('log.ndjson');
  await station.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
  await given(owner, 'audit.export', {});
  const verified = spawnSync(process.execPath, [join(root, 'build', 'audit-verify', 'main.mjs'), file], { encoding: 'utf8' });
  expect({ status: verified.status, said: verified.stdout + verified.stderr }).toMatchObject({ status: 0 });
  await station.close();
});
