import { expect, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { OWNER } from '../support/people.ts';
import { bookFor, type ScheduleDesk, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { enterWith, field, lockByKeys, press } from '../support/screen.ts';
import type { TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  ({ station, desk, patients } = await startSchedule([['Okafor', 'Ngozi']]));
  await bookFor(desk, patients['Okafor'], '2031-05-14', 480, 540);
  await bookFor(desk, patients['Okafor'], '2031-05-15', 480, 90);
});
test.afterAll(() => station.close());

const dialog = () => desk.getByRole('dialog');
const takeInHand = async (): Promise<void> => {
  await turnTo(desk, '5/14/2031');
  await press(desk, 'Book a visit');
  await field(desk, 'For whom? Name, birth date, phone or record number').fill('okafor');
  await dialog()
    .getByRole('button', { name: /Okafor, Ngozi/ })
    .press('Enter');
  await expect(field(desk, 'Time')).toBeVisible();
};

test('the next free time is found and booked by the keys alone', async () => {
  await takeInHand();
  await field(desk, 'Time').focus();
  await desk.keyboard.press('Control+.');
  const first = dialog().getByRole('button', { name: 'Thursday, May 15, 2031, 9:30 AM' });
  await expect(first).toBeFocused();
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Enter');
  await expect(field(desk, 'Time')).toBeFocused();
  await expect(field(desk, 'Time')).toHaveValue(/9:30/);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: 'Thursday, May 15, 2031' })).toBeVisible();
  await expect(desk.locator('.ec-event').filter({ hasText: '9:30 AM' })).toHaveCount(1);
});

test('a weekday and a part of the day are kept to, later ones follow, and the wishes survive a lock', async () => {
  await takeInHand();
  await press(desk, 'Next free times');
  await dialog().getByRole('checkbox', { name: 'Tuesday' }).check();
  await dialog().getByLabel('Part of the day').selectOption('Afternoon');
  await expect(dialog().getByRole('listitem').first()).toHaveText('Tuesday, May 20, 2031, 12:00 PM');
  await press(desk, 'Later ones');
  await expect(dialog().getByRole('listitem').first()).toHaveText(/Tuesday, June 10, 2031/);
  await desk.waitForTimeout(400);
  const door = await lockByKeys(station);
  desk = await enterWith(station, door, OWNER.password);
  await expect(dialog().getByRole('listitem').first()).toHaveText(/Tuesday, June 10, 2031/);
  await dialog().getByRole('listitem').first().getByRole('button').click();
  await field(desk, 'Length in minutes').fill('45');
  await expect(dialog()).toContainText('12:30 PM to 1:15 PM');
});
