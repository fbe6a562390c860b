import { expect, test } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { todayIn } from '../../renderer/schedule/wall-time.ts';
import { seriousFindings } from '../support/axe.ts';
import { SETUP } from '../support/schedule.ts';
import { bookFor, startSchedule } from '../support/schedule-desk.ts';
import { press } from '../support/screen.ts';

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
  await ending.getByRole('button', { name: 'Take the last step back' }).press('Enter');
  await expect(visit('Lindqvist, Åsa')).toContainText('not closed');
  await station.close();
});
