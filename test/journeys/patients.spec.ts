import { expect, type Page, test } from '@playwright/test';
import { found } from '../support/people.ts';
import { startWorkstation, type TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
});

test.afterAll(() => station.close());

const toPatients = async (): Promise<void> => {
  await desk.getByRole('button', { name: 'Patients', exact: true }).press('Enter');
};
const searchBox = () => desk.getByRole('combobox', { name: 'Find a patient' });
const banner = () => desk.getByTestId('patient-banner');

const search = async (typed: string): Promise<void> => {
  await searchBox().press('Control+A');
  await desk.keyboard.type(typed);
};

test('a patient is registered without the mouse, from the search that found nobody', async () => {
  await toPatients();
  await expect(searchBox()).toBeFocused();
  await desk.keyboard.type('maria garcia 3/4/61');
  const offer = desk.getByRole('button', { name: /^Register “maria garcia/ });
  await expect(offer).toBeVisible();
  await offer.press('Enter');
  await expect(desk.getByLabel('Last name')).toBeFocused();
  await expect(desk.getByLabel('Last name')).toHaveValue('Garcia');
  await expect(desk.getByLabel('First name')).toHaveValue('Maria');
  await expect(desk.getByLabel('Birth date', { exact: true })).toHaveValue('03/04/1961');
  await expect(desk.getByText(/March 4, 1961 \(\d+\)/)).toBeVisible();
  await desk.getByLabel('Mobile phone').focus();
  await desk.keyboard.type('(512) 555-0142');
  await desk.keyboard.press('Control+Enter');
  await expect(banner()).toContainText('Garcia, Maria');
  await expect(banner()).toContainText('March 4, 1961');
  await expect(banner()).toContainText('MRN');
  await expect(desk.getByText(/^Saved \d+:\d\d/)).toBeVisible();
});

test('the patient is found by parts of the name and by birth date, opened, edited and put back', async () => {
  await desk.getByRole('button', { name: 'Back to search' }).press('Enter');
  for (const typed of ['gar mar', '3/4/61', '0142']) {
    await search(typed);
    await expect(desk.getByRole('option', { name: /Garcia, Maria.*March 4, 1961/ })).toHaveCount(1);
  }
  await desk.keyboard.press('Enter');
  await expect(banner()).toContainText('Garcia, Maria');
  await desk.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
  await desk.getByLabel('City', { exact: true }).focus();
  await desk.keyboard.type('Austin');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('Austin')).toBeVisible();
  await desk.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(desk.getByText('Austin')).toHaveCount(0);
});
