import { expect, type Page, test } from '@playwright/test';
import { found, OWNER } from '../support/people.ts';
import { Phone } from '../support/phone.ts';
import { choose, enterWith, field, goTo, lockByKeys, press } from '../support/screen.ts';
import { given, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const PERSON = 'Wanda Kowalczyk';

let station: TestWorkstation;
let desk: Page;
let phone: Phone;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  const practice = await found(station, OWNER, -1);
  desk = practice.desk;
  phone = new Phone(practice.secret, -1);
});
test.afterAll(() => station.close());

const part = (name: string): Promise<void> => goTo(desk, name, 'Settings');
const row = (name: string) => desk.getByRole('row').filter({ has: desk.getByRole('rowheader', { name }) });
const root = (name: string): Promise<string | null> => desk.locator('html').getAttribute(name);

test('a person is added with a role and an end, changed, and the list says so', async () => {
  await desk.keyboard.press('Alt+7');
  await part('Staff');
  await press(desk, 'Add a person');
  const dialog = desk.getByRole('dialog');
  await field(dialog, 'Name').fill(PERSON);
  await field(dialog, 'Sign-in name').fill('wanda');
  await field(dialog, 'Role').selectOption('Biller');
  await field(dialog, 'Ends').fill('3/31/30');
  await expect(dialog.getByText('March 31, 2030')).toBeVisible();
  await field(dialog, 'Code from your phone').fill(await phone.code());
  await desk.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('heading', { name: `One-time password of ${PERSON}` })).toBeVisible();
  // Shown once: neither Escape nor a click beside it takes it away unread.
  await desk.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await press(desk, 'I have passed it on');
  await expect(row(PERSON)).toContainText('Biller');
  await expect(row(PERSON)).toContainText('Ends March 31, 2030');

  await press(desk, `Change: ${PERSON}`);
  await field(dialog, 'Role').selectOption('Patient coordinator');
  await field(dialog, 'Ends').fill('never');
  await field(dialog, 'Code from your phone').fill('123456');
  await expect(dialog.getByText('This is not a date yet.')).toBeVisible();
  await field(dialog, 'Ends').fill('');
  await field(dialog, 'Code from your phone').fill('000 000');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog.getByRole('alert')).toBeFocused();
  // Typed key by key: what was said must not take the focus back.
  await field(dialog, 'Code from your phone').focus();
  await desk.keyboard.type(await phone.code());
  await desk.keyboard.press('Enter');
  await expect(desk.getByText(`${PERSON} is now Patient coordinator.`)).toBeVisible();
  await expect(row(PERSON)).not.toContainText('Ends');
});

test('language, colors and rows change at once, and follow their owner through a lock', async () => {
  await part('Your screen');
  await choose(desk.getByLabel('Dark', { exact: true }));
  await expect.poll(() => root('data-mantine-color-scheme')).toBe('dark');
  await choose(desk.getByLabel('High contrast'));
  await expect.poll(() => root('data-contrast')).toBe('high');
  await choose(desk.getByLabel('Light', { exact: true }));
  await expect.poll(() => root('data-mantine-color-scheme')).toBe('light');
  const rowHeight = async () => (await desk.getByRole('combobox').first().boundingBox())?.height;
  await choose(desk.getByLabel('Comfortable'));
  await expect.poll(rowHeight).toBe(36);
  await choose(desk.getByLabel('Compact'));
  await expect.poll(rowHeight).toBe(28);
  await choose(desk.getByLabel('Español'));
  await expect(desk.getByRole('heading', { name: 'Su pantalla' })).toBeVisible();
  expect(await root('lang')).toBe('es');

  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  await expect(desk.getByRole('combobox', { name: 'Buscar pacientes y comandos' })).toBeVisible();
  expect([await root('lang'), await root('data-density')]).toEqual(['es', 'compact']);
  await desk.keyboard.press('Alt+7');
  await choose(desk.getByLabel('English'));
  await expect(desk.getByRole('heading', { name: 'Your screen' })).toBeVisible();
});

test('the minutes until the lock are changed, and the change locks', async () => {
  await desk.keyboard.press('Alt+7');
  await part('Locking');
  const minutes = field(desk, 'Lock after so many minutes without a key or the mouse');
  await expect(minutes).toHaveValue('5');
  await minutes.fill('');
  await press(desk, 'Save');
  await expect(desk.getByText('Please fill in this field.')).toBeVisible();
  await expect(minutes).toBeFocused();
  await minutes.pressSequentially('9');
  await field(desk, 'Clear what was copied here from the clipboard after so many seconds').fill('20');
  await press(desk, 'Save');
  const door = await station.page('unlock');
  await expect(door.getByText('Locked because the settings for locking changed.')).toBeVisible();
  desk = await enterWith(station, door, OWNER.password);
  await expect(desk.getByText('Locks in 9 min')).toBeVisible();
  expect(await given(desk, 'policy.read', {})).toMatchObject({ autoLockMinutes: 9, clipboardClearSeconds: 20 });
});

test('a person is removed, and is gone from the door', async () => {
  await desk.keyboard.press('Alt+7');
  await part('Staff');
  await press(desk, `Remove: ${PERSON}`);
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText(`${PERSON} can no longer sign in here.`)).toBeVisible();
  await field(dialog, 'Code from your phone').fill(await phone.code());
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(desk.getByText(new RegExp(`^Removed ${PERSON}\\.`))).toBeVisible();
  await expect(row(PERSON)).toContainText('Removed');
  await expect(row(PERSON).getByRole('button')).toHaveCount(0);
  const door = await lockByKeys(station);
  await expect(door.getByRole('radio', { name: PERSON })).toHaveCount(0);
});
