import { expect, type Page, test } from '@playwright/test';
import { found, OWNER } from '../support/people.ts';
import { field, press } from '../support/screen.ts';
import { given, NO_LISTS, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
  for (const [familyName, givenName] of [
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
  ] as const)
    await given(desk, 'patient.register', { details: { familyName, givenName, birthDate: '1988-11-02' }, lists: NO_LISTS });
});
test.afterAll(() => station.close());

const log = () => desk.getByRole('grid', { name: 'Log entries' });
/** Columns: number, time, person, action, patients, outcome. */
const column = async (at: number): Promise<string[]> => log().locator(`tbody tr td:nth-child(${at})`).allInnerTexts();
const actions = () => column(4);

/** Types into one of the filters and takes the first answer. */
const choose = async (label: string, typed: string, option: string): Promise<void> => {
  const filter = desk.getByRole('combobox', { name: label, exact: true });
  await filter.click();
  await filter.fill(typed);
  await desk.getByRole('option', { name: option }).first().click();
};

/** Finds and opens a patient by the keys alone. */
const open = async (typed: string, name: string): Promise<void> => {
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type(typed);
  await desk.locator('[role=option][data-combobox-selected]').filter({ hasText: name }).waitFor();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('patient-banner')).toContainText(name);
};

test('who looked at this chart: what was just done stands in it, with the day and the time', async () => {
  await open('okafor', 'Okafor, Ngozi');
  await desk.getByRole('tab', { name: 'Who looked' }).click();
  const looks = desk.getByRole('tabpanel').getByRole('row');
  await expect(looks.filter({ hasText: 'Opened the chart' }).first()).toContainText(OWNER.ownerName);
  await expect(looks.filter({ hasText: 'Registered' })).toContainText(/\w+ \d{1,2}, \d{4}/);
  await open('lindq', 'Lindqvist, Åsa');
});

test('the log is looked through by patient, action, person and day, and drafts stand aside until they are asked for', async () => {
  // A draft comes about by typing into a form.
  await press(desk, 'Edit');
  await field(desk, 'Preferred name').fill('Ossi');
  await desk.waitForTimeout(700);
  await press(desk, /^Cancel/);
  const leave = desk.getByRole('dialog').getByRole('button').last();
  if (await leave.isVisible()) await leave.click();

  await desk.keyboard.press('Alt+6');
  await expect.poll(actions).toContain('Chart opened');
  expect(await actions()).not.toContain('Draft kept');
  await desk.getByLabel('Show drafts too').check();
  await expect.poll(actions).toContain('Draft kept');
  await desk.getByLabel('Show drafts too').uncheck();
  await expect.poll(actions).not.toContain('Draft kept');

  await choose('Patient', 'okaf', 'Okafor');
  await expect.poll(async () => new Set(await column(5)).size).toBeLessThanOrEqual(2);
  for (const said of await column(5)) expect(said).toContain('Okafor');
  await choose('Action', 'Chart opened', 'Chart opened');
  await expect.poll(async () => new Set(await actions())).toEqual(new Set(['Chart opened']));
  await choose('Person', 'Amara', OWNER.ownerName);
  await expect.poll(async () => new Set(await column(3))).toEqual(new Set([OWNER.ownerName]));

  await field(desk, 'From').fill('3/4/1961');
  await expect(desk.getByText('March 4, 1961')).toBeVisible();
  await field(desk, 'To').fill('12/31/1999');
  await expect(desk.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await press(desk, 'Clear filters');
  await expect.poll(async () => new Set(await actions()).size).toBeGreaterThan(2);
});

test('one entry is read with the keys, the log is checked, and looking at it is itself in the log', async () => {
  await log().focus();
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('j');
  const detail = desk.getByRole('region', { name: /^Entry \d+/ });
  await expect(detail).toContainText('Front desk 1');
  await press(desk, 'Close entry');
  await expect(detail).toBeHidden();
  await log().focus();
  await desk.keyboard.press('/');
  await expect(desk.getByRole('combobox', { name: 'Search patients and commands' })).toBeFocused();

  await desk.keyboard.type('verify');
  await desk.getByRole('option', { name: 'Verify log' }).click();
  await expect(desk.getByText('Intact', { exact: true })).toBeVisible();
  await expect(desk.getByText(/All \d+ entries are in place and signed\./)).toBeVisible();

  await choose('Action', 'Audit log read', 'Audit log read');
  await expect.poll(async () => new Set(await actions())).toEqual(new Set(['Audit log read']));
  await expect(log().getByRole('row').nth(1)).toContainText(OWNER.ownerName);
});
