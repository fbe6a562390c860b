import { expect, test } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { todayIn } from '../../renderer/schedule/wall-time.ts';
import { seriousFindings } from '../support/axe.ts';
import { SETUP } from '../support/schedule.ts';
import { BEA, bookFor, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { field, press } from '../support/screen.ts';

test('the visits of a day that is over are closed from the schedule, each with its way back', async () => {
  const { station, desk, patients } = await startSchedule([
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
  ]);
  const yesterday = Temporal.PlainDate.from(todayIn(SETUP.timeZone)).subtract({ days: 1 }).toString();
  await bookFor(desk, patients['Okafor'], yesterday, 600, 30, { anyway: 'noted late' });
  await bookFor(desk, patients['Lindqvist'], yesterday, 660, 30, { anyway: 'noted late' });
  await desk.keyboard.press('Alt+2');
  await press(desk, 'Day before');
  const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });
  await expect(visit('Okafor, Ngozi')).toContainText('not closed');
  await visit('Okafor, Ngozi').press('Enter');
  const ending = desk.getByRole('dialog').getByRole('group', { name: 'How it ended:' });
  expect(await seriousFindings(desk)).toEqual([]);
  await ending.getByRole('button', { name: 'Seen' }).press('Enter');
  await expect(visit('Okafor, Ngozi')).not.toContainText('not closed');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Okafor, Ngozi has been seen.');
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toContainText('not closed');
  await visit('Lindqvist, Åsa').press('Enter');
  await ending.getByRole('button', { name: 'Did not come' }).press('Enter');
  await expect(visit('Lindqvist, Åsa')).not.toContainText('not closed');
  await visit('Lindqvist, Åsa').press('Enter');
  const offered = desk.getByRole('dialog').getByRole('button', { name: /^(Move|Cancel) the visit$/ });
  await expect(offered).toHaveCount(0);
  await ending.getByRole('button', { name: 'Take the last step back' }).press('Enter');
  await expect(visit('Lindqvist, Åsa')).toContainText('not closed');
  await visit('Lindqvist, Åsa').press('Enter');
  await expect(offered).toHaveCount(2);
  await station.close();
});

test('a day that is over, and a time at which the patient is with somebody else, are asked about before anything is booked', async () => {
  const { station, desk, patients } = await startSchedule([['Okafor', 'Ngozi']]);
  await bookFor(desk, patients['Okafor'], '2031-05-14', 600, 30, { providerId: BEA.providerId });
  await turnTo(desk, '5/14/2031');
  await press(desk, 'Book a visit');
  const dialog = desk.getByRole('dialog');
  await field(desk, 'For whom? Name, birth date, phone or record number').fill('okaf');
  await dialog.getByRole('button', { name: /Okafor, Ngozi/ }).click();
  await field(desk, 'Time').fill('10:15');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('This patient already has a visit at that time.');
  await dialog.getByRole('textbox', { name: 'Day', exact: true }).fill('5/12/2021');
  await field(desk, 'Time').fill('10:15');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('That day is over.');
  await field(desk, 'Why it is needed all the same').fill('noted afterwards');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(desk.locator('.ec-event').filter({ hasText: 'Okafor, Ngozi' })).toContainText('not closed');
  await station.close();
});
