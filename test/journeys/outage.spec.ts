import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { newId } from '../../shared/ids.ts';
import { makeCanaries } from '../memory/canaries.ts';
import { scanFiles } from '../memory/files.ts';
import { textNeedles } from '../memory/needles.ts';
import { scanMemory } from '../memory/scan.ts';
import { seriousFindings } from '../support/axe.ts';
import { fakeSpooler } from '../support/fake-spooler.ts';
import { type Findings, lookAt } from '../support/look-at.ts';
import { ownTemporary } from '../support/own-temporary.ts';
import { pagesOf } from '../support/paper-text.ts';
import { found, OWNER } from '../support/people.ts';
import { Phone } from '../support/phone.ts';
import { field, press } from '../support/screen.ts';
import { expectVerifiedLog } from '../support/verified-log.ts';
import { wordsOf } from '../support/words.ts';
import { given, NO_LISTS, newFolder, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const DOCTOR = { providerId: newId(), name: 'Dr. Ada Okoye', color: 1, active: true };
const CHECKUP = { visitTypeId: newId(), name: 'Check-up', minutes: 15, color: 2, active: true };
const { outage } = wordsOf('en');

/** Two people come today, and the list that says so lies sealed in the folder. */
const bookToday = async (desk: Page, folder: string, names: readonly string[]): Promise<void> => {
  const blank = await given(desk, 'schedule.setup', {});
  const hours = Array.from({ length: 7 }, () => ({ opens: 0, closes: 1440 }));
  const setup = await given(desk, 'schedule.set-up', { ...blank, providers: [DOCTOR], visitTypes: [CHECKUP], hours });
  const day = Temporal.Now.plainDateISO(setup.timeZone).toString();
  const visit = { providerId: DOCTOR.providerId, visitTypeId: CHECKUP.visitTypeId, day, minutes: CHECKUP.minutes };
  for (const [at, familyName] of names.entries()) {
    const details = { familyName, givenName: 'Robin', birthDate: '1988-11-02' };
    const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
    await given(desk, 'visit.book', { patientId, ...visit, start: 600 + 15 * at });
  }
  const file = join(folder, 'outage-list.sealed');
  const from = Date.now();
  await given(desk, 'schedule.set-up', { ...setup, rooms: [{ roomId: newId(), name: 'Room 1', active: true }] });
  await expect.poll(() => (existsSync(file) ? statSync(file).mtimeMs : 0), { timeout: 30_000 }).toBeGreaterThan(from);
};

const moved = (folder: string, from: RegExp, to: (name: string) => string): void => {
  for (const name of readdirSync(folder).filter((one) => from.test(one))) renameSync(join(folder, name), join(folder, to(name)));
};

test('R7 and R14: the records are gone, and the day’s names still come out of the printer, out of a sealed list, without a session and with every print in the log', async ({
  browserName: _,
}, testInfo) => {
  test.setTimeout(240_000);
  const words = makeCanaries({ first: 'name', second: 'name' });
  const names = [words.first, words.second];
  const needles = names.flatMap((name, at) => textNeedles(`name ${at}`, name));
  const spooler = fakeSpooler(['Front-Desk', 'Labels']);
  const around = { ANTEROOM_SPOOLER: spooler.folder };
  const folder = newFolder();
  const wrong: Findings = [];
  let station: TestWorkstation = await startWorkstation(folder, [], around);
  const { desk, secret, recoveryCodes } = await found(station, OWNER, -1);
  const phone = new Phone(secret, -1);
  const [first = '', second = ''] = recoveryCodes;

  await test.step('while the desk works the list is kept, and no name of it is in any file', async () => {
    await bookToday(desk, folder, names);
    await station.close();
    const home = process.env['HOME'] ?? folder;
    expect(scanFiles({ needles, directories: [...new Set([home, ...ownTemporary()])] }).hits).toEqual([]);
    expect(readFileSync(join(folder, 'outage-list.sealed')).length).toBeGreaterThan(500);
  });

  moved(folder, /^records.*\.db/, (name) => `away-${name}`);
  station = await startWorkstation(folder, [], around);
  let door = await station.page('unlock');
  const form = async (): Promise<void> => {
    await field(door, 'Password').fill(OWNER.password);
    await field(door, 'Code from your phone').fill(await phone.code());
    await field(door, 'Printer').selectOption('Front-Desk');
  };
  const seen = () => [...new Set(scanMemory([], { needles, marker: `--practice=${folder}` }).hits.map(({ type }) => type))];

  await test.step('nobody can sign in, and the door says where the day’s names are to be had', async () => {
    await field(door, 'Password').fill(OWNER.password);
    await field(door, 'Code from your phone').fill(first);
    await press(door, 'Sign in');
    door = await station.page('unlock', door);
    await expect(door.getByRole('alert')).toContainText('The practice folder has no store');
    await door.getByRole('button', { name: outage.link }).press('Enter');
    await expect(door.getByRole('heading', { name: outage.title })).toBeVisible();
    await expect(field(door, outage.day).locator('option')).toHaveCount(4);
    for (const language of ['es', 'en'] as const) {
      await door.getByText(language === 'es' ? 'Español' : 'English', { exact: true }).click();
      await expect(door.locator('html')).toHaveAttribute('lang', language);
      await lookAt(station, door, `outage-${language}`, wrong);
    }
    expect(wrong).toEqual([]);
  });

  await test.step('a wrong password is a failed try as at any sign-in, and leads back to the form', async () => {
    await field(door, 'Password').fill('not the password at all');
    await field(door, 'Code from your phone').fill('000 000');
    await press(door, outage.print);
    door = await station.page('unlock', door);
    await expect(door.getByRole('heading', { name: outage.title })).toBeVisible();
    await expect(door.getByRole('alert')).toContainText('Name, password or code is not right.');
    expect(await seriousFindings(door)).toEqual([]);
  });

  await test.step('while it is on its way to a printer that hangs, only the vault holds the names; with its end nobody does', async () => {
    spooler.behave('hangs');
    await form();
    await press(door, outage.print);
    await expect.poll(spooler.hanging).toBeDefined();
    expect(seen()).toEqual(['utility node.mojom.NodeService']);
    process.kill(-(spooler.hanging() ?? 0), 'SIGKILL');
    door = await station.page('unlock', door);
    await expect(door.getByRole('alert')).toContainText('The print system did not take it.');
    await expect.poll(seen).toEqual([]);
    expect(spooler.last()).toBeUndefined();
  });

  await test.step('it is printed by the keys alone, with the names, and nothing of them is left', async () => {
    spooler.behave('takes');
    await form();
    await field(door, 'Printer').press('Enter');
    await press(door, outage.print);
    await expect.poll(() => spooler.last() !== undefined, { timeout: 20_000 }).toBe(true);
    const paper = (await pagesOf(spooler.last()?.pdf ?? Buffer.alloc(0))).join('\n');
    for (const part of ['Day list', ...names.map((name) => `${name}, Robin`), DOCTOR.name, `Printed by ${OWNER.ownerName}`])
      expect(paper).toContain(part);
    expect(spooler.last()?.words).toEqual(['-d', 'Front-Desk', '-n', '1', '-t', 'Anteroom']);
    door = await station.page('unlock', door);
    await expect(door.getByText(outage.printed)).toBeVisible();
    await door.getByText('Español', { exact: true }).click();
    await expect(door.locator('html')).toHaveAttribute('lang', 'es');
    await lookAt(station, door, 'outage-printed-es', wrong);
    expect(wrong).toEqual([]);
    await expect.poll(seen).toEqual([]);
  });

  await test.step('the records are back: the log verifies, and says who printed whom', async () => {
    await station.close();
    moved(folder, /^away-/, (name) => name.slice('away-'.length));
    station = await startWorkstation(folder, [], around);
    door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
    sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password, code: second });
    const open = await station.page('workspace');
    const { lines } = await given(open, 'audit.search', { action: 'print' });
    expect(lines.map(({ outcome }) => outcome)).toEqual(['committed', 'intent', 'failed', 'intent']);
    expect(lines.every(({ by }) => by === OWNER.ownerName)).toBe(true);
    for (const line of lines)
      expect(line.patients.map(({ name }) => name).toSorted()).toEqual(names.map((name) => `${name}, Robin`).toSorted());
    expect((await given(open, 'session.status', {})).failedSinceLastSignIn).toBe(1);
    await expectVerifiedLog(station, open, testInfo.outputPath('log.ndjson'));
    await station.close();
  });
});
