import { expect, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { OWNER } from '../support/people.ts';
import { AMARA } from '../support/schedule.ts';
import { BEA, bookFor, type ScheduleDesk, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { enterWith, field, lockByKeys, press } from '../support/screen.ts';
import type { TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  ({ station, desk, patients } = await startSchedule([['Okafor', 'Ngozi']]));
  await bookFor(desk, patients['Okafor'], '2031-05-14', 540, 30, { providerId: BEA.providerId });
});
test.afterAll(() => station.close());

const dialog = () => desk.getByRole('dialog');
const column = (name: string) => desk.locator('.day-grid .ec-header').getByText(name, { exact: true });

test('a way to look at the schedule is kept under a key, and shown by it after a lock too', async () => {
  await turnTo(desk, '5/14/2031');
  await expect(column(AMARA.name)).toHaveCount(1);
  await press(desk, 'Views');
  await dialog().getByRole('checkbox', { name: AMARA.name }).uncheck();
  await dialog().getByText('Compact', { exact: true }).click();
  await field(dialog(), 'Keep this view as').fill('Bea alone');
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Enter');
  await expect(dialog().getByRole('button', { name: 'F2: Bea alone' })).toBeVisible();
  await dialog().getByRole('checkbox', { name: AMARA.name }).check();
  await desk.keyboard.press('Escape');
  await expect(column(AMARA.name)).toHaveCount(1);
  await desk.getByText('Week', { exact: true }).first().click();
  await desk.keyboard.press('F2');
  await expect(column(BEA.name)).toHaveCount(1);
  await expect(column(AMARA.name)).toHaveCount(0);
  const door = await lockByKeys(station);
  desk = await enterWith(station, door, OWNER.password);
  await press(desk, 'Views');
  await dialog().getByRole('checkbox', { name: AMARA.name }).check();
  await desk.keyboard.press('Escape');
  await expect(column(AMARA.name)).toHaveCount(1);
  await desk.keyboard.press('F2');
  await expect(column(AMARA.name)).toHaveCount(0);
  await press(desk, 'Views');
  await dialog().getByRole('button', { name: 'Remove: Bea alone' }).click();
  await expect(dialog().getByRole('button', { name: 'F2: Bea alone' })).toHaveCount(0);
});
