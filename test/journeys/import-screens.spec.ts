import { expect, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { patientList } from '../support/patient-list.ts';
import { found, OWNER } from '../support/people.ts';
import { enterWith, lockByKeys, press } from '../support/screen.ts';
import { twoSheets } from '../support/workbook.ts';
import { given, NO_LISTS, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** Every date of it can be read in two ways; one heading says nothing, one means something else than it seems. */
const LIST = [
  'Surname;First;Born;Remarks;Handset',
  'Underhill;Josephine;03/04/1961;josephine.u@example.org;702-555-0111',
  'Okonkwo;Adaeze;11/05/1983;ada@example.org;702.555.0112',
  'García;María;05/06/1954;;(775) 555-0188',
  ';Pilar;05/06/1990;;(725) 555-0114',
].join('\r\n');

/** Files that are no list, as they begin, with what is said of them. */
const REFUSED = [
  ['notes.pdf', '%PDF-1.7', 'The file holds no table.'],
  ['old.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'The file is an old Excel file (.xls) or is locked with a password.'],
] as const;

/** A cover, and a list whose first and last names stand under each other's heading. */
const WORKBOOK = twoSheets(
  [['Harbor Clinic', 'Patient list']],
  [
    ['First', 'Last', 'DOB'],
    ['Garcia', 'Mariela', '1980-01-01'],
    ['Smith', 'Jennifer', '1980-01-02'],
    ['Nguyen', 'Robert', '1980-01-03'],
    ['Walker', 'Linda', '1980-01-04'],
    ['Torres', 'Carlos', '1980-01-05'],
  ],
);

let station: TestWorkstation;
let desk: Page;
let recoveryCodes: readonly string[];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk, recoveryCodes } = await found(station));
  await given(desk, 'patient.register', {
    details: { familyName: 'Garcia', givenName: 'Maria', birthDate: '1954-05-06', mobilePhone: '(702) 555-0199' },
    lists: NO_LISTS,
  });
});
test.afterAll(() => station.close());

const give = (name: string, bytes: Buffer): Promise<void> =>
  desk.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: bytes });
const becomes = (heading: string) => desk.getByRole('combobox', { name: `Becomes: ${heading}` });
const verdict = (name: string) => desk.getByText(new RegExp(`^${name} \\d+$`));

test('a list goes from the file to the patients by clicks: columns corrected, dates asked about, rows judged before anything is saved', async () => {
  await desk.keyboard.press('Alt+5');
  await give('nothing.csv', Buffer.alloc(0));
  await expect(desk.getByText('This file is empty. Nothing was read.')).toBeVisible();
  for (const [name, first, said] of REFUSED) {
    await give(name, Buffer.from(first, 'latin1'));
    await expect(desk.getByText(said)).toBeVisible();
    await press(desk, 'Choose another file');
  }
  await give('health-day.dat', Buffer.from(LIST, 'utf8'));

  const check = desk.getByRole('button', { name: 'Check all rows' });
  await expect(check).toBeDisabled();
  await expect(desk.getByText('Not every date shows which number is the day')).toBeVisible();
  await expect(becomes('Surname')).toHaveValue('familyName');
  await becomes('Remarks').selectOption('Email');
  await becomes('Handset').selectOption('Mobile phone');
  await expect(desk.getByRole('row', { name: /^Remarks/ })).toContainText('Your choice');
  const monthFirst = desk.getByLabel('Month first (3/4/1961 is March 4)');
  await monthFirst.click();
  await expect(monthFirst).toBeChecked();
  await check.click();

  await expect(desk.getByRole('row', { name: /Pilar/ })).toContainText('last name');
  await verdict('Likely duplicates').click();
  await expect(desk.getByRole('row', { name: /García, María/ })).toContainText('May 6, 1954');
  await verdict('New patients').click();
  await expect(desk.getByRole('row', { name: /Underhill/ })).toContainText('March 4, 1961');
  expect((await given(desk, 'patient.search', { query: 'underhill' })).hits).toEqual([]);

  await press(desk, 'Import 2 patients');
  await expect(desk.getByText('Imported 2 new and updated 0 patients.')).toBeVisible();
  await expect(desk.getByText('2 rows were left out.')).toBeVisible();
});

test('what was imported is found and opened, and the whole of it is taken back', async () => {
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('underhill 3/4/61');
  await desk.locator('[role=option][data-combobox-selected]').filter({ hasText: 'Underhill, Josephine' }).waitFor();
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('josephine.u@example.org')).toBeVisible();
  await expect(desk.getByText('From an imported list, row 2')).toBeVisible();

  await desk.keyboard.press('Alt+5');
  await press(desk, 'Show: health-day.dat');
  await press(desk, 'Take this import back');
  await expect(desk.getByText('The import was taken back.')).toBeVisible();
  await press(desk, 'Go to the patients');
  await expect(desk.getByRole('combobox', { name: 'Find a patient' })).toBeVisible();
  expect((await given(desk, 'patient.search', { query: 'underhill' })).hits).toEqual([]);
});

test('a list on the second sheet is chosen, and its columns are corrected as often as one likes', async () => {
  await desk.keyboard.press('Alt+5');
  await give('clinic.xlsx', Buffer.from(WORKBOOK));
  const check = desk.getByRole('button', { name: 'Check all rows' });
  await desk.getByRole('combobox', { name: 'Sheet' }).selectOption('Patients');
  await expect(becomes('First')).toHaveValue('givenName');
  await check.click();
  await expect(desk.getByRole('row', { name: /Mariela, Garcia/ })).toContainText('January 1, 1980');

  await press(desk, 'Back to the columns');
  const headings = desk.getByRole('combobox', { name: 'Row with the headings' });
  await expect(headings).toHaveValue('1');
  await expect(headings.getByRole('option')).toHaveCount(7);
  await headings.selectOption('No row: there are no headings');
  await expect(desk.getByRole('row', { name: /^Column C/ })).toContainText('DOB');
  await headings.selectOption('Row 1');
  await expect(becomes('Last')).toHaveValue('familyName');

  await press(desk, 'Swap them');
  await expect(desk.getByText('Names are swapped on import.')).toBeVisible();
  await expect(desk.getByRole('row', { name: /^First/ })).toContainText('Swapped: becomes “Last name”');
  await press(desk, 'Leave the names as they are in the file');
  await expect(desk.getByText('First and last names look swapped in this file.')).toBeVisible();
  await press(desk, 'Swap them');
  await check.click();
  await expect(desk.getByRole('row', { name: /Garcia, Mariela/ })).toContainText('January 1, 1980');
  await press(desk, 'Choose another file');
});

test('an empty sheet says so and leaves the choice, and dates that contradict the others are asked about before anybody is saved', async () => {
  const check = desk.getByRole('button', { name: 'Check all rows' });
  const list = [
    ['Last', 'First'],
    ['Ibarra', 'Rocío'],
  ];
  await give('empty.xlsx', Buffer.from(twoSheets(list, [])));
  const sheets = desk.getByRole('combobox', { name: 'Sheet' });
  await sheets.selectOption('Patients');
  await expect(desk.getByText('There are no rows in this file, or in this sheet of it.')).toBeVisible();
  await expect(check).toBeDisabled();
  expect(await seriousFindings(desk)).toEqual([]);
  await sheets.selectOption('Cover');
  await expect(becomes('Last')).toHaveValue('familyName');
  await expect(desk.getByText('There are no rows in this file')).toHaveCount(0);
  await press(desk, 'Choose another file');

  const usual = Array.from({ length: 1500 }, () => ',Nobody,3/25/1961');
  await give('joined.csv', Buffer.from(['Last,First,DOB', ...usual, 'Ibarra,Rocío,25/3/1961', ...usual].join('\n')));
  await expect(becomes('DOB')).toHaveValue('birthDate');
  await expect(desk.getByRole('radio', { name: /^Day first/ })).toHaveCount(0);
  await check.click();
  await expect(
    desk.getByText('Not every date shows which number is the day and which the month, for example 3/25/1961, 3/25/1961, 25/3/1961.'),
  ).toBeVisible();
  await expect(check).toBeDisabled();
  await desk.getByRole('radio', { name: /^Day first/ }).click();
  await expect(check).toBeEnabled();
  await check.click();
  await expect(verdict('New patients')).toHaveText('New patients 1');
  await press(desk, 'Choose another file');
});

test('a long list is stopped while it is being checked, and nothing of it is saved', async () => {
  await desk.keyboard.press('Alt+5');
  await give('everybody.csv', patientList(12_000));
  const check = desk.getByRole('button', { name: 'Check all rows' });
  await expect(check).toBeEnabled({ timeout: 30_000 });
  await check.click();
  await press(desk, 'Stop');
  await expect(desk.getByText('The import was stopped.')).toBeVisible();
  await press(desk, 'Choose another file');
  await expect(desk.getByRole('row', { name: /everybody\.csv/ })).toContainText('Stopped');
  const takenBack = desk.getByRole('row', { name: /health-day\.dat/ });
  await expect(takenBack).toContainText('Taken back');
  await expect(takenBack.getByRole('button')).toHaveText('Show');
});

test('an import goes on by itself after a lock and after a kill, where it was and as it was begun', async () => {
  const people = 1500;
  await desk.keyboard.press('Alt+5');
  await give('twice.csv', patientList(people, 21));
  const stopped = /Importing/;
  await desk.getByRole('button', { name: 'Check all rows' }).click();
  await desk.getByRole('button', { name: /^Import [\d,]+ patients?$/ }).click({ timeout: 60_000 });
  await expect(desk.getByText(stopped)).toBeVisible();

  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  await expect(desk.getByText(stopped)).toBeVisible();
  const [{ batchId } = { batchId: '' }] = (await given(desk, 'import.batches', {})).batches;
  const before = (await given(desk, 'import.progress', { batchId })).done;
  await expect.poll(async () => (await given(desk, 'import.progress', { batchId })).done).toBeGreaterThan(before);

  station.app.process().kill('SIGKILL');
  await station.close().catch(() => undefined);
  station = await startWorkstation(station.folder);
  const door = await station.page('unlock');
  sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password, code: recoveryCodes[0] ?? '' });
  desk = await station.page('workspace');
  await expect(desk.getByText(/^Imported [\d,]+ new/)).toBeVisible({ timeout: 60_000 });
  const { created, duplicates, rejected } = await given(desk, 'import.progress', { batchId });
  expect(created + duplicates + rejected).toBe(people);
});
