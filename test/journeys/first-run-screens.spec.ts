import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { OWNER } from '../support/people.ts';
import { Phone } from '../support/phone.ts';
import { enterWith, field, lockByKeys, press, saveAs } from '../support/screen.ts';
import { startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NEWCOMER = { name: 'Tomás Rivera', signInName: 'tomas', password: 'nine paper boats drift past 73' };
const SECOND_PASSWORD = 'the heron waits under 4 bridges';

let station: TestWorkstation;
let owners: Phone;
let newcomers: Phone;
let oneTime = '';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
});
test.afterAll(() => station.close());

/** The letters below the picture, which a phone without a camera is given. */
const secretOn = async (page: Page): Promise<string> => {
  await expect(page.getByRole('img', { name: 'Picture for the authenticator app' })).toBeVisible();
  return page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText();
};

const lock = (): Promise<Page> => lockByKeys(station);
const enter = (door: Page, password: string): Promise<Page> => enterWith(station, door, password);

/** Makes an account one's own after a one-time password, and goes in. */
const enrol = async (door: Page, password: string): Promise<Phone> => {
  await expect(door.getByRole('heading', { name: 'Make this account yours' })).toBeVisible();
  const phone = new Phone(await secretOn(door));
  await field(door, 'Your new password').fill(password);
  await expect(door.getByText('Good password.')).toBeVisible();
  await field(door, 'Code from your phone').fill(await phone.code());
  await press(door, 'Continue');
  await expect(door.getByRole('listitem')).toHaveCount(10);
  await press(door, 'I have written them down');
  return phone;
};

/** Opens what is to be done with a member of staff, gives the fresh code, and answers with the one-time password that is shown. */
const oneTimeFrom = async (desk: Page, send: string): Promise<string> => {
  const dialog = desk.getByRole('dialog');
  await field(desk, 'Code from your phone').fill(await owners.code());
  await dialog.getByRole('button', { name: send, exact: true }).click();
  await expect(dialog.getByRole('heading', { name: /^One-time password of/ })).toBeVisible();
  const shown = await dialog.getByText('One-time password', { exact: true }).locator('xpath=following-sibling::p').innerText();
  await dialog.getByRole('button', { name: 'I have passed it on' }).click();
  await expect(dialog).toBeHidden();
  return shown;
};

test('first run: every step by hand, from the empty form to the kit that was opened once', async () => {
  const door = await station.page('unlock');
  await press(door, 'Begin');

  await press(door, 'Continue');
  await expect(door.getByText('Please fill in this field.')).toHaveCount(5);
  await expect(field(door, 'Name of the practice')).toBeFocused();
  await field(door, 'Name of the practice').fill('Juniper Family Clinic');
  await expect(door.getByText('Please fill in this field.')).toHaveCount(4);
  await field(door, 'Name of this workstation').fill('Front desk 1');
  await field(door, 'Your name').fill(OWNER.ownerName);
  await field(door, 'Sign-in name').fill('Amara W');
  await expect(door.getByText('Use 2 to 40 small letters')).toBeVisible();
  await field(door, 'Sign-in name').fill(OWNER.signInName);
  for (const [typed, said] of [
    ['short', 'Still too short: at least 12 characters.'],
    ['password1234', 'This is one of the passwords everybody tries first.'],
    ['Juniper Clinic 1', 'It contains your name or the practice’s.'],
    [OWNER.password, 'Good password.'],
  ] as const) {
    await field(door, 'Your new password').fill(typed);
    await expect(door.getByText(said)).toBeVisible();
  }
  await press(door, 'Continue');

  owners = new Phone(await secretOn(door));
  await field(door, 'Code from your phone').fill('000 000');
  await press(door, 'Continue');
  await expect(door.getByRole('alert')).toBeFocused();
  const code = await owners.code();
  await field(door, 'Code from your phone').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await press(door, 'Continue');

  await expect(door.getByRole('heading', { name: 'Recovery codes' })).toBeVisible();
  const codes = await door.getByRole('listitem').allInnerTexts();
  expect(new Set(codes).size).toBe(10);
  await press(door, 'I have written them down');

  const sheets: string[] = [];
  for (const sheet of await door.getByRole('region', { name: /^Sheet/ }).all())
    sheets.push((await sheet.getByRole('listitem').allInnerTexts()).join(' '));
  expect(sheets).toHaveLength(3);
  const drive = mkdtempSync('/dev/shm/anteroom-drive-');
  await saveAs(station.app, join(drive, 'sheet.txt'));
  const third = door.getByRole('region', { name: /^Sheet/ }).nth(2);
  await third.getByRole('button', { name: /^Save to a drive/ }).click();
  await expect(third.getByText('Saved', { exact: true })).toBeVisible();
  const onDrive = readFileSync(join(drive, 'sheet.txt'), 'utf8').trim().split('\r\n').at(-1) ?? '';
  rmSync(drive, { recursive: true });
  await press(door, 'I have every sheet');

  await press(door, 'Create the practice');
  await expect(door.getByText('Please fill in this field.')).toHaveCount(2);
  const [first, second] = [door.getByRole('textbox').nth(0), door.getByRole('textbox').nth(1)];
  await first.fill(sheets[0] ?? '');
  await second.fill(sheets[0] ?? '');
  await press(door, 'Create the practice');
  await expect(door.getByRole('alert')).toBeVisible();
  // What the drive holds is as good as the words on paper.
  await second.fill(onDrive);
  await press(door, 'Create the practice');

  const desk = await station.page('workspace');
  await expect(desk.getByRole('combobox', { name: 'Search patients and commands' })).toBeFocused();
  await expect(desk.getByText(`${OWNER.ownerName} (Owner)`)).toBeVisible();
});

test('a wrong password is said as such, the third costs a wait that is counted down, and the right one opens', async () => {
  let door = await lock();
  for (let wrong = 1; wrong <= 3; wrong += 1) {
    const before = door;
    await field(door, 'Password').fill(`not the password, try ${wrong}`);
    await press(door, 'Sign in');
    door = await station.page('unlock', before);
    await expect(door.getByText('Name, password or code is not right.')).toBeVisible();
  }
  const wait = door.getByRole('timer');
  await expect(wait).toHaveText(/Too many tries\. The next one is possible in [1-5] seconds?\./);
  await expect(door.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
  await expect(wait).toBeHidden();
  // After that the password alone is no longer enough. Typed key by key: what was said above must not take the focus back.
  await field(door, 'Password').focus();
  await door.keyboard.type(OWNER.password);
  await door.keyboard.press('Tab');
  await door.keyboard.press('Tab');
  await door.keyboard.type(await owners.code());
  await door.keyboard.press('Enter');
  const desk = await station.page('workspace');
  await expect(desk.getByText('3 failed sign-ins with your name since your last session.')).toBeVisible();
});

test('a person is added, and makes the account their own at the first sign-in', async () => {
  const desk = await station.page('workspace');
  await desk.keyboard.press('Alt+7');
  await press(desk, 'Staff');
  await press(desk, 'Add a person');
  const dialog = desk.getByRole('dialog');
  await field(desk, 'Name').fill(NEWCOMER.name);
  await field(desk, 'Sign-in name').fill(NEWCOMER.signInName);
  await dialog.getByRole('button', { name: 'Add a person' }).click();
  await expect(dialog.getByText('Please fill in this field.')).toHaveCount(1);
  oneTime = await oneTimeFrom(desk, 'Add a person');
  await expect(desk.getByRole('row', { name: new RegExp(NEWCOMER.name) })).toContainText('New');

  const door = await lock();
  // a clock that is a millisecond later at every look makes no wait where none is due
  await door.evaluate(() => {
    let now = Date.now();
    Date.now = () => (now += 1);
  });
  await door.getByLabel('Someone else').check();
  await expect(field(door, 'Sign-in name')).toBeFocused();
  expect(await door.getByRole('button', { name: 'Sign in', exact: true }).isEnabled()).toBe(true);
  await field(door, 'Sign-in name').fill(NEWCOMER.signInName);
  await field(door, 'Password').fill(oneTime);
  await field(door, 'Password').press('Enter');
  newcomers = await enrol(door, NEWCOMER.password);
  const theirs = await station.page('workspace');
  await expect(theirs.getByText(`${NEWCOMER.name} (Front desk)`)).toBeVisible();
  await expect(theirs.getByRole('navigation', { name: 'Places' }).getByRole('button')).toHaveText([
    'Today',
    'Schedule',
    'Inbox',
    'Patients',
    'Settings',
  ]);
});

test('a forgotten password and a lost phone: the owner resets, a new one-time password opens once, and the old ways are closed', async () => {
  let door = await lock();
  await expect(door.getByText('Forgot the password or lost the phone?')).toBeVisible();
  await door.getByLabel(OWNER.ownerName).check();
  const desk = await enter(door, OWNER.password);
  await desk.keyboard.press('Alt+7');
  await press(desk, 'Staff');
  await press(desk, `Reset: ${NEWCOMER.name}`);
  const again = await oneTimeFrom(desk, 'Reset');

  door = await lock();
  const before = door;
  await expect(door.getByLabel(NEWCOMER.name)).toHaveCount(0);
  await door.getByLabel('Someone else').check();
  await field(door, 'Sign-in name').fill(NEWCOMER.signInName);
  await field(door, 'Password').fill(NEWCOMER.password);
  await field(door, 'Code from your phone').fill(await newcomers.code());
  await press(door, 'Sign in');
  door = await station.page('unlock', before);
  await expect(door.getByRole('alert')).toBeVisible();

  await door.getByLabel('Someone else').check();
  await field(door, 'Sign-in name').fill(NEWCOMER.signInName);
  await field(door, 'Password').fill(again);
  await press(door, 'Sign in');
  await enrol(door, SECOND_PASSWORD);
  const theirs = await station.page('workspace');
  await expect(theirs.getByText(`${NEWCOMER.name} (Front desk)`)).toBeVisible();
});
