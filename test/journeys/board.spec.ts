import { expect, type Page, test } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { newId } from '../../shared/ids.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { seriousFindings } from '../support/axe.ts';
import { found, OWNER } from '../support/people.ts';
import { enterWith, lockByKeys, press } from '../support/screen.ts';
import { given, NO_LISTS, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NAMES = [
  ['Okafor', 'Ngozi'],
  ['Lindqvist', 'Åsa'],
  ['Moreau', 'Léo'],
] as const;
const wholeDay = { opens: 0, closes: 1440 };

let station: TestWorkstation;
let desk: Page;
let board: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
  const blank = await given(desk, 'schedule.setup', {});
  const setup: ScheduleSetup = await given(desk, 'schedule.set-up', {
    ...blank,
    providers: [{ providerId: newId(), name: 'Dr. Ada Okoye', color: 0, active: true }],
    visitTypes: [{ visitTypeId: newId(), name: 'Check-up', minutes: 15, color: 1, active: true }],
    hours: Array.from({ length: 7 }, () => wholeDay),
  });
  const today = Temporal.Now.plainDateISO(setup.timeZone).toString();
  for (const [at, [familyName, givenName]] of NAMES.entries()) {
    const { patientId } = await given(desk, 'patient.register', {
      details: { familyName, givenName, birthDate: '1988-11-02' },
      lists: NO_LISTS,
    });
    const [provider, type] = [setup.providers[0]?.providerId ?? '', setup.visitTypes[0]?.visitTypeId ?? ''];
    await given(desk, 'visit.book', { patientId, providerId: provider, visitTypeId: type, day: today, start: 600 + 15 * at, minutes: 15 });
  }
});
test.afterAll(() => station.close());

const lane = (page: Page, name: string) => page.getByRole('region', { name });
const card = (page: Page, laneName: string, name: string) => lane(page, laneName).getByRole('button').filter({ hasText: name });

const boards = () => station.app.windows().filter((window) => window.url().endsWith('board.html'));
/** As its own button closes it. */
const closeBoard = async (): Promise<void> => {
  await station.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.webContents.getURL().endsWith('board.html')) window.close();
  });
  await expect.poll(() => boards().length).toBe(0);
};

test('a patient about whom nothing has changed is checked in with four keys', async () => {
  await desk.keyboard.press('Alt+2');
  await desk.keyboard.press('Alt+1');
  await expect(lane(desk, 'Expected').getByRole('button')).toHaveCount(3);
  await card(desk, 'Expected', 'Okafor').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('dialog')).toContainText('Okafor, Ngozi');
  await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeFocused();
  await desk.keyboard.press('1');
  await desk.keyboard.press('2');
  await desk.keyboard.press('Enter');
  await expect(card(desk, 'Waiting', 'Okafor, Ngozi')).toContainText('Waiting 0 min');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Checked in Okafor, Ngozi.');
  expect(await seriousFindings(desk)).toEqual([]);
});

test('one identifier is not enough, what is missing is said, and an odd co-pay is not taken for none', async () => {
  await card(desk, 'Expected', 'Lindqvist').press('Enter');
  const dialog = desk.getByRole('dialog');
  await expect(dialog).toContainText('Privacy notice, acknowledged');
  await expect(dialog).toContainText('First visit here');
  await desk.keyboard.press('1');
  await desk.keyboard.press('Enter');
  await expect(dialog).toContainText('Tick at least two');
  await desk.keyboard.press('6');
  await dialog.getByLabel('Co-pay noted').fill('twenty');
  await press(desk, 'Check in');
  await expect(dialog).toContainText('This is no amount');
  expect(await seriousFindings(desk)).toEqual([]);
});

test('a lock in the middle of a check-in keeps it for whoever began it', async () => {
  await desk.getByRole('dialog').getByLabel('Co-pay noted').fill('25.50');
  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  const dialog = desk.getByRole('dialog');
  await expect(dialog).toContainText('Lindqvist, Åsa');
  await expect(dialog.getByLabel('Co-pay noted')).toHaveValue('25.50');
  await expect(desk.getByRole('checkbox', { name: /^6 Record number/ })).toBeChecked();
  await press(desk, 'Check in');
  await expect(card(desk, 'Waiting', 'Lindqvist')).toBeVisible();
  await desk.keyboard.press('Control+z');
  await expect(card(desk, 'Expected', 'Lindqvist')).toBeVisible();
});

test('a second window shows the same day, follows the desk, and takes the next step too', async () => {
  await press(desk, 'Open in a second window');
  board = await station.page('board');
  await expect(card(board, 'Waiting', 'Okafor, Ngozi')).toBeVisible();
  await expect(card(board, 'Expected', 'Moreau')).toBeVisible();
  expect(await seriousFindings(board)).toEqual([]);
  await card(desk, 'Expected', 'Moreau').press('Enter');
  await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeFocused();
  await desk.keyboard.press('1');
  await desk.keyboard.press('2');
  await desk.keyboard.press('Enter');
  await expect(card(board, 'Waiting', 'Moreau, Léo')).toBeVisible();
  await card(board, 'Waiting', 'Okafor').click();
  await press(board, 'To the room');
  await expect(card(desk, 'In a room', 'Okafor')).toBeVisible();
  await expect(card(board, 'In a room', 'Okafor')).toBeVisible();
  await board.keyboard.press('Control+z');
  await expect(card(desk, 'Waiting', 'Okafor')).toBeVisible();
});

test('R5 and R14: the second window may ask for the day and its steps, and for nothing else, whatever its page tries', async () => {
  const offered = await board.evaluate(() => Object.keys(Reflect.get(window, 'clinic')).sort());
  expect(offered).toEqual(
    [
      'place.read',
      'preferences.read',
      'schedule.day',
      'schedule.setup',
      'session.lock',
      'session.status',
      'visit.progress',
      'visit.step-back',
    ].sort(),
  );
  expect(await board.title()).toBe('Anteroom');
  expect(await board.evaluate(() => [localStorage.length, document.cookie, location.href])).toEqual([0, '', 'app://anteroom/board.html']);
});

test('R14: what the second window’s bridge does not have main refuses that very page, and the log says so', async () => {
  const asked = (name: string) =>
    station.app.evaluate(({ ipcMain, BrowserWindow }, operation) => {
      const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
      const answer: unknown = handlers instanceof Map ? handlers.get('operation') : null;
      const page = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('board.html'))?.webContents;
      // as a page would ask whose own code is not ours any more: its bridge gives it no such name
      return typeof answer === 'function' ? answer({ sender: page, senderFrame: page?.mainFrame }, { name: operation, input: {} }) : null;
    }, name);
  expect(await asked('session.status')).toMatchObject({ ok: true });
  expect(await asked('board.open')).toEqual({ ok: false, code: 'locked' });
  await expect
    .poll(async () => (await given(desk, 'audit.search', { action: 'gate.refuse' })).lines)
    .toMatchObject([{ operation: 'main.sender', outcome: 'refused', rows: 1 }]);
});

test('the second window is closed by itself without the desk, goes with the desk at the lock, and comes back with the person whose it was', async () => {
  await board.evaluate(() => window.close()).catch(() => undefined);
  await closeBoard();
  await expect(lane(desk, 'Waiting')).toBeVisible();
  await desk.keyboard.press('Control+Shift+b');
  board = await station.page('board');
  await expect(card(board, 'Waiting', 'Okafor')).toBeVisible();
  const door = await lockByKeys(station);
  expect(boards()).toEqual([]);
  desk = await enterWith(station, door, OWNER.password);
  await expect(card(desk, 'Waiting', 'Okafor')).toBeVisible();
  board = await station.page('board');
  await expect(card(board, 'Waiting', 'Okafor')).toBeVisible();
  await closeBoard();
  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  await expect(card(desk, 'Waiting', 'Okafor')).toBeVisible();
  await desk.waitForTimeout(500);
  expect(boards()).toEqual([]);
});
