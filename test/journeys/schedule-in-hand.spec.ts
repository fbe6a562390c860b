import { expect, type Page, test } from '@playwright/test';
import { todayIn } from '../../renderer/schedule/wall-time.ts';
import { SETUP } from '../support/schedule.ts';
import { bookFor, type ScheduleDesk, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { field, press } from '../support/screen.ts';
import { given, type TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  ({ station, desk, patients } = await startSchedule([
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
    ['Moreau', 'Léo'],
  ]));
});
test.afterAll(() => station.close());

const dialog = () => desk.getByRole('dialog');
const undo = () => desk.getByRole('region', { name: 'Undo' });
const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });
const laidAside = async (name: string): Promise<void> => {
  await expect(undo()).toContainText(`What was in hand for ${name} was laid aside.`);
  await press(desk, 'Undo');
};
const choose = async (typed: string, name: RegExp): Promise<void> => {
  await field(desk, 'For whom? Name, birth date, phone or record number').fill(typed);
  await dialog().getByRole('button', { name }).click();
};

test('a booking that is being typed gives way to a move and to the wait list, and is offered back with what was typed', async () => {
  await bookFor(desk, patients['Okafor'], '2031-05-14', 600);
  await given(desk, 'wait.add', {
    ...{ patientId: patients['Moreau'] ?? '', visitTypeId: SETUP.visitTypes[0]?.visitTypeId ?? '', minutes: 30, providerId: null },
    ...{ weekdays: [], part: 'any', fromDay: '2031-05-14' },
  });
  await turnTo(desk, '5/14/2031');
  await press(desk, 'Book a visit');
  await choose('lindq', /Lindqvist, Åsa/);
  await field(desk, 'Note on the visit (optional)').fill('with an interpreter');
  await desk.keyboard.press('Escape');
  await visit('Okafor, Ngozi').press('Enter');
  await press(desk, 'Move the visit');
  await laidAside('Lindqvist, Åsa');
  await expect(desk.getByText('To be booked: Lindqvist, Åsa.')).toBeVisible();
  await press(desk, 'Wait list');
  await dialog().getByRole('button', { name: 'Book: Moreau, Léo' }).press('Enter');
  await expect(dialog()).toContainText('Moreau, Léo');
  await laidAside('Lindqvist, Åsa');
  await desk.getByRole('button', { name: 'Book a visit' }).press('Enter');
  await expect(field(desk, 'Note on the visit (optional)')).toHaveValue('with an interpreter');
});

test('somebody else gets the time that was typed, not the note, the kind or the length', async () => {
  await field(desk, 'Kind of visit').selectOption({ label: 'Flu shot (10 minutes)' });
  await field(desk, 'Length in minutes').fill('50');
  await field(desk, 'Time').fill('9:45');
  await press(desk, 'Somebody else');
  await choose('moreau', /Moreau, Léo/);
  await expect(field(desk, 'Time')).toHaveValue('9:45');
  await expect(field(desk, 'Note on the visit (optional)')).toHaveValue('');
  await expect(field(desk, 'Length in minutes')).toHaveValue('30');
});

test('a check-in that is under way gives way to another patient’s, and is offered back with its ticks', async () => {
  await dialog().getByRole('button', { name: 'Cancel', exact: true }).click();
  const today = todayIn(SETUP.timeZone);
  await bookFor(desk, patients['Okafor'], today, 600, 30, { anyway: 'whatever day it is' });
  await bookFor(desk, patients['Lindqvist'], today, 660, 30, { anyway: 'whatever day it is' });
  await desk.keyboard.press('Alt+1');
  await desk.getByRole('button', { name: /Okafor, Ngozi/ }).press('Enter');
  await desk.keyboard.press('1');
  await dialog().getByRole('button', { name: 'Open the chart' }).click();
  await desk.keyboard.press('Alt+2');
  await desk.getByRole('main').getByRole('button', { name: 'Today' }).click();
  await visit('Okafor, Ngozi').press('Enter');
  await dialog().getByRole('button', { name: 'Check in' }).press('Enter');
  await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeChecked();
  await dialog().getByRole('button', { name: 'Open the chart' }).click();
  await desk.keyboard.press('Alt+2');
  await visit('Lindqvist, Åsa').press('Enter');
  await dialog().getByRole('button', { name: 'Check in' }).press('Enter');
  await expect(dialog()).toContainText('Check in Lindqvist, Åsa');
  await laidAside('Okafor, Ngozi');
  await expect(dialog()).toContainText('Check in Okafor, Ngozi');
  await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeChecked();
});
