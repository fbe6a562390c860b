import { expect, type Page, test } from '@playwright/test';
import { codeFor, found, OWNER } from '../support/people.ts';
import { strikeLast } from '../support/screen.ts';
import { given, NO_LISTS, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NEWCOMER = { name: 'Jonas Bell', signInName: 'jonas', password: 'seven quiet herons over the mill 88' };

const locked = async (station: TestWorkstation): Promise<Page> => {
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {}).catch(() => null))?.state).toBe('locked');
  return door;
};

const back = async (station: TestWorkstation, signInName: string, password: string, code?: string): Promise<Page> => {
  sayLast(await locked(station), 'door.sign-in', { signInName, password, ...(code === undefined ? {} : { code }) });
  return station.page('workspace');
};

/** What has the focus, the caret in it, and how far the page is scrolled. */
const spotOf = (desk: Page) =>
  desk.evaluate(() => {
    const field = document.activeElement;
    const input = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
    const content = document.querySelector('[data-region="content"]');
    return {
      field: input?.name || input?.getAttribute('aria-label') || field?.textContent,
      value: input?.value,
      start: input?.selectionStart,
      end: input?.selectionEnd,
      scroll: Math.round(content?.scrollTop ?? -1),
    };
  });

test('the same person is back at the same cursor, another sees nothing of it, and a kill loses neither', async () => {
  test.setTimeout(180_000);
  const station = await startWorkstation();
  const { desk, secret, recoveryCodes } = await found(station);
  const { patientId } = await given(desk, 'patient.register', {
    details: { familyName: 'Okafor', givenName: 'Ngozi', birthDate: '1972-09-14', city: 'Austin' },
    lists: NO_LISTS,
  });
  const added = await given(desk, 'staff.add', {
    name: NEWCOMER.name,
    signInName: NEWCOMER.signInName,
    role: 'front-desk',
    endsOn: null,
    code: await codeFor(secret, 1),
  });

  await desk.keyboard.type('okafor');
  await expect(desk.getByRole('option', { name: /Okafor/ })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('patient-banner')).toBeVisible();
  await desk.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
  const note = desk.locator('[name="deskNote"]');
  await note.focus();
  await note.pressSequentially('prefers mornings');
  for (let step = 0; step < 8; step += 1) await desk.keyboard.press('ArrowLeft');
  // The rest of the word is struck and the lock comes before anything but the lock itself can send it off.
  await desk.keyboard.type('early ', { delay: 0 });
  const before = await spotOf(desk);
  expect(before).toMatchObject({ field: 'deskNote', value: 'prefers early mornings', start: 14, end: 14 });
  sayLast(desk, 'session.lock', {});

  const door = await locked(station);
  const struck = Date.now();
  sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
  const again = await station.page('workspace');
  await expect.poll(() => spotOf(again)).toEqual(before);
  console.log(`back at the same cursor ${Date.now() - struck} ms after the password`);
  await expect(again.getByTestId('patient-banner')).toContainText('Okafor');
  await again.keyboard.type('sunny ');
  await expect(again.locator('[name="deskNote"]')).toHaveValue('prefers early sunny mornings');
  sayLast(again, 'session.lock', {});

  const first = await given(await locked(station), 'door.sign-in', { userId: added.userId, password: added.oneTimePassword });
  if (first.next !== 'enrol') throw new Error('a newcomer enrols first');
  const page = await station.page('unlock');
  await given(page, 'door.enrol', { password: NEWCOMER.password, code: await codeFor(first.enrolment.secret) });
  sayLast(page, 'door.enter', {});
  const other = await station.page('workspace');
  await expect(other.getByRole('button', { name: 'Today', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(other.getByTestId('patient-banner')).toHaveCount(0);
  expect((await given(other, 'draft.list', {})).drafts).toEqual([]);
  await other.getByRole('button', { name: 'Settings', exact: true }).press('Enter');
  sayLast(other, 'session.lock', {});

  const third = await back(station, OWNER.signInName, OWNER.password);
  await expect(third.locator('[name="deskNote"]')).toHaveValue('prefers early sunny mornings');
  await expect.poll(async () => (await spotOf(third)).start).toBe(20);
  await third.keyboard.type('and ');
  await third.waitForTimeout(400);
  station.app.process().kill('SIGKILL');
  await station.close().catch(() => undefined);

  const next = await startWorkstation(station.folder);
  const killed = await back(next, OWNER.signInName, OWNER.password, recoveryCodes[0] ?? '');
  await expect(killed.getByTestId('patient-banner')).toContainText('Okafor');
  await expect.poll(() => spotOf(killed)).toMatchObject({ field: 'deskNote', value: 'prefers early sunny and mornings', start: 24 });
  expect((await given(killed, 'patient.open', { patientId })).details.deskNote).toBeUndefined();
  sayLast(killed, 'session.lock', {});
  const theirs = await back(next, NEWCOMER.signInName, NEWCOMER.password, await codeFor(first.enrolment.secret, 1));
  await expect(theirs.getByRole('button', { name: 'Settings', exact: true })).toHaveAttribute('aria-current', 'page');
  await next.close();
});

test('what stands in a search, a filter or an untouched form comes back with the place', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  for (let n = 1; n <= 9; n += 1)
    await given(desk, 'patient.register', { details: { familyName: `Delgado${n}`, givenName: 'Rosa' }, lists: NO_LISTS });
  const again = async (page: Page): Promise<Page> => {
    sayLast(page, 'session.lock', {});
    return back(station, OWNER.signInName, OWNER.password);
  };

  await desk.getByRole('button', { name: 'Patients', exact: true }).press('Enter');
  const box = desk.getByRole('combobox', { name: 'Find a patient' });
  await box.fill('delgado');
  await expect(desk.getByRole('option').first()).toBeVisible();
  await box.evaluate((element) => element instanceof HTMLInputElement && element.setSelectionRange(2, 5));
  const searching = await spotOf(desk);
  const second = await again(desk);
  await expect.poll(() => spotOf(second)).toEqual(searching);
  await expect(second.getByRole('option').first()).toBeVisible();

  await second.keyboard.press('Enter');
  await second.getByRole('tab', { name: 'History' }).click();
  await expect(second.getByRole('tab', { name: 'History' })).toBeFocused();
  const third = await again(second);
  await expect(third.getByRole('tab', { name: 'History' })).toHaveAttribute('aria-selected', 'true');
  await expect(third.getByRole('tab', { name: 'History' })).toBeFocused();

  // A hand on the mouse or a key ends the way back to the spot.
  await third.getByRole('button', { name: 'Edit', exact: true }).click();
  await third.locator('[name="zip"]').focus();
  const scrolled = await spotOf(third);
  expect(scrolled.scroll).toBeGreaterThan(0);
  const fourth = await again(third);
  await expect.poll(() => spotOf(fourth)).toEqual(scrolled);
  expect((await given(fourth, 'draft.list', {})).drafts.filter(({ form }) => form !== 'whereabouts')).toEqual([]);
  await station.close();
});

test('what was struck 0, 100 and 200 ms before the lock, sooner than a form hands over by itself, is not lost', async () => {
  const station = await startWorkstation();
  let { desk } = await found(station);
  await desk.keyboard.press('Control+N');
  let typed = '';
  for (const [word, ms] of [
    ['Hale', 0],
    ['Marsh', 100],
    ['Wick', 200],
  ] as const) {
    const field = desk.locator('[name="familyName"]');
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(typed);
    typed += word;
    // Struck and locked inside the page, so that no line of the test's own lies between the two.
    await desk.keyboard.type(word.slice(0, -1));
    await desk.waitForTimeout(400);
    const last = word.slice(-1);
    await desk.evaluate(
      (wait) =>
        addEventListener('input', () => setTimeout(() => void Reflect.get(window, 'clinic')['session.lock']({}), wait), { once: true }),
      ms,
    );
    await strikeLast(desk, (keyboard) => keyboard.type(last));
    desk = await back(station, OWNER.signInName, OWNER.password);
  }
  await expect(desk.locator('[name="familyName"]')).toHaveValue('HaleMarshWick');
  await station.close();
});

test('the workspace is drawn before it is shown, and shows nothing of anybody until somebody is in', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  sayLast(desk, 'session.lock', {});
  await locked(station);
  const waiting = () => station.app.windows().find((window) => window !== desk && window.url().endsWith('/workspace.html'));
  await expect.poll(() => waiting() !== undefined).toBe(true);
  const hidden = waiting();
  if (hidden === undefined) throw new Error('no workspace waits');
  await expect(hidden.getByTestId('blank-shell')).toBeVisible();
  expect(await hidden.evaluate(() => document.body.innerText)).not.toContain(OWNER.ownerName);
  await back(station, OWNER.signInName, OWNER.password);
  await expect(hidden.getByTestId('blank-shell')).toHaveCount(0);
  await expect(hidden.getByText(OWNER.ownerName)).toBeVisible();
  await station.close();
});

test('what is typed into the small forms comes back after a lock and after a kill, but never a code', async () => {
  test.setTimeout(180_000);
  const station = await startWorkstation();
  const { desk, recoveryCodes } = await found(station);
  await desk.getByRole('button', { name: 'Settings', exact: true }).press('Enter');
  await desk.getByRole('button', { name: 'Staff', exact: true }).press('Enter');
  await desk.getByRole('button', { name: 'Add a person' }).press('Enter');
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Add a person' });
  await dialog(desk).getByLabel('Name', { exact: true }).fill('Priya Raman');
  await dialog(desk).getByLabel('Role').selectOption('biller');
  await dialog(desk).getByLabel(/code/i).fill('123456');
  await dialog(desk).getByLabel('Sign-in name').pressSequentially('priy');
  sayLast(desk, 'session.lock', {});

  const again = await back(station, OWNER.signInName, OWNER.password);
  await expect(dialog(again).getByLabel('Name', { exact: true })).toHaveValue('Priya Raman');
  await expect(dialog(again).getByLabel('Role')).toHaveValue('biller');
  await expect(dialog(again).getByLabel(/code/i)).toHaveValue('');
  await expect(dialog(again).getByLabel('Sign-in name')).toBeFocused();
  await again.keyboard.type('a');
  await expect(dialog(again).getByLabel('Sign-in name')).toHaveValue('priya');
  await again.waitForTimeout(600);
  station.app.process().kill('SIGKILL');
  await station.close().catch(() => undefined);

  const next = await startWorkstation(station.folder);
  const killed = await back(next, OWNER.signInName, OWNER.password, recoveryCodes[0] ?? '');
  await expect(dialog(killed).getByLabel('Sign-in name')).toHaveValue('priya');
  await next.close();
});

test('an administrator, who sees no patient, finds what they were typing as well', async () => {
  const station = await startWorkstation();
  const { desk, secret } = await found(station);
  const { signInName, name, password } = NEWCOMER;
  const added = await given(desk, 'staff.add', { name, signInName, role: 'administrator', endsOn: null, code: await codeFor(secret, 1) });
  sayLast(desk, 'session.lock', {});
  const first = await given(await locked(station), 'door.sign-in', { userId: added.userId, password: added.oneTimePassword });
  if (first.next !== 'enrol') throw new Error('a newcomer enrols first');
  const door = await station.page('unlock');
  await given(door, 'door.enrol', { password, code: await codeFor(first.enrolment.secret) });
  sayLast(door, 'door.enter', {});

  const office = await station.page('workspace');
  await office.getByRole('button', { name: 'Settings', exact: true }).press('Enter');
  await office.getByRole('button', { name: 'Staff', exact: true }).press('Enter');
  await office.getByRole('button', { name: 'Add a person' }).press('Enter');
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Add a person' });
  await dialog(office).getByLabel('Name', { exact: true }).fill('Priya Raman');
  await dialog(office).getByLabel('Sign-in name').pressSequentially('priy');
  sayLast(office, 'session.lock', {});
  const again = await back(station, signInName, password);
  await expect(dialog(again).getByLabel('Name', { exact: true })).toHaveValue('Priya Raman');
  await expect(dialog(again).getByLabel('Sign-in name')).toBeFocused();
  await again.keyboard.type('a');
  await expect(dialog(again).getByLabel('Sign-in name')).toHaveValue('priya');
  await station.close();
});
