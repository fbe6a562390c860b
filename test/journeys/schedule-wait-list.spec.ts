import { expect, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { bookFor, type ScheduleDesk, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { field, press } from '../support/screen.ts';
import type { TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  ({ station, desk, patients } = await startSchedule([
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
  ]));
  await bookFor(desk, patients['Okafor'], '2031-05-14', 630);
});
test.afterAll(() => station.close());

const dialog = () => desk.getByRole('dialog');
const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });

test('who finds no time that suits is put on the wait list with their wishes', async () => {
  await turnTo(desk, '5/14/2031');
  await press(desk, 'Book a visit');
  await field(desk, 'For whom? Name, birth date, phone or record number').fill('lindq');
  await dialog()
    .getByRole('button', { name: /Lindqvist, Åsa/ })
    .click();
  await press(desk, 'Next free times');
  await dialog().getByRole('checkbox', { name: 'Wednesday' }).check();
  await press(desk, 'Put on the wait list');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Lindqvist, Åsa is on the wait list.');
  await press(desk, 'Wait list');
  await expect(dialog()).toContainText('Check-up, Dr. Amara Whitfield, Wed, from Wed, May 14 on');
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Escape');
});

test('a cancelled visit’s time is offered to who waits, booking takes them off the list, and the undo puts them back', async () => {
  await visit('Okafor, Ngozi').press('Enter');
  await press(desk, 'Cancel the visit');
  await expect(desk.getByText('Freed: Wednesday, May 14, 2031, 10:30 AM, Dr. Amara Whitfield. 1 on the wait list fits.')).toBeVisible();
  await press(desk, 'Show');
  await dialog().getByRole('button', { name: 'Book: Lindqvist, Åsa' }).press('Enter');
  await expect(field(desk, 'Time')).toHaveValue(/10:30/);
  await dialog().getByRole('button', { name: 'Book', exact: true }).click();
  await expect(visit('Lindqvist, Åsa')).toContainText('10:30 AM');
  await press(desk, 'Wait list');
  await expect(dialog()).toContainText('Nobody waits.');
  await desk.keyboard.press('Escape');
  await press(desk, 'Undo');
  await expect(visit('Lindqvist, Åsa')).toHaveCount(0);
  await press(desk, 'Wait list');
  await expect(dialog()).toContainText('Lindqvist, Åsa');
  await dialog().getByRole('button', { name: 'Remove: Lindqvist, Åsa' }).click();
  await expect(dialog()).toContainText('Nobody waits.');
});
