import { expect, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { AMARA } from '../support/schedule.ts';
import { bookFor, type ScheduleDesk, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { field, goTo, press } from '../support/screen.ts';
import type { TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  ({ station, desk, patients } = await startSchedule([['Okafor', 'Ngozi']]));
  await bookFor(desk, patients['Okafor'], '2031-05-14', 600);
});
test.afterAll(() => station.close());

const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });

test('a provider’s hours are blocked from the keyboard, what stands in them is said, and the undo frees them', async () => {
  await turnTo(desk, '5/14/2031');
  await desk.getByRole('button', { name: 'Block a time' }).press('Enter');
  await field(desk, 'Why').selectOption('Meeting');
  await field(desk, 'From (time)').fill('9:30');
  await field(desk, 'Until (time)').fill('11');
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('1 visit stands there and is to be moved.');
  await expect(visit('Okafor, Ngozi')).toContainText('to be moved');
  await expect(desk.locator('.shade')).toContainText('Meeting');
  await press(desk, 'Undo');
  await expect(desk.locator('.shade')).toHaveCount(0);
  await expect(visit('Okafor, Ngozi')).not.toContainText('to be moved');
});

test('an absence of days is shown on each of them, and is taken away again', async () => {
  await press(desk, 'Block a time');
  await field(desk, 'Last day').fill('5/16/2031');
  await press(desk, 'Block');
  await press(desk, 'Day after');
  await expect(desk.getByText(`${AMARA.name}: Vacation, Wed, May 14 to Fri, May 16, all day`).first()).toBeVisible();
  await expect(desk.locator('.shade')).toHaveCount(1);
  await desk.getByRole('button', { name: /^Remove: Dr\. Amara/ }).click();
  await expect(desk.locator('.shade')).toHaveCount(0);
});

test('a day that is closed afterwards says so, with the visit that stands on it; so does who left', async () => {
  await desk.keyboard.press('Alt+7');
  await goTo(desk, 'Schedule', 'Settings');
  await press(desk, 'Add closed days');
  await field(desk, 'What for').fill('Moving house');
  await field(desk, 'First day').fill('5/14/2031');
  await desk.getByRole('checkbox', { name: 'In use' }).first().uncheck();
  await press(desk, 'Save');
  await expect(desk.getByText('The schedule’s set-up is saved.')).toBeVisible();
  await expect(desk.getByText('1 visit stands there and is to be moved.')).toHaveCount(2);
  expect(await seriousFindings(desk)).toEqual([]);
  await turnTo(desk, '5/14/2031');
  await expect(desk.getByText('Wednesday, May 14, 2031: closed (Moving house). 1 visit stands there and is to be moved.')).toBeVisible();
  await expect(visit('Okafor, Ngozi')).toContainText('to be moved');
});
