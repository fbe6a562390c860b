import { expect, type Page, test } from '@playwright/test';
import { found, OWNER } from '../support/people.ts';
import { strikeLast } from '../support/screen.ts';
import { given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

let station: TestWorkstation;
let desk: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
});

test.afterAll(() => station.close());

/** The same person comes back with the password alone. */
const backAs = async (password: string): Promise<Page> => {
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {}).catch(() => null))?.state).toBe('locked');
  const status = await given(door, 'door.status', {});
  sayLast(door, 'door.sign-in', { userId: status.people[0]?.userId, password });
  return station.page('workspace');
};

const toPatients = async (): Promise<void> => {
  await desk.getByRole('button', { name: 'Patients', exact: true }).press('Enter');
};
const searchBox = () => desk.getByRole('combobox', { name: 'Find a patient' });
const banner = () => desk.getByTestId('patient-banner');

const search = async (typed: string): Promise<void> => {
  await searchBox().press('Control+A');
  await desk.keyboard.type(typed);
};

test('a patient is registered without the mouse, from the search that found nobody', async () => {
  await toPatients();
  await expect(searchBox()).toBeFocused();
  await desk.keyboard.type('maria garcia 3/4/61');
  const offer = desk.getByRole('button', { name: /^Register “maria garcia/ });
  await expect(offer).toBeVisible();
  await offer.press('Enter');
  await expect(desk.getByLabel('Last name')).toBeFocused();
  await expect(desk.getByLabel('Last name')).toHaveValue('Garcia');
  await expect(desk.getByLabel('First name')).toHaveValue('Maria');
  await expect(desk.getByLabel('Birth date', { exact: true })).toHaveValue('03/04/1961');
  await expect(desk.getByText(/March 4, 1961 \(\d+\)/)).toBeVisible();
  await desk.getByLabel('Mobile phone').focus();
  await desk.keyboard.type('(512) 555-0142');
  await desk.keyboard.press('Control+Enter');
  await expect(banner()).toContainText('Garcia, Maria');
  await expect(banner()).toContainText('March 4, 1961');
  await expect(banner()).toContainText('MRN');
  await expect(desk.getByText(/^Saved \d+:\d\d/)).toBeVisible();
});

test('the patient is found by parts of the name and by birth date, opened, edited and put back', async () => {
  await desk.getByRole('button', { name: 'Back to search' }).press('Enter');
  for (const typed of ['gar mar', '3/4/61', '0142']) {
    await search(typed);
    await expect(desk.getByRole('option', { name: /Garcia, Maria.*March 4, 1961/ })).toHaveCount(1);
  }
  await desk.keyboard.press('Enter');
  await expect(banner()).toContainText('Garcia, Maria');
  await desk.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
  await desk.getByLabel('City', { exact: true }).focus();
  await desk.keyboard.type('Austin');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('Austin')).toBeVisible();
  await desk.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(desk.getByText('Austin')).toHaveCount(0);
});

test('the history says who changed what, from what to what', async () => {
  await desk.getByRole('tab', { name: 'History' }).focus();
  await desk.keyboard.press('Enter');
  const row = desk.getByRole('row').filter({ hasText: 'City' }).first();
  await expect(row).toContainText('Amara Whitfield');
  await expect(row).toContainText('Austin');
  await expect(desk.getByRole('row').filter({ hasText: 'Registered' })).toHaveCount(1);
});

test('a likely duplicate shows while typing, with its reasons, and using it keeps what was typed as proposed changes', async () => {
  await desk.keyboard.press('Control+N');
  await expect(desk.getByLabel('Last name')).toBeFocused();
  await desk.keyboard.type('Garcia');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('Maria');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('3/4/1961');
  const duplicates = desk.getByRole('complementary', { name: 'Possible duplicates' });
  await expect(duplicates.getByText('Garcia, Maria')).toBeVisible();
  await expect(duplicates).toContainText('Birth date: the same');
  await expect(duplicates).toContainText(/likely the same \(score \d+\)/);
  await desk.getByLabel('Work phone').focus();
  await desk.keyboard.type('512 555 0190');
  await duplicates.getByRole('button', { name: 'Use this one: Garcia, Maria' }).press('Enter');
  await expect(banner()).toContainText('Garcia, Maria');
  await expect(desk.getByLabel('Work phone')).toHaveValue('(512) 555-0190');
  await expect(desk.getByText('On file: empty')).toHaveCount(1);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('(512) 555-0190')).toBeVisible();
});

test('leaving unsaved work for another patient asks once and names both', async () => {
  await given(desk, 'patient.register', { details: { familyName: 'Osei', givenName: 'Kwame', birthDate: '1990-01-02' }, lists: NO_LISTS });
  await desk.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
  await desk.getByLabel('Employer').focus();
  await desk.keyboard.type('Lakeline Bakery');
  await desk.keyboard.press('Control+K');
  await desk.keyboard.type('osei kwa');
  await expect(desk.getByRole('option', { name: /Osei, Kwame/ })).toBeVisible();
  await desk.keyboard.press('Enter');
  const question = desk.getByRole('dialog', { name: 'Leave unsaved work?' });
  await expect(question).toContainText('Garcia, Maria');
  await expect(question).toContainText('Osei, Kwame');
  await question.getByRole('button', { name: 'Keep as a draft and go' }).press('Enter');
  await expect(banner()).toContainText('Osei, Kwame');
  await desk.keyboard.press('Alt+1');
  await desk.getByRole('button', { name: 'Continue' }).press('Enter');
  await expect(banner()).toContainText('Garcia, Maria');
  await expect(desk.getByLabel('Employer')).toHaveValue('Lakeline Bakery');
});

test('what was typed comes back to the same cursor after a lock', async () => {
  await desk.getByLabel('City', { exact: true }).focus();
  await desk.keyboard.type('Round Rock');
  await desk.keyboard.press('ArrowLeft');
  // The page is gone before it can say that the key was pressed.
  await strikeLast(desk, (keyboard) => keyboard.press('Control+L'));
  desk = await backAs(OWNER.password);
  await expect(desk.getByLabel('City', { exact: true })).toHaveValue('Round Rock');
  await expect(desk.getByLabel('City', { exact: true })).toBeFocused();
  expect(
    await desk.evaluate(() => (document.activeElement instanceof HTMLInputElement ? document.activeElement.selectionStart : null)),
  ).toBe(9);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('Lakeline Bakery')).toBeVisible();
});

test('a chart is archived at once and the undo brings it back', async () => {
  await desk.getByRole('button', { name: 'Archive' }).press('Enter');
  await expect(banner()).toContainText('Archived');
  await expect(desk.getByText('Archived Garcia, Maria.').first()).toBeVisible();
  await desk.keyboard.press('F6');
  await desk.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(banner()).not.toContainText('Archived');
});

test('somebody else’s save is met side by side and settled field by field', async () => {
  await desk.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
  await desk.getByLabel('Language', { exact: true }).fill('Spanish');
  const { hits } = await given(desk, 'patient.search', { query: 'garcia maria 3/4/61' });
  const patientId = hits[0]?.patientId ?? '';
  const { version } = await given(desk, 'patient.open', { patientId });
  await given(desk, 'patient.update', { patientId, version, changes: { language: 'Portuguese', state: 'TX' }, lists: {} });
  await desk.getByLabel('Language', { exact: true }).press('Control+Enter');
  await expect(desk.getByRole('heading', { name: 'Somebody changed this chart while you were editing' })).toBeVisible();
  await expect(desk.getByRole('radio', { name: 'Yours: Spanish' })).not.toBeChecked();
  await desk.getByRole('radio', { name: /Portuguese/ }).press('Space');
  await desk.getByRole('button', { name: 'Go on with these' }).press('Enter');
  await expect(desk.getByLabel('Language', { exact: true })).toHaveValue('Portuguese');
  await expect(desk.getByLabel('State', { exact: true })).toHaveValue('TX');
});

test('what is typed after a refused save comes back after a lock; what is emptied again does not', async () => {
  const city = () => desk.getByLabel('City', { exact: true });
  await city().fill('Lockhart');
  await strikeLast(desk, (keyboard) => keyboard.press('Control+L'));
  desk = await backAs(OWNER.password);
  await expect(city()).toHaveValue('Lockhart');
  await city().fill('Round Rock');
  await expect.poll(async () => (await given(desk, 'draft.list', {})).drafts.filter(({ form }) => form === 'patient.update')).toEqual([]);
  await city().press('Escape');
});

test('two Social Security numbers given by two people stand side by side by their last four, and a person chooses', async () => {
  await desk.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
  const field = desk.getByLabel('Social Security number', { exact: true });
  await field.fill('412-55-0173');
  const { hits } = await given(desk, 'patient.search', { query: 'garcia maria 3/4/61' });
  const patientId = hits[0]?.patientId ?? '';
  const { version } = await given(desk, 'patient.open', { patientId });
  await given(desk, 'patient.update', { patientId, version, changes: { ssn: '412-55-0281' }, lists: {} });
  await field.press('Control+Enter');
  await expect(desk.getByRole('heading', { name: 'Somebody changed this chart while you were editing' })).toBeInViewport();
  const mine = desk.getByRole('radio', { name: 'Yours: ends in 0173' });
  await expect(mine).not.toBeChecked();
  await expect(desk.getByRole('radio', { name: /ends in 0281/ })).not.toBeChecked();
  if (process.env['ANTEROOM_PICTURES'] !== undefined)
    await desk.screenshot({ path: `${process.env['ANTEROOM_PICTURES']}/conflict-ssn.png` });
  await mine.press('Space');
  await desk.getByRole('button', { name: 'Go on with these' }).press('Enter');
  await desk.keyboard.press('Control+Enter');
  await expect(field).toHaveCount(0);
  expect((await given(desk, 'patient.open', { patientId })).ssnLast4).toBe('0173');
});

test('two charts are merged side by side, and the merge is taken back from the chart that stayed', async () => {
  await given(desk, 'patient.register', {
    details: { familyName: 'Garcia', givenName: 'Maria', birthDate: '1961-03-04', email: 'maria@example.org' },
    lists: NO_LISTS,
  });
  await desk.getByRole('button', { name: 'Merge …' }).press('Enter');
  await desk.getByRole('button', { name: 'Compare with Garcia, Maria' }).press('Enter');
  await expect(desk.getByText('This chart stays')).toBeVisible();
  await expect(desk.getByRole('radio', { name: 'maria@example.org' })).toBeChecked();
  await desk.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
  const question = desk.getByRole('dialog', { name: 'Merge these two charts?' });
  await expect(question).toContainText('can be undone');
  await question.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
  await expect(desk.getByText(/^MRN \w+ was merged into this chart/)).toBeVisible();
  await expect(desk.getByText('maria@example.org')).toBeVisible();
  await desk.getByRole('button', { name: 'Undo the merge' }).press('Enter');
  await expect(desk.getByText('maria@example.org')).toHaveCount(0);
  const { hits } = await given(desk, 'patient.search', { query: 'garcia maria' });
  expect(hits).toHaveLength(2);
});

test('a restricted chart shows nothing before a reason is given', async () => {
  const { patientId, version } = await given(desk, 'patient.register', {
    details: { familyName: 'Vandermeer', givenName: 'Iris', birthDate: '1970-05-05', city: 'Lockhart' },
    lists: NO_LISTS,
  });
  await given(desk, 'patient.restrict', { patientId, version, restriction: 'vip' });
  await desk.getByRole('button', { name: 'Back to search' }).press('Enter');
  await search('vandermeer');
  await expect(desk.getByRole('option', { name: /Vandermeer, Iris.*Restricted/ })).toBeVisible();
  await desk.keyboard.press('Enter');
  const question = desk.getByRole('dialog');
  await expect(question).toBeVisible();
  await expect(banner()).toHaveCount(0);
  expect(await desk.evaluate(() => document.body.textContent?.includes('Lockhart'))).toBe(false);
  await desk.keyboard.press('Escape');
  await expect(desk.getByText('This chart stays closed.')).toBeVisible();
  await desk.getByRole('button', { name: 'Give a reason' }).press('Enter');
  await question.getByRole('button').last().press('Enter');
  await expect(banner()).toContainText('Vandermeer, Iris');
  await expect(banner()).toContainText('Restricted: Public person');
  await expect(desk.getByText('opened with a reason')).toBeVisible();
});

test('R14: no patient stands in a title, an address or a storage of the page', async () => {
  const kept = await desk.evaluate(() =>
    [document.title, location.href, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join(' '),
  );
  for (const word of ['Vandermeer', 'Garcia', 'Lockhart']) expect(kept).not.toContain(word);
  expect(
    await station.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map((window) => window.getTitle())
        .join(),
    ),
  ).not.toContain('Vandermeer');
});
