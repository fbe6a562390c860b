import type { Page } from '@playwright/test';
import { codeNow } from '../founding.ts';
import type { Scene } from './scenes.ts';
import type { ScreenStage } from './stage.ts';

const TYPED = {
  practice: 'Larkmead Family Practice',
  workstation: 'Front desk 1',
  ownerName: 'Amara Whitfield',
  signInName: 'amara',
  password: 'copper lantern walks at dusk 41',
};

const go = (page: Page, stage: ScreenStage, key: string): Promise<void> =>
  page.getByRole('button', { name: stage.words(key), exact: true }).click();

/** The words of the sheets as they stand on the screen, to be typed back in the last step. */
const sheets: string[] = [];

/** The first run, step after step; each scene begins where the one before ended. */
export const FIRST_RUN_SCENES: readonly Scene[] = [
  { name: 'set-up-1-welcome', show: (page, stage) => page.getByRole('button', { name: stage.words('setUp.begin') }).waitFor() },
  { name: 'set-up-2-practice', show: (page, stage) => go(page, stage, 'setUp.begin') },
  {
    name: 'set-up-3-practice-filled',
    show: async (page) => {
      for (const [name, typed] of Object.entries(TYPED)) await page.locator(`input[name="${name}"]`).fill(typed);
      await page.waitForTimeout(1500);
    },
  },
  {
    name: 'set-up-4-authenticator',
    show: async (page, stage) => {
      await go(page, stage, 'common.continue');
      await page.locator('input[name="code"]').waitFor();
    },
  },
  {
    name: 'set-up-5-recovery-codes',
    show: async (page, stage) => {
      const letters = await page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText();
      await page.locator('input[name="code"]').fill(await codeNow(letters.replaceAll(' ', '')));
      await go(page, stage, 'common.continue');
      await page.getByRole('button', { name: stage.words('unlock.codesKept') }).waitFor();
    },
  },
  {
    name: 'set-up-6-recovery-kit',
    show: async (page, stage) => {
      await go(page, stage, 'unlock.codesKept');
      const lists = page.locator('section ol');
      await lists.first().waitFor();
      sheets.splice(0);
      for (const list of await lists.all()) sheets.push((await list.locator('li').allInnerTexts()).join(' '));
    },
  },
  {
    name: 'set-up-7-open-the-kit-once',
    show: async (page, stage) => {
      await go(page, stage, 'setUp.kitKept');
      for (const [at, field] of (await page.locator('textarea[name^="sheet-"]').all()).entries()) await field.fill(sheets[at] ?? '');
    },
  },
];
