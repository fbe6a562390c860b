import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { COMMANDS } from '../../shared/commands.ts';
import { newId } from '../../shared/ids.ts';
import { scanFiles } from '../memory/files.ts';
import { textNeedles } from '../memory/needles.ts';
import { seriousFindings } from '../support/axe.ts';
import { type FakeSpooler, fakeSpooler } from '../support/fake-spooler.ts';
import { ownTemporary } from '../support/own-temporary.ts';
import { pagesOf } from '../support/paper-text.ts';
import { found, OWNER } from '../support/people.ts';
import { enterWith, field, lockByKeys, press, strikeLast } from '../support/screen.ts';
import { given, NO_LISTS, newFolder, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const DOCTOR = 'Dr. Ada Okoye';
const DAY = '2031-05-14';

let station: TestWorkstation;
let desk: Page;
let spooler: FakeSpooler;
const refusals: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  spooler = fakeSpooler(['Front-Desk', 'Labels']);
  station = await startWorkstation(newFolder(), [], { ANTEROOM_SPOOLER: spooler.folder });
  ({ desk } = await found(station));
  listen();
  const blank = await given(desk, 'schedule.setup', {});
  const [providerId, visitTypeId] = [newId(), newId()];
  await given(desk, 'schedule.set-up', {
    ...blank,
    providers: [{ providerId, name: DOCTOR, color: 1, active: true }],
    visitTypes: [{ visitTypeId, name: 'Check-up', minutes: 30, color: 2, active: true }],
  });
  for (const [at, [familyName, givenName]] of [
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
  ].entries()) {
    const details = { familyName: familyName ?? '', givenName: givenName ?? '', birthDate: '1988-11-02', mobilePhone: '(312) 555-0142' };
    const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
    await given(desk, 'visit.book', { patientId, providerId, visitTypeId, day: DAY, start: 540 + 60 * at, minutes: 30 });
  }
});
test.afterAll(() => station.close());

const listen = (): void => {
  desk.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refusals.push(message.text());
  });
  desk.on('pageerror', (error) => refusals.push(String(error)));
};
const dialog = () => desk.getByRole('dialog');
const preview = () => dialog().locator('canvas').first();
const paper = async (): Promise<string> => (await pagesOf(spooler.last()?.pdf ?? Buffer.alloc(0))).join('\n');
const printed = async (): Promise<string> => {
  await expect.poll(() => spooler.last() !== undefined).toBe(true);
  return paper();
};
/** Whether something is drawn on the preview, and not only a white sheet. */
const isDrawn = (): Promise<boolean> =>
  preview().evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let dark = 0;
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128 && (pixels[at + 3] ?? 0) > 0) dark += 1;
    return dark > 200;
  });
const find = async (typed: string, name: string): Promise<void> => {
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type(typed);
  await desk.locator('[role=option][data-combobox-selected]').filter({ hasText: name }).waitFor();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('patient-banner')).toContainText(name);
};

test('the day list is printed from the day by the keys alone, and what is seen is what is printed', async () => {
  await desk.keyboard.press(COMMANDS['place.schedule'].shortcut);
  await desk.getByRole('textbox', { name: 'Go to a day' }).fill('5/14/2031');
  await desk.keyboard.press('Tab');
  await expect(desk.getByRole('heading', { name: 'Wednesday, May 14, 2031' })).toBeVisible();
  await desk.keyboard.press('Control+p');
  await preview().waitFor();
  expect(await isDrawn()).toBe(true);
  expect(await desk.evaluate(() => Object.keys(globalThis).filter((name) => /pdf/i.test(name)))).toEqual([]);
  expect(await seriousFindings(desk)).toEqual([]);
  await expect(dialog().getByRole('button', { name: 'Print', exact: true })).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(dialog()).toContainText('Handed to Front-Desk.');
  const text = await printed();
  for (const part of ['Day list', 'Okafor, Ngozi', 'Lindqvist, Åsa', DOCTOR, `Printed by ${OWNER.ownerName}`, 'Page 1 of 1'])
    expect(text).toContain(part);
  expect(spooler.last()?.words).toEqual(['-d', 'Front-Desk', '-n', '1', '-t', 'Anteroom']);
  await desk.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
});

test('a visit’s slip holds its patient and nobody else', async () => {
  spooler.forget();
  await desk.locator('.ec-event').filter({ hasText: 'Okafor, Ngozi' }).press('Enter');
  await press(desk, 'Print slip');
  await preview().waitFor();
  await expect(dialog().getByRole('button', { name: 'Print', exact: true })).toBeFocused();
  await desk.keyboard.press('Enter');
  const text = await printed();
  expect(text).toContain('Okafor, Ngozi');
  expect(text).not.toContain('Lindqvist');
  await desk.keyboard.press('Escape');
});

test('a label goes to the label printer, which is remembered for labels alone; a printer that refuses is said and the print is sent again', async () => {
  spooler.forget();
  await find('okafor', 'Okafor, Ngozi');
  await desk.keyboard.press('Control+p');
  await preview().waitFor();
  await field(desk, 'Printer').selectOption('Labels');
  spooler.behave('refuses');
  await dialog().getByRole('button', { name: 'Print', exact: true }).click();
  await expect(dialog()).toContainText('The print system did not take it. Nothing is lost');
  expect(spooler.last()).toBeUndefined();
  spooler.behave('takes');
  await dialog().getByRole('button', { name: 'Print again' }).click();
  expect(await printed()).toContain('Okafor, Ngozi');
  await desk.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
  // what was printed last is no change that the records would have to hold
  const door = await lockByKeys(station);
  desk = await enterWith(station, door, OWNER.password);
  listen();
  await expect(desk.getByTestId('patient-banner')).toContainText('Okafor, Ngozi');
  await desk.getByRole('button', { name: 'Print label' }).press('Enter');
  await expect(field(desk, 'Printer')).toHaveValue('Labels');
  await desk.keyboard.press('Escape');
  await expect(desk.getByRole('button', { name: 'Print label' })).toBeFocused();
});

test('a face sheet asks who gets it, what was typed survives a lock, and the officer reads it in the log', async () => {
  spooler.forget();
  await desk.keyboard.press('Control+Shift+p');
  await preview().waitFor();
  await expect(field(desk, 'Printer')).toHaveValue('Front-Desk');
  await expect(dialog().getByRole('button', { name: 'Print', exact: true })).toBeDisabled();
  await dialog().getByLabel('Who gets it?').fill('St. Mary’s emergency room');
  await desk.waitForTimeout(400);
  const door = await lockByKeys(station);
  desk = await enterWith(station, door, OWNER.password);
  listen();
  await expect(dialog().getByLabel('Who gets it?')).toHaveValue('St. Mary’s emergency room');
  await preview().waitFor();
  expect(await seriousFindings(desk)).toEqual([]);
  await dialog().getByRole('button', { name: 'Print', exact: true }).click();
  const text = await printed();
  for (const part of ['Face sheet', 'Okafor, Ngozi', '(312) 555-0142']) expect(text).toContain(part);
  await desk.keyboard.press('Escape');
  const { lines } = await given(desk, 'audit.search', { action: 'print' });
  const announced = lines.find(({ outcome }) => outcome === 'intent');
  expect(announced).toMatchObject({ reason: 'treatment', reasonWords: 'St. Mary’s emergency room' });
});

/** What a printer was given is the printer's: this one's, or that of another file of tests in the same home. */
const isPrinters = ({ file }: { readonly file: string }): boolean => /\/spooler-[^/]+\/kept\//.test(file);
const lives = (pid: number): boolean =>
  existsSync(`/proc/${pid}/status`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

test('the lock in the middle of a print kills the job, and the log says that it was begun and may have left', async () => {
  spooler.forget();
  spooler.behave('hangs');
  await desk.keyboard.press('Control+p');
  await preview().waitFor();
  await dialog().getByRole('button', { name: 'Print', exact: true }).click();
  await expect.poll(spooler.hanging).toBeDefined();
  const pid = spooler.hanging() ?? 0;
  expect(lives(pid)).toBe(true);
  await strikeLast(desk, (keyboard) => keyboard.press('Control+l'));
  await expect.poll(() => lives(pid)).toBe(false);
  const door = await station.page('unlock');
  spooler.behave('takes');
  desk = await enterWith(station, door, OWNER.password);
  listen();
  const { lines } = await given(desk, 'audit.search', { action: 'print' });
  expect(lines.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['unknown', 'intent']);
  expect(spooler.last()).toBeUndefined();
  await preview().waitFor();
  await desk.keyboard.press('Escape');
});

test('without a print system the screen says so, and the page can still be looked at', async () => {
  spooler.vanish();
  await desk.keyboard.press('Control+p');
  await preview().waitFor();
  await expect(dialog()).toContainText('This computer has no print system.');
  await expect(dialog().getByRole('button', { name: 'Print', exact: true })).toBeDisabled();
  await desk.keyboard.press('Escape');
});

test('R14: of all that was printed no file was left, but where the printer itself was', () => {
  const home = process.env['HOME'] ?? station.folder;
  const { hits, files } = scanFiles({ needles: textNeedles('print', '%PDF-1.3'), directories: [...new Set([home, ...ownTemporary()])] });
  const [printer, ours] = [hits.filter(isPrinters), hits.filter((hit) => !isPrinters(hit))];
  expect(printer.length).toBeGreaterThan(0);
  expect(ours).toEqual([]);
  expect(files).toBeGreaterThan(5);
});

test('the page’s policy had nothing to refuse', () => {
  expect(refusals).toEqual([]);
});
