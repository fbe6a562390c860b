import { expect, type Page, test } from '@playwright/test';
import { codeFor, found, OWNER } from '../support/people.ts';
import { given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NEWCOMER = { name: 'Jonas Bell', signInName: 'jonas', password: 'seven quiet herons over the mill 88' };

const locked = async (station: TestWorkstation): Promise<Page> => {
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {}).catch(() => null))?.state).toBe('locked');
  return door;
};

/** What the log says of sessions, oldest first: the action, whose, and why. */
const sessionsIn = async (desk: Page): Promise<readonly (readonly [string, string | null, string | null])[]> => {
  await expect.poll(async () => (await given(desk, 'audit.search', {})).catchingUp).toBe(false);
  const { lines } = await given(desk, 'audit.search', {});
  return lines
    .filter(({ action }) => action.startsWith('session.'))
    .map(({ action, by, reason }) => [action, by, reason] as const)
    .toReversed();
};

/** Strikes a key in the window that is shown, as the window system hands it to Electron: before the page, and before any script of it. */
const strike = (station: TestWorkstation, keyCode: string, modifiers: ('control' | 'shift')[]): Promise<void> =>
  station.app.evaluate(
    ({ BrowserWindow }, key) => {
      const shown = BrowserWindow.getAllWindows().find((window) => window.isVisible());
      shown?.webContents.sendInputEvent({ type: 'keyDown', ...key });
      shown?.webContents.sendInputEvent({ type: 'keyUp', ...key });
    },
    { keyCode, modifiers },
  );

test('each beginning and each end of a session stands in the log by its own name', async () => {
  test.setTimeout(120_000);
  const station = await startWorkstation();
  const { desk, secret, recoveryCodes } = await found(station);
  const { signInName, password } = OWNER;
  const added = await given(desk, 'staff.add', {
    name: NEWCOMER.name,
    signInName: NEWCOMER.signInName,
    role: 'front-desk',
    endsOn: null,
    code: await codeFor(secret, 1),
  });
  sayLast(desk, 'session.lock', {});
  sayLast(await locked(station), 'door.sign-in', { signInName, password });
  sayLast(await station.page('workspace'), 'session.lock', {});

  const first = await given(await locked(station), 'door.sign-in', { userId: added.userId, password: added.oneTimePassword });
  if (first.next !== 'enrol') throw new Error('a newcomer enrols first');
  const door = await station.page('unlock');
  await given(door, 'door.enrol', { password: NEWCOMER.password, code: await codeFor(first.enrolment.secret) });
  sayLast(door, 'door.enter', {});
  sayLast(await station.page('workspace'), 'session.lock', {});

  sayLast(await locked(station), 'door.sign-in', { signInName, password });
  sayLast(await station.page('workspace'), 'session.sign-out', {});
  const after = await locked(station);
  expect((await given(after, 'door.status', {})).people.map(({ name, passwordOnly }) => [name, passwordOnly])).toEqual([
    [OWNER.ownerName, false],
    [NEWCOMER.name, true],
  ]);
  sayLast(after, 'door.sign-in', { signInName, password, code: recoveryCodes[0] ?? '' });
  const last = await station.page('workspace');
  expect(await sessionsIn(last)).toEqual([
    ['session.sign-in', OWNER.ownerName, null],
    ['session.lock', OWNER.ownerName, 'requested'],
    ['session.unlock', OWNER.ownerName, null],
    ['session.lock', OWNER.ownerName, 'requested'],
    ['session.sign-in', NEWCOMER.name, null],
    ['session.lock', NEWCOMER.name, 'requested'],
    ['session.switch', OWNER.ownerName, null],
    ['session.sign-out', OWNER.ownerName, 'signed-out'],
    ['session.sign-in', OWNER.ownerName, null],
  ]);
  await station.close();
});

test('Ctrl+L locks from the key alone, while a page that will not hear of it is on screen', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  // The page swallows every key and answers nothing: what locks is main.
  await desk.evaluate(() => {
    addEventListener('keydown', (event) => event.stopImmediatePropagation(), { capture: true });
    setTimeout(() => {
      for (;;);
    }, 50);
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await strike(station, 'L', ['control', 'shift']);
  await strike(station, 'K', ['control']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const stands = (): Promise<boolean> => station.app.browserWindow(desk).then((window) => window.evaluate((its) => its.isVisible()));
  expect(await stands()).toBe(true);
  await strike(station, 'L', ['control']);
  const door = await locked(station);
  expect((await given(door, 'door.status', {})).lockedBecause).toBe('requested');
  await station.close();
});

test('when main’s writer of the log dies the session locks, what was typed is kept, and the next entry says so', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  await desk.keyboard.press('Control+N');
  await desk.locator('[name="familyName"]').pressSequentially('Whitcombe');
  // The thread itself is ended, at the next thing main asks of it.
  await station.app.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function dying() {
      Worker.prototype.postMessage = postMessage;
      void this.terminate();
    };
  });
  await given(desk, 'preferences.write', { theme: 'dark' });
  const door = await locked(station);
  expect(await given(door, 'door.status', {})).toMatchObject({ people: [{ name: OWNER.ownerName, passwordOnly: true }] });
  sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
  const again = await station.page('workspace');
  await expect(again.locator('[name="familyName"]')).toHaveValue('Whitcombe');
  expect((await sessionsIn(again)).slice(-2)).toEqual([
    ['session.lock', OWNER.ownerName, 'audit-unavailable'],
    ['session.unlock', OWNER.ownerName, null],
  ]);
  await expect.poll(async () => (await given(again, 'audit.verify', { restart: false })).state, { timeout: 30_000 }).toBe('intact');
  await station.close();
});
