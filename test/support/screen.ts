import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import type { TestWorkstation } from './workstation.ts';

/** A screen as somebody in front of it uses it: buttons and fields by their words, keys by their caps. */
export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** Ticks or chooses what shows as chosen only when it is saved; the driver's own `check` wants it at once. */
export const choose = async (control: Locator): Promise<void> => {
  if (!(await control.isChecked())) await control.click();
  await expect(control).toBeChecked();
};

export const field = (page: Page | Locator, label: string): Locator => page.getByLabel(label, { exact: true });

/** One of the places of the rail, or a part of the settings. */
export const goTo = (page: Page, words: string, within: string): Promise<void> =>
  page.getByRole('navigation', { name: within }).getByRole('button', { name: words, exact: true }).click();

/** Strikes keys that may end the page before they are let go; a page that is gone never says that they were. */
export const strikeLast = (page: Page, strike: (keyboard: Page['keyboard']) => Promise<void>): Promise<void> =>
  Promise.race([strike(page.keyboard).catch(() => undefined), new Promise<void>((done) => setTimeout(done, 2_000))]);

/** Locks with the keys, and answers with the door that comes. */
export const lockByKeys = async (station: TestWorkstation): Promise<Page> => {
  await strikeLast(await station.page('workspace'), (keyboard) => keyboard.press('Control+l'));
  const door = await station.page('unlock');
  await door.locator('input[name="password"]').waitFor();
  return door;
};

/** Types the password of whoever is chosen, and goes in. */
export const enterWith = async (station: TestWorkstation, door: Page, password: string): Promise<Page> => {
  await door.locator('input[name="password"]').fill(password);
  await door.keyboard.press('Enter');
  const desk = await station.page('workspace');
  await desk.getByRole('combobox').first().waitFor();
  return desk;
};

/** Answers the next question where to save with this file, as the system's own dialog would. */
export const saveAs = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);

/** Makes the visible window's page this large. */
export const resize = async (station: TestWorkstation, page: Page, width: number, height: number): Promise<void> => {
  const window = await station.app.browserWindow(page);
  await window.evaluate((its, size) => its.setContentSize(size.width, size.height), { width, height });
  for (let tries = 0; tries < 40 && (await page.evaluate(() => innerWidth)) !== width; tries += 1) await page.waitForTimeout(25);
};
