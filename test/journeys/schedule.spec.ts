import { expect, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { found, OWNER } from '../support/people.ts';
import { enterWith, field, goTo, lockByKeys, press } from '../support/screen.ts';
import { given, NO_LISTS, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const DOCTOR = 'Dr. Ada Okoye';
const NURSE = 'Ruth Baker, NP';

let station: TestWorkstation;
let desk: Page;
const refusals: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
  for (const [familyName, givenName] of [
    ['Okafor', 'Ngozi'],
    ['Lindqvist', 'Åsa'],
  ] as const)
    await given(desk, 'patient.register', { details: { familyName, givenName, birthDate: '1988-11-02' }, lists: NO_LISTS });
  listen();
});
test.afterAll(() => station.close());

/** What the page's policy refuses is said on its console. */
const listen = (): void => {
  desk.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refusals.push(message.text());
  });
};

const open = async (typed: string, name: string): Promise<void> => {
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type(typed);
  await desk.locator('[role=option][data-combobox-selected]').filter({ hasText: name }).waitFor();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('patient-banner')).toContainText(name);
};
const dialog = () => desk.getByRole('dialog');
const visit = (name: string) => desk.locator('.ec-event').filter({ hasText: name });

/** Pulls a visit into the column of somebody, so many hours lower. */
const pull = async (name: string, column: string, hours: number): Promise<void> => {
  const block = await visit(name).boundingBox();
  const head = await desk.locator('.day-grid').getByText(column, { exact: true }).first().boundingBox();
  if (block === null || head === null) throw new Error('it is not on the screen');
  const [x, y] = [block.x + block.width / 2, block.y + block.height / 2];
  await desk.mouse.move(x, y);
  await desk.mouse.down();
  await desk.mouse.move(x, y + 30, { steps: 4 });
  await desk.mouse.move(head.x + head.width / 2, y + hours * 4 * 22, { steps: 8 });
  await desk.mouse.up();
};

/** A weekday far ahead, on which the practice is open. */
const WEDNESDAY = '5/14/2031';

test('who sees patients and for what is set up once, and until then the schedule says what is missing', async () => {
  await desk.keyboard.press('Alt+2');
  await expect(desk.getByText('The schedule is not set up yet')).toBeVisible();
  await press(desk, 'Go to the settings');
  await goTo(desk, 'Schedule', 'Settings');
  for (const [at, name] of [DOCTOR, NURSE].entries()) {
    await press(desk, 'Add somebody who sees patients');
    await desk.locator(`input[name="provider-${at}"]`).fill(name);
  }
  await press(desk, 'Add a kind of visit');
  await desk.locator('input[name="visit-type-0"]').fill('Check-up');
  await desk.locator('input[name="opens-5"]').fill('9');
  await press(desk, 'Save');
  await expect(desk.getByText('Some times of the day can’t be read')).toBeVisible();
  await desk.locator('input[name="opens-5"]').fill('');
  await press(desk, 'Save');
  await expect(desk.getByText('The schedule’s set-up is saved.')).toBeVisible();
  expect(await seriousFindings(desk)).toEqual([]);
});

test('a visit is booked for a patient who was found, by the keyboard alone, and stands in the day’s column', async () => {
  await open('okafor', 'Okafor, Ngozi');
  await desk.getByRole('button', { name: 'Book a visit' }).press('Enter');
  await expect(desk.getByText('To be booked: Okafor, Ngozi.')).toBeVisible();
  await desk.getByRole('textbox', { name: 'Go to a day' }).focus();
  await desk.keyboard.press('Control+a');
  await desk.keyboard.type(WEDNESDAY);
  await expect(desk.getByRole('heading', { name: 'Wednesday, May 14, 2031' })).toBeVisible();
  await desk.getByRole('button', { name: 'Book a visit' }).press('Enter');
  await expect(field(desk, 'Time')).toBeFocused();
  await desk.keyboard.type('930');
  await expect(dialog()).toContainText('9:30 AM to 10:00 AM');
  await desk.keyboard.press('Enter');
  await expect(visit('Okafor, Ngozi')).toContainText('9:30 AM Check-up');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Booked Okafor, Ngozi: Wednesday, May 14, 2031, 9:30 AM.');
  await expect(desk.getByText('1 visit', { exact: true })).toBeVisible();
  expect(await seriousFindings(desk)).toEqual([]);
});

test('a taken time asks why, and the booking that is being typed survives a lock', async () => {
  await press(desk, 'Book a visit');
  await field(desk, 'For whom? Name, birth date, phone or record number').fill('lindq');
  await dialog()
    .getByRole('button', { name: /Lindqvist, Åsa/ })
    .click();
  await field(desk, 'Time').fill('9:45');
  await dialog().getByRole('button', { name: 'Book', exact: true }).click();
  await expect(dialog()).toContainText('This provider already has a visit at that time.');
  await field(desk, 'Why it is needed all the same').fill('sisters, seen together');
  await desk.waitForTimeout(400);
  const door = await lockByKeys(station);
  desk = await enterWith(station, door, OWNER.password);
  listen();
  await expect(field(desk, 'Time')).toHaveValue('9:45');
  await dialog().getByRole('button', { name: 'Book', exact: true }).click();
  await expect(field(desk, 'Why it is needed all the same')).toHaveValue('sisters, seen together');
  await dialog().getByRole('button', { name: 'Book', exact: true }).click();
  await expect(visit('Lindqvist, Åsa')).toContainText('9:45 AM Check-up');
  await expect(desk.getByText('2 visits', { exact: true })).toBeVisible();
});

test('a booking is undone, a visit is cancelled with its reason, and the undo brings it back', async () => {
  await press(desk, 'Undo');
  await expect(visit('Lindqvist, Åsa')).toHaveCount(0);
  await visit('Okafor, Ngozi').press('Enter');
  await expect(dialog()).toContainText('November 2, 1988');
  await dialog().getByLabel('Why it will not take place').selectOption('The patient can’t come');
  await press(desk, 'Cancel the visit');
  await expect(visit('Okafor, Ngozi')).toHaveCount(0);
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toHaveCount(1);
});

test('a visit is moved by the keyboard and by pulling it, and each move can be undone', async () => {
  await visit('Okafor, Ngozi').press('Enter');
  await press(desk, 'Move the visit');
  await expect(desk.getByText('To be moved: Okafor, Ngozi.')).toBeVisible();
  await press(desk, 'Day after');
  await expect(desk.getByRole('heading', { name: 'Thursday, May 15, 2031' })).toBeVisible();
  await desk.getByRole('button', { name: 'Move the visit' }).press('Enter');
  await expect(field(desk, 'Time')).toBeFocused();
  await desk.keyboard.type('2pm');
  await desk.keyboard.press('Enter');
  await expect(visit('Okafor, Ngozi')).toContainText('2:00 PM');
  await press(desk, 'Undo');
  await expect(desk.getByRole('heading', { name: 'Wednesday, May 14, 2031' })).toBeVisible();
  await expect(visit('Okafor, Ngozi')).toContainText('9:30 AM');

  // two hours lower, in the nurse's column
  await pull('Okafor, Ngozi', NURSE, 2);
  await expect(visit('Okafor, Ngozi')).toContainText('11:30 AM');
  await expect(visit('Okafor, Ngozi')).toContainText(NURSE);
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toContainText('9:30 AM');
  await expect(visit('Okafor, Ngozi')).toContainText(DOCTOR);
});

test('a visit that is pulled onto a taken time stays where it was, and the form says why and asks', async () => {
  const { hits } = await given(desk, 'patient.search', { query: 'lindq' });
  const { providers, visitTypes } = await given(desk, 'schedule.setup', {});
  await given(desk, 'visit.book', {
    ...{ patientId: hits[0]?.patientId ?? '', providerId: providers[1]?.providerId ?? '', visitTypeId: visitTypes[0]?.visitTypeId ?? '' },
    ...{ day: '2031-05-14', start: 690, minutes: 30 },
  });
  await press(desk, 'Day after');
  await press(desk, 'Day before');
  await expect(visit('Lindqvist, Åsa')).toContainText('11:30 AM');
  await pull('Okafor, Ngozi', NURSE, 2);
  await expect(dialog().getByRole('alert')).toContainText('This provider already has a visit at that time.');
  await expect(field(desk, 'Time')).toHaveValue('11:30 AM');
  await expect(field(desk, 'Why it is needed all the same')).toBeVisible();
  await field(desk, 'Time').fill('11');
  await expect(dialog().getByRole('alert')).toHaveCount(0);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await expect(visit('Okafor, Ngozi')).toContainText('9:30 AM');
  await expect(visit('Okafor, Ngozi')).toContainText(DOCTOR);
  await expect(visit('Lindqvist, Åsa')).toContainText('11:30 AM');
  // with the reason it goes there all the same
  await pull('Okafor, Ngozi', NURSE, 2);
  await field(desk, 'Why it is needed all the same').fill('seen together');
  await desk.keyboard.press('Enter');
  await expect(visit('Okafor, Ngozi')).toContainText('11:30 AM');
  await press(desk, 'Undo');
  await expect(visit('Okafor, Ngozi')).toContainText('9:30 AM');
});

test('the page’s policy had nothing to refuse', () => {
  expect(refusals).toEqual([]);
});
