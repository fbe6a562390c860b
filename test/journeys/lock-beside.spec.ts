import { expect, test } from '@playwright/test';
import { found, OWNER } from '../support/people.ts';
import { given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

/** Which page has the keyboard; null while another program has it. */
const focused = (station: TestWorkstation): Promise<string | null> =>
  station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.getURL() ?? null);

/** Until the keyboard stays away: what showed the window a moment ago may still be bringing it. */
const leftForAnother = (station: TestWorkstation): Promise<void> =>
  expect
    .poll(async () => {
      await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.blur());
      await new Promise((resolve) => setTimeout(resolve, 200));
      return focused(station);
    })
    .toBeNull();

test('a lock takes the keyboard from no other program, and a sign-in and a lock at the desk have it as ever', async () => {
  const station = await startWorkstation();
  try {
    const { desk } = await found(station);
    await expect.poll(() => focused(station)).toContain('workspace');
    await leftForAnother(station);
    sayLast(desk, 'session.lock', {});
    const door = await station.page('unlock');
    await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
    expect(await focused(station)).toBeNull();

    sayLast(door, 'door.sign-in', { signInName: OWNER.signInName, password: OWNER.password });
    const back = await station.page('workspace');
    await expect.poll(() => focused(station)).toContain('workspace');
    sayLast(back, 'session.lock', {});
    await station.page('unlock');
    await expect.poll(() => focused(station)).toContain('unlock');
  } finally {
    await station.close();
  }
});
