import { expect, type Page, test } from '@playwright/test';
import { seriousFindings } from '../support/axe.ts';
import { codeFor, found, OWNER } from '../support/people.ts';
import { enterWith, field, lockByKeys, press } from '../support/screen.ts';
import { given, NO_LISTS, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const CALLER = 'Ngozi’s sister Adaeze';

let station: TestWorkstation;
let desk: Page;
let secret: string;
const refusals: string[] = [];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk, secret } = await found(station));
  await given(desk, 'patient.register', {
    details: { familyName: 'Okafor', givenName: 'Ngozi', birthDate: '1988-11-02' },
    lists: NO_LISTS,
  });
  listen();
});
test.afterAll(() => station.close());

/** What the page's policy refuses is said on its console. */
const listen = (): void => {
  desk.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) refusals.push(message.text());
  });
};
/** A lock, and the same person again: the page is another one. */
const comeBack = async (): Promise<void> => {
  desk = await enterWith(station, await lockByKeys(station), OWNER.password);
  listen();
};
const dialog = () => desk.getByRole('dialog');
const list = () => desk.getByRole('listbox', { name: 'Tasks' });
const line = (words: string) => list().getByRole('option').filter({ hasText: words });
const inbox = () => desk.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Inbox' });

test('a task is filed and done by the keyboard alone, and each can be undone', async () => {
  await desk.keyboard.press('Alt+3');
  await expect(desk.getByText('Nothing waits for you')).toBeVisible();
  await desk.keyboard.press('Control+Shift+T');
  await expect(dialog().getByLabel('What is to be done')).toBeFocused();
  await desk.keyboard.type('Order toner for the label printer');
  await field(dialog(), 'For whom').selectOption({ label: `${OWNER.ownerName} (Owner)` });
  await desk.keyboard.press('Control+Enter');
  await expect(dialog()).toHaveCount(0);
  await expect(line('Order toner')).toHaveCount(1);
  await expect(inbox()).toContainText('1');
  await list().focus();
  await desk.keyboard.press('j');
  await expect(line('Order toner')).toHaveAttribute('aria-selected', 'true');
  await desk.keyboard.press('d');
  await expect(line('Order toner')).toHaveCount(0);
  await expect(inbox()).not.toContainText('1');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Done: Order toner');
  await press(desk, 'Undo');
  await expect(line('Order toner')).toHaveCount(1);
  expect(await seriousFindings(desk)).toEqual([]);
});

test('R6: a phone message is taken in the middle of other work, and what was typed of it survives a lock', async () => {
  await desk.keyboard.press('Alt+1');
  await desk.keyboard.press('Control+m');
  await expect(field(dialog(), 'Who called')).toBeFocused();
  await desk.keyboard.type(CALLER);
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('7025550117');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('Asks whether she may take');
  await desk.waitForTimeout(400);
  await comeBack();
  await expect(field(dialog(), 'Who called')).toHaveValue(CALLER);
  await expect(field(dialog(), 'Number to call back')).toHaveValue('(702) 555-0117');
  await expect(field(dialog(), 'Message')).toHaveValue('Asks whether she may take');
  await field(dialog(), 'Message').press('End');
  await desk.keyboard.type(' her pills before the blood draw');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('okafor');
  await dialog()
    .getByRole('button', { name: /Okafor, Ngozi/ })
    .press('Enter');
  await expect(dialog()).toContainText('About Okafor, Ngozi');
  await expect(field(dialog(), 'For whom')).toBeFocused();
  await field(dialog(), 'For whom').selectOption({ label: 'Clinician (whoever is there)' });
  expect(await seriousFindings(desk)).toEqual([]);
  // Escape puts it aside, the same key brings it back
  await desk.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
  await desk.keyboard.press('Control+m');
  await expect(dialog()).toContainText('About Okafor, Ngozi');
  await field(dialog(), 'Message').focus();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Filed the message for Clinician.');
  await desk.keyboard.press('Alt+3');
  await expect(list()).toBeFocused();
  await desk.getByText('All open', { exact: true }).click();
  await expect(line('Okafor, Ngozi')).toContainText('her pills before the blood draw');
  await expect(line('Okafor, Ngozi')).toContainText('Clinician');
});

test('a message is given to somebody with a time, commented and its chart opened, with single keys', async () => {
  await line('Okafor, Ngozi').click();
  await list().focus();
  await desk.keyboard.press('a');
  await field(dialog(), 'Whose').selectOption({ label: `${OWNER.ownerName} (Owner)` });
  await field(dialog(), 'Due on (optional)').fill('1/5/2026');
  await field(dialog(), 'At (optional)').fill('10');
  await desk.keyboard.press('Control+Enter');
  await expect(line('Okafor, Ngozi')).toContainText(OWNER.ownerName);
  await expect(line('Okafor, Ngozi')).toContainText(/Overdue for \d+ days/);
  await list().focus();
  await desk.keyboard.press('c');
  await expect(field(desk, 'Comment')).toBeFocused();
  await desk.keyboard.type('No answer at ten');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('region', { name: 'The chosen task' })).toContainText('No answer at ten');
  expect(await seriousFindings(desk)).toEqual([]);
  await list().focus();
  await desk.keyboard.press('o');
  await expect(desk.getByTestId('patient-banner')).toContainText('Okafor, Ngozi');
});

test('single keys do nothing where they are switched off, nor while somebody types', async () => {
  await desk.keyboard.press('Alt+3');
  await given(desk, 'preferences.write', { singleKeys: false });
  await comeBack();
  await desk.keyboard.press('Alt+3');
  await list().focus();
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('d');
  await expect(list().getByRole('option')).toHaveCount(2);
  await given(desk, 'preferences.write', { singleKeys: true });
  await comeBack();
});

test('the second of two sees what the first did beside what they wanted, and decides', async () => {
  await desk.getByText('All open', { exact: true }).click();
  await line('Order toner').click();
  const { tasks } = await given(desk, 'task.list', { view: 'open', after: null });
  const toner = tasks.find(({ taskText }) => taskText?.startsWith('Order toner') === true);
  if (toner === undefined) throw new Error('it is not there');
  const { taskId, version } = toner;
  await given(desk, 'task.change', { taskId, patientId: null, version, changes: { owner: { whose: 'role', role: 'biller' }, due: null } });
  await press(desk, 'Done');
  await expect(dialog()).toContainText('Somebody was faster');
  await expect(dialog().getByRole('region', { name: 'Now on file' })).toContainText('Biller');
  await expect(dialog().getByRole('region', { name: 'What you wanted' })).toContainText('Mark it done');
  await dialog().getByRole('button', { name: 'Leave it as it is' }).press('Enter');
  await expect(line('Order toner')).toContainText('Biller');
  await line('Order toner').click();
  await press(desk, 'Done');
  await expect(line('Order toner')).toHaveCount(0);
  await desk.getByText('Done today', { exact: true }).click();
  await expect(line('Order toner')).toHaveCount(1);
  await list().focus();
  await desk.keyboard.press('Home');
  await desk.keyboard.press('u');
  await expect(line('Order toner')).toHaveCount(0);
});

test('a message is taken over a dialog that is open, and Escape closes the message alone', async () => {
  await desk.getByText('All open', { exact: true }).click();
  await line('Order toner').click();
  await list().focus();
  await desk.keyboard.press('a');
  await expect(field(dialog(), 'Whose')).toBeFocused();
  await desk.keyboard.press('Control+m');
  await expect(field(dialog(), 'Who called')).toBeFocused();
  await desk.keyboard.type('Larkmead Pharmacy');
  await desk.keyboard.press('Escape');
  await expect(field(desk, 'Who called')).toHaveCount(0);
  await expect(field(dialog(), 'Whose')).toBeFocused();
  await desk.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
  await expect(list()).toBeFocused();
  await desk.keyboard.press('Control+m');
  await expect(field(dialog(), 'Who called')).toHaveValue('Larkmead Pharmacy');
  await press(desk, 'Discard');
  await press(desk, 'Undo');
  await expect(field(dialog(), 'Who called')).toHaveValue('Larkmead Pharmacy');
  await press(desk, 'Discard');
});

test('fast hands finish one task after the other, and words that look like markup stay words', async () => {
  const MARKUP = '<img src=x onerror="document.title=1"> {{name}} \u202e cipher';
  const owner = { whose: 'role', role: 'owner' } as const;
  for (const taskText of [MARKUP, 'w'.repeat(1000), 'third', 'fourth'])
    await given(desk, 'task.create', { kind: 'task', patientId: null, taskText, owner, due: null });
  await desk.keyboard.press('Alt+1');
  await desk.keyboard.press('Alt+3');
  await desk.getByText('My role', { exact: true }).click();
  await expect(list().getByRole('option')).toHaveCount(4);
  await line('<img').click();
  await expect(desk.getByRole('region', { name: 'The chosen task' })).toContainText(MARKUP);
  await line('wwww').click();
  expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await desk.title()).toBe('Anteroom');
  await list().focus();
  await desk.keyboard.press('Home');
  await Promise.all(['d', 'd', 'd'].map((key) => desk.keyboard.press(key)));
  await expect(list().getByRole('option')).toHaveCount(1);
  await expect(dialog()).toHaveCount(0);
  const { tasks } = await given(desk, 'task.list', { view: 'role', after: null });
  expect(tasks).toHaveLength(1);
  await press(desk, 'Undo');
  await expect(list().getByRole('option')).toHaveCount(2);
});

test('R14: what is left for the next shift is seen by the next person, who is told of a new task by its count alone', async () => {
  test.setTimeout(180_000);
  await press(desk, 'Write the note');
  await field(desk, 'What the next shift should know').fill('Ngozi Okafor waits for a call about Thursday');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('region', { name: /Hand-over/ })).toContainText(`Left by ${OWNER.ownerName}`);
  const added = await given(desk, 'staff.add', {
    name: 'Tomás Rivera',
    signInName: 'tomas',
    role: 'front-desk',
    code: await codeFor(secret, 1),
  });
  const { patientId } = (await given(desk, 'patient.search', { query: 'okafor' })).hits[0] ?? { patientId: '' };
  await given(desk, 'task.create', {
    ...{ kind: 'message', patientId, taskText: 'Biopsy results are in', caller: CALLER, callBack: '(702) 555-0117', due: null },
    owner: { whose: 'person', userId: added.userId },
  });
  // What an operating system would show, and whether it has been asked to: there is no desktop here.
  await station.app.evaluate(({ Notification }) => {
    const shown: unknown[] = [];
    Reflect.set(globalThis, 'shownNotices', shown);
    Reflect.set(Notification, 'isSupported', () => true);
    Reflect.set(Notification.prototype, 'show', function show(this: Electron.Notification) {
      shown.push({ title: this.title, subtitle: this.subtitle, body: this.body, actions: this.actions });
    });
  });
  sayLast(desk, 'session.lock', {});
  const door = await station.page('unlock');
  const first = await given(door, 'door.sign-in', { userId: added.userId, password: added.oneTimePassword });
  if (first.next !== 'enrol') throw new Error('a newcomer enrols first');
  await given(door, 'door.enrol', { password: 'seven quiet herons over the mill 88', code: await codeFor(first.enrolment.secret) });
  sayLast(door, 'door.enter', {});
  desk = await station.page('workspace');
  await station.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false;
  });
  const shown = () => station.app.evaluate(() => Reflect.get(globalThis, 'shownNotices'));
  await expect.poll(shown, { timeout: 20_000 }).toEqual([{ title: 'Anteroom', subtitle: '', body: '1 new task', actions: [] }]);
  await desk.keyboard.press('Alt+3');
  await expect(desk.getByRole('region', { name: /Hand-over/ })).toContainText('Ngozi Okafor waits for a call about Thursday');
  await expect(line('Okafor, Ngozi')).toContainText('Biopsy results are in');
  await expect(inbox()).toContainText('1');

  // whoever looks at the window is told by the rail alone
  const { userId } = await given(desk, 'task.people', {}).then(
    ({ people }) => people.find(({ name }) => name === OWNER.ownerName) ?? { userId: '' },
  );
  await given(desk, 'task.create', {
    ...{ kind: 'task', patientId: null, taskText: 'Sign the form', due: null },
    owner: { whose: 'person', userId },
  });
  sayLast(desk, 'session.lock', {});
  sayLast(await station.page('unlock'), 'door.sign-in', { userId, password: OWNER.password });
  desk = await station.page('workspace');
  await station.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => true;
  });
  await expect(inbox()).toContainText(/[12]/);
  await desk.waitForTimeout(7_000);
  expect(await shown()).toHaveLength(1);
});

test('the page’s policy had nothing to refuse', () => {
  expect(refusals).toEqual([]);
});
