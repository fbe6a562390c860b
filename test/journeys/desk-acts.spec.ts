import { expect, type Page, test } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { seriousFindings } from '../support/axe.ts';
import { OWNER } from '../support/people.ts';
import { CHECKUP, SETUP } from '../support/schedule.ts';
import { bookFor, FLU, type ScheduleDesk, startSchedule, turnTo } from '../support/schedule-desk.ts';
import { enterWith, field, lockByKeys, press } from '../support/screen.ts';
import { given, type TestWorkstation } from '../support/workstation.ts';

let station: TestWorkstation;
let desk: Page;
let patients: ScheduleDesk['patients'];
const DAY = '2031-05-14';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  const wholeDay = { opens: 0, closes: 1440 };
  ({ station, desk, patients } = await startSchedule(
    [
      ['Okafor', 'Ngozi'],
      ['Lindqvist', 'Åsa'],
      ['Moreau', 'Léo'],
    ],
    { hours: Array.from({ length: 7 }, () => wholeDay) },
  ));
});
test.afterAll(() => station.close());

const dialog = () => desk.getByRole('dialog');
const undo = () => desk.getByRole('region', { name: 'Undo' });
const card = (laneName: string, name: string) => desk.getByRole('region', { name: laneName }).getByRole('button').filter({ hasText: name });
const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });
/** A free time, so far across the grid. */
const point = async (across: number): Promise<void> => {
  const grid = await desk.locator('.day-grid .ec-main').boundingBox();
  await desk.mouse.click((grid?.x ?? 0) + (grid?.width ?? 0) * across, (grid?.y ?? 0) + (grid?.height ?? 0) / 3);
};
const pinboard = () => desk.getByRole('region', { name: 'Parked' });

test('who walks in is booked for now and stands in the check-in by one key more; given up, the visit stays until it is undone', async () => {
  await desk.keyboard.press('Alt+4');
  await desk.keyboard.press('Control+Shift+N');
  await expect(field(desk, 'For whom? Name, birth date, phone or record number')).toBeFocused();
  await desk.keyboard.type('lindq');
  await dialog()
    .getByRole('button', { name: /Lindqvist, Åsa/ })
    .waitFor();
  await desk.keyboard.press('Tab');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('button', { name: 'Book and check in' })).toBeFocused();
  await expect(field(dialog(), 'When')).toContainText('Now (');
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Enter');
  await expect(dialog()).toContainText('Check in Lindqvist, Åsa');
  await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeFocused();
  await desk.keyboard.press('Escape');
  await expect(undo()).toContainText('Lindqvist, Åsa stays booked:');
  await expect(card('Expected', 'Lindqvist')).toBeVisible();
  await press(desk, 'Undo');
  await expect(card('Expected', 'Lindqvist')).toHaveCount(0);
});

test('a newcomer is registered, booked and checked in from one form, which a lock does not cost; a taken time asks why', async () => {
  await press(desk, 'Walk-in');
  await desk.keyboard.type('rosa delgado');
  await press(desk, 'Register “rosa delgado” as a new patient');
  await expect(field(desk, 'Last name')).toBeFocused();
  await expect(field(desk, 'Last name')).toHaveValue('Delgado');
  await field(desk, 'Birth date').fill('3/4/1961');
  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  await expect(field(dialog(), 'First name')).toHaveValue('Rosa');
  await expect(field(dialog(), 'Birth date')).toHaveValue('03/04/1961');
  expect(await seriousFindings(desk)).toEqual([]);
  const today = Temporal.Now.plainDateISO(SETUP.timeZone).toString();
  const first = await field(dialog(), 'With').inputValue();
  // whoever is free has somebody all day by the time Enter is pressed
  await bookFor(desk, patients['Moreau'], today, 0, 720, { providerId: first, anyway: 'all day' });
  await bookFor(desk, patients['Moreau'], today, 720, 720, { providerId: first, anyway: 'all day' });
  await field(dialog(), 'Birth date').press('Enter');
  await expect(dialog()).toContainText('already has a visit at that time');
  await field(desk, 'Why it is needed all the same').fill('fever, cannot wait');
  await desk.keyboard.press('Enter');
  await expect(dialog()).toContainText('Check in Delgado, Rosa');
  await expect(desk.getByRole('checkbox', { name: /^1 Name/ })).toBeFocused();
  for (const key of ['1', '2', 'Enter']) await desk.keyboard.press(key);
  await expect(card('Waiting', 'Delgado, Rosa')).toBeVisible();
});

test('what is missing of those who are expected is one list, and opens the chart where it belongs', async () => {
  await bookFor(desk, patients['Okafor'], Temporal.Now.plainDateISO(SETUP.timeZone).toString(), 600, 15, { anyway: 'a full day' });
  await press(desk, 'What is missing');
  const row = dialog().getByRole('listitem').filter({ hasText: 'Okafor, Ngozi' });
  await expect(row.getByRole('button')).toHaveText(['A phone number', 'The address', /^A coverage/, /^Privacy notice/, /^Consent/]);
  await expect(dialog().getByRole('listitem').filter({ hasText: 'Delgado' })).toHaveCount(0);
  await dialog()
    .getByRole('button', { name: /^Privacy notice, acknowledged 2$/ })
    .press('Enter');
  await expect(row.getByRole('button')).toHaveText([/^Privacy notice/]);
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('ArrowDown');
  await expect(row.getByRole('button')).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('patient-banner')).toContainText('Okafor, Ngozi');
  await expect(desk.getByRole('tab', { selected: true })).toHaveText('Contacts and consents');
});

test('several visits are parked, stay booked, survive a lock, and go where somebody points', async () => {
  await bookFor(desk, patients['Okafor'], DAY, 30);
  await bookFor(desk, patients['Lindqvist'], DAY, 90);
  await turnTo(desk, '5/14/2031');
  await visit('Okafor, Ngozi').press('Enter');
  await expect(dialog()).toContainText('Okafor, Ngozi');
  await desk.keyboard.press('Control+d');
  await expect(visit('Okafor, Ngozi')).toContainText('parked, 12:30 AM');
  await visit('Lindqvist, Åsa').press('Enter');
  await press(desk, 'Park');
  await expect(pinboard().getByRole('listitem')).toHaveCount(2);
  await expect(pinboard()).toContainText('Each stays booked where it is until it is moved.');
  expect(await seriousFindings(desk)).toEqual([]);
  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  await expect(pinboard().getByRole('listitem')).toHaveText([/Okafor, Ngozi.*Wed, May 14, 12:30 AM/, /Lindqvist, Åsa/]);
  await turnTo(desk, '5/15/2031');
  await expect(desk.getByRole('heading', { name: 'Thursday, May 15, 2031' })).toBeVisible();
  await press(desk, 'Take in hand: Okafor, Ngozi');
  await expect(pinboard()).toContainText('In hand: Okafor, Ngozi. Point at a free time');
  await expect(desk.getByRole('button', { name: 'Put back on the pinboard: Okafor, Ngozi' })).toBeVisible();
  await point(0.75);
  await expect(undo()).toContainText('Moved Okafor, Ngozi to Thursday, May 15, 2031');
  await expect(visit('Okafor, Ngozi')).toBeVisible();
  await expect(pinboard().getByRole('listitem')).toHaveText([/Lindqvist, Åsa/]);
  await bookFor(desk, patients['Moreau'], DAY, 30);
  await desk.keyboard.press('Control+z');
  await expect(desk.getByRole('alert')).toHaveText('Not undone: somebody has that time by now. It stays as it is.');
  await expect(visit('Okafor, Ngozi')).toBeVisible();
});

test('a parked visit that somebody else has changed comes off the pinboard, and is named', async () => {
  const { visits } = await given(desk, 'schedule.day', { day: DAY, after: null });
  const hers = visits.find(({ familyName }) => familyName === 'Lindqvist');
  const { patientId = '', visitId = '', version = 0 } = hers ?? {};
  await press(desk, 'Take in hand: Lindqvist, Åsa');
  await expect(pinboard()).toContainText('In hand: Lindqvist');
  await given(desk, 'visit.edit', { patientId, visitId, version, visitTypeId: CHECKUP.visitTypeId, minutes: 20, roomId: null });
  await point(0.25);
  await expect(desk.getByText('Lindqvist, Åsa is off the pinboard: somebody has changed, moved or cancelled the visit')).toBeVisible();
  await expect(pinboard()).toHaveCount(0);
});

test('what was chosen for a task outlasts Escape, and the chart lists the task', async () => {
  const patientId = patients['Okafor'] ?? '';
  await given(desk, 'task.create', {
    ...{ kind: 'task', patientId, taskText: 'Ask for the referral.', owner: { whose: 'role', role: 'owner' }, due: null },
  });
  await desk.keyboard.press('Alt+3');
  await desk.getByText('All open', { exact: true }).click();
  await desk.getByRole('option', { name: /Ask for the referral/ }).click();
  await desk.getByRole('listbox').focus();
  await desk.keyboard.press('a');
  await field(dialog(), 'Whose').selectOption({ label: 'Nobody yet' });
  await desk.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
  await desk.getByRole('listbox').focus();
  await desk.keyboard.press('a');
  await expect(field(dialog(), 'Whose')).toHaveValue('nobody');
  await press(desk, 'Cancel');
  await desk.keyboard.press('o');
  await desk.getByRole('tab', { name: 'Open tasks' }).click();
  await expect(desk.getByRole('row').filter({ hasText: 'Ask for the referral.' })).toContainText('No date');
  expect(await seriousFindings(desk)).toEqual([]);
  await press(desk, 'Ask for the referral.');
  await expect(desk.getByRole('option', { name: /Ask for the referral/ })).toHaveAttribute('aria-selected', 'true');
});

test('kind, length and room of a series are changed together, and come back together', async () => {
  const rule = { repeats: 'weekly', every: 1, ends: { count: 3 } } as const;
  await given(desk, 'series.book', {
    ...{ patientId: patients['Moreau'] ?? '', providerId: SETUP.providers[0]?.providerId ?? '', visitTypeId: CHECKUP.visitTypeId },
    ...{ start: 60, minutes: 30, rule, days: [DAY, '2031-05-21', '2031-05-28'] },
  });
  await turnTo(desk, '5/21/2031');
  await visit('Moreau, Léo').press('Enter');
  await press(desk, 'Change the visit');
  await field(dialog(), 'Kind of visit').selectOption(FLU.visitTypeId);
  await field(dialog(), 'Which visits are changed').selectOption('This one and the following');
  expect(await seriousFindings(desk)).toEqual([]);
  await desk.keyboard.press('Control+Enter');
  await expect(undo()).toContainText('Changed Moreau, Léo: 2 visits.');
  await expect(visit('Moreau, Léo')).toContainText('Flu shot');
  await press(desk, 'Undo');
  await expect(visit('Moreau, Léo')).toContainText('Check-up');
});
