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
  await bookFor(desk, patients['Lindqvist'], '2031-05-21', 540);
});
test.afterAll(() => station.close());

const dialog = () => desk.getByRole('dialog');
const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });
const undo = () => desk.getByRole('region', { name: 'Undo' });

test('a visit that comes again shows each of its days with what stands against it, and is booked in one act', async () => {
  await turnTo(desk, '5/14/2031');
  await press(desk, 'Book a visit');
  await field(desk, 'For whom? Name, birth date, phone or record number').fill('okafor');
  await dialog()
    .getByRole('button', { name: /Okafor, Ngozi/ })
    .click();
  await field(desk, 'Time').fill('9');
  await field(desk, 'Comes again').selectOption('Every week or every few weeks');
  await field(desk, 'Visits in all').fill('4');
  await expect(dialog().getByRole('listitem')).toHaveCount(4);
  await expect(dialog().getByRole('listitem').nth(1)).toContainText('somebody has that time');
  await expect(dialog()).toContainText('3 visits will be booked.');
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Control+Enter');
  await expect(undo()).toContainText('Booked Okafor, Ngozi: 3 visits, the first Wednesday, May 14, 2031, 9:00 AM.');
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toHaveCount(0);
});

test('a day against which something stands is booked when somebody says why', async () => {
  await press(desk, 'Book a visit');
  await field(desk, 'For whom? Name, birth date, phone or record number').fill('okafor');
  await dialog()
    .getByRole('button', { name: /Okafor, Ngozi/ })
    .click();
  await field(desk, 'Time').fill('9');
  await field(desk, 'Comes again').selectOption('Every week or every few weeks');
  await dialog().getByRole('checkbox', { name: 'Wednesday, May 21, 2031' }).check();
  await field(desk, 'Why it is needed all the same').fill('every week counts');
  await desk.keyboard.press('Control+Enter');
  await expect(undo()).toContainText('6 visits');
});

test('this visit and the following are moved, and cancelled, together; each undo brings them back', async () => {
  await turnTo(desk, '5/28/2031');
  await visit('Okafor, Ngozi').press('Enter');
  await expect(dialog()).toContainText('One of a series.');
  await press(desk, 'Move the visit');
  await desk.getByRole('button', { name: 'Move the visit' }).press('Enter');
  await field(desk, 'Time').fill('2pm');
  await field(desk, 'Which visits are moved').selectOption('This one and the following');
  await desk.keyboard.press('Control+Enter');
  await expect(undo()).toContainText('Moved Okafor, Ngozi: 4 visits, the first now Wednesday, May 28, 2031, 2:00 PM.');
  await expect(visit('Okafor, Ngozi')).toContainText('2:00 PM');
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toContainText('9:00 AM');
  await visit('Okafor, Ngozi').press('Enter');
  await field(dialog(), 'Which visits').selectOption('All that are still to come');
  await press(desk, 'Cancel the visit');
  await expect(undo()).toContainText('Cancelled Okafor, Ngozi: 6 visits.');
  await expect(visit('Okafor, Ngozi')).toHaveCount(0);
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toContainText('9:00 AM');
});
