import { expect, test } from '@playwright/test';
import { nextOpenDay } from '../../renderer/schedule/next-open-day.ts';
import { todayIn } from '../../renderer/schedule/wall-time.ts';
import { seriousFindings } from '../support/axe.ts';
import { SETUP } from '../support/schedule.ts';
import { bookFor, startSchedule } from '../support/schedule-desk.ts';

test('the next open day’s patients are called, and the list keeps how each call ended', async () => {
  const { station, desk, patients } = await startSchedule([
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
  ]);
  const day = nextOpenDay(SETUP, todayIn(SETUP.timeZone));
  await bookFor(desk, patients['Okafor'], day, 600);
  await bookFor(desk, patients['Lindqvist'], day, 660);
  await desk.keyboard.press('Alt+2');
  await desk.getByRole('button', { name: 'Calls', exact: true }).press('Enter');
  const dialog = desk.getByRole('dialog');
  await expect(dialog).toContainText('2 visits not confirmed yet');
  await expect(dialog).toContainText('No number is known');
  await dialog.getByRole('button', { name: 'No answer: Lindqvist, Åsa' }).press('Enter');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Lindqvist' })).toContainText('No answer,');
  await dialog.getByRole('button', { name: 'Confirmed: Okafor, Ngozi' }).press('Enter');
  await expect(dialog).toContainText('1 visit not confirmed yet');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Okafor' })).toContainText('Confirmed,');
  const undo = desk.getByRole('region', { name: 'Undo' });
  await expect(undo).toContainText('Okafor, Ngozi: Confirmed.');
  await undo.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog).toContainText('2 visits not confirmed yet');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Okafor' })).not.toContainText('Confirmed,');
  await dialog.getByRole('button', { name: 'Confirmed: Okafor, Ngozi' }).press('Enter');
  await expect(dialog).toContainText('1 visit not confirmed yet');
  await dialog.getByRole('button', { name: 'No answer: Okafor, Ngozi' }).press('Enter');
  await expect(dialog).toContainText('2 visits not confirmed yet');
  await expect(undo).toContainText('Okafor, Ngozi: No answer. The visit is no longer confirmed.');
  expect(await seriousFindings(desk)).toEqual([]);
  await station.close();
});
