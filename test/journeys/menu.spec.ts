import { expect, type Page, test } from '@playwright/test';
import { COMMAND_IDS, COMMANDS } from '../../shared/commands.ts';
import { found } from '../support/people.ts';
import { given, NO_LISTS, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const labels = (station: TestWorkstation): Promise<Record<string, string>> =>
  station.app.evaluate(({ Menu }) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => menu.submenu?.items ?? []);
    return Object.fromEntries(items.filter(({ id }) => id !== undefined).map(({ id, label }) => [id, label]));
  });

/** The commands of the menu bar that are not grey. */
const lit = (station: TestWorkstation): Promise<string[]> =>
  station.app.evaluate(({ Menu }) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => menu.submenu?.items ?? []);
    return items.filter(({ id, enabled }) => id !== undefined && enabled).map(({ id }) => id);
  });

const click = (station: TestWorkstation, id: string): Promise<void> =>
  station.app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    if (item === null || item === undefined) throw new Error(`the menu has no ${wanted}`);
    item.click();
  }, id);

/** Keeps what the page is told from now on. */
const listen = (page: Page): Promise<() => Promise<unknown>> =>
  page
    .evaluate(() => {
      const heard: unknown[] = [];
      Reflect.set(window, 'heardCommands', heard);
      const events: unknown = Reflect.get(window, 'clinicEvents');
      const on: unknown = typeof events === 'object' && events !== null ? Reflect.get(events, 'on') : undefined;
      if (typeof on !== 'function') throw new Error('the page hears nothing');
      on('command', (id: unknown) => heard.push(id));
    })
    .then(() => () => page.evaluate(() => Reflect.get(window, 'heardCommands')));

test('each command of the menu bar reaches the page, in its language, and lock and signing out need no page', async () => {
  const station = await startWorkstation();
  const { desk } = await found(station);
  const inMenu = COMMAND_IDS.filter((id) => COMMANDS[id].menu !== null);
  await expect.poll(async () => Object.keys(await labels(station))).toEqual(expect.arrayContaining(inMenu));

  const ofChart = ['patient.edit', 'patient.archive', 'print.label'];
  const always = ['search.focus', 'patient.new', 'place.schedule', 'session.lock', 'session.sign-out', 'help.shortcuts', 'quit', 'zoom.in'];
  await expect.poll(async () => (await lit(station)).filter((id) => ofChart.includes(id))).toEqual([]);
  expect(await lit(station)).toEqual(expect.arrayContaining(always));

  await given(desk, 'patient.register', {
    details: { familyName: 'Okafor', givenName: 'Ngozi', birthDate: '1961-03-04' },
    lists: NO_LISTS,
  });
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('okafor');
  await desk.getByRole('option', { name: /Okafor, Ngozi/ }).click();
  await expect(desk.getByTestId('patient-banner')).toContainText('Okafor, Ngozi');
  await expect.poll(() => lit(station)).toEqual(expect.arrayContaining([...always, ...ofChart]));
  await click(station, 'patient.archive');
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Archived Okafor, Ngozi.');
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('restore');
  await desk.getByRole('option', { name: 'Archive the chart, or restore it' }).click();
  await expect(desk.getByRole('region', { name: 'Undo' })).toContainText('Restored Okafor, Ngozi.');

  await given(desk, 'preferences.write', { language: 'es' });
  await expect.poll(async () => (await labels(station))['place.patients']).toBe('Pacientes');

  const heard = await listen(desk);
  const told = inMenu.filter((id) => !id.startsWith('session.'));
  for (const id of told) await click(station, id);
  await expect.poll(heard).toEqual(told);

  await click(station, 'session.lock');
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {})).state).toBe('locked');
  expect(Object.keys(await labels(station)).filter((id) => id in COMMANDS)).toEqual([]);
  await station.close();
});

test('the size of the screen goes up to 200 % and down to 80 %, on the next page too', async () => {
  const station = await startWorkstation();
  await station.page('unlock');
  await expect.poll(async () => Object.keys(await labels(station))).toContain('zoom.in');
  const factors = (): Promise<number[]> =>
    station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getZoomFactor()));
  for (let turns = 0; turns < 10; turns += 1) await click(station, 'zoom.in');
  await expect.poll(factors).toEqual([2, 2]);
  for (let turns = 0; turns < 10; turns += 1) await click(station, 'zoom.out');
  await expect.poll(async () => (await factors()).map((factor) => factor.toFixed(2))).toEqual(['0.80', '0.80']);
  await found(station);
  await expect.poll(async () => (await factors()).map((factor) => factor.toFixed(2))).toEqual(['0.80']);
  await station.close();
});
