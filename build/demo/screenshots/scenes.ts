import type { Page } from '@playwright/test';
import { FAILURES } from '../../../shared/failure.ts';
import type { ScreenStage } from './stage.ts';

/** One picture. `show` brings a page that was just opened (or left by the scene before) to what is to be seen, by what a person would do. */
export interface Scene {
  readonly name: string;
  readonly show: (page: Page, stage: ScreenStage) => Promise<void>;
}

const press = (page: Page, keys: string): Promise<void> => page.keyboard.press(keys);
const button = (page: Page, stage: ScreenStage, key: string): Promise<void> =>
  page
    .getByRole('button', { name: stage.words(key), exact: true })
    .first()
    .click();

/** From anywhere to nowhere in particular: layers closed, no chart, no form. */
const rest = async (page: Page): Promise<void> => {
  for (let layers = 0; layers < 3; layers += 1) await press(page, 'Escape');
  const leave = page.getByRole('dialog').getByRole('button').last();
  if (await leave.isVisible()) await leave.click();
  await press(page, 'Alt+1');
};

const search = async (page: Page, typed: string): Promise<void> => {
  await rest(page);
  await press(page, 'Control+k');
  await page.keyboard.type(typed);
};

/** The chart with this record number, by the front door. */
const chart = async (page: Page, mrn: string): Promise<void> => {
  await search(page, mrn);
  // Only a line that is chosen answers to Enter, and none is while an answer is on its way. A restricted chart's line doesn't say its number.
  await page.waitForTimeout(150);
  await page.locator('[role=option][data-combobox-selected]').waitFor();
  await press(page, 'Enter');
};

const part = (mrn: string, key: string) => async (page: Page, stage: ScreenStage) => {
  await chart(page, mrn);
  await page.getByRole('tab', { name: stage.words(key) }).click();
};

const place = (keys: string) => async (page: Page) => {
  await rest(page);
  await press(page, keys);
};

/** Who is who in the demonstration: the record numbers follow from build/demo/patients.ts. */
const NAMESAKE = 'A000002';
const LONG_NAME = 'A000041';
const MERGED = 'A000006';
const CORRECTED = 'A000014';
const DECEASED = 'A000061';
const RESTRICTED = 'A000071';
const EVERYDAY = 'A000226';

/** The chart of the namesake, being merged: where it was left so, it still is. */
const merging = async (page: Page, stage: ScreenStage): Promise<void> => {
  await chart(page, NAMESAKE);
  const merge = page.getByRole('button', { name: stage.words('chart.merge'), exact: true });
  await merge
    .or(page.getByRole('heading', { name: stage.words('merging.title') }))
    .first()
    .waitFor();
  if (await merge.isVisible()) await merge.click();
};

const form = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  await rest(page);
  await press(page, 'Control+n');
  for (const [field, typed] of Object.entries(fields)) await page.locator(`#field-${field}`).fill(typed);
};

/** The screens behind the door. To add one: an entry here. */
export const WORKSPACE_SCENES: readonly Scene[] = [
  { name: 'today', show: (page) => rest(page) },
  { name: 'search', show: (page) => search(page, 'gar mar') },
  { name: 'search-typo', show: (page) => search(page, 'rodriges') },
  { name: 'search-nobody', show: (page) => search(page, 'zzyx') },
  { name: 'palette', show: async (page, stage) => search(page, stage.command('place.settings').slice(0, 5)) },
  {
    name: 'keys',
    show: async (page) => {
      await rest(page);
      await press(page, 'F1');
    },
  },
  { name: 'schedule', show: place('Alt+2') },
  {
    name: 'schedule-book',
    show: async (page, stage) => {
      await place('Alt+2')(page);
      await button(page, stage, 'schedule.book');
    },
  },
  {
    name: 'inbox',
    show: async (page, stage) => {
      await place('Alt+3')(page);
      await page.getByText(stage.words('inbox.view.open'), { exact: true }).click();
      await page.getByRole('option').nth(1).click();
    },
  },
  {
    name: 'inbox-message',
    show: async (page) => {
      await place('Alt+3')(page);
      await press(page, 'Control+m');
    },
  },
  { name: 'patients', show: place('Alt+4') },
  {
    name: 'patients-found',
    show: async (page) => {
      await place('Alt+4')(page);
      await page.keyboard.type('smith');
    },
  },
  { name: 'chart', show: (page) => chart(page, EVERYDAY) },
  { name: 'chart-long-name', show: (page) => chart(page, LONG_NAME) },
  { name: 'chart-deceased', show: (page) => chart(page, DECEASED) },
  { name: 'chart-merged', show: (page) => chart(page, MERGED) },
  { name: 'chart-coverage', show: part(EVERYDAY, 'chart.coverage') },
  { name: 'chart-contacts', show: part(EVERYDAY, 'chart.contacts') },
  { name: 'chart-history', show: part(CORRECTED, 'chart.history') },
  { name: 'chart-who-looked', show: part(EVERYDAY, 'chart.lookers') },
  { name: 'chart-access', show: part(EVERYDAY, 'chart.access') },
  {
    name: 'chart-edit',
    show: async (page, stage) => {
      await chart(page, EVERYDAY);
      await button(page, stage, 'chart.edit');
    },
  },
  {
    name: 'chart-restrict',
    show: async (page, stage) => {
      await chart(page, NAMESAKE);
      await button(page, stage, 'chart.restrict');
    },
  },
  { name: 'reason', show: (page) => chart(page, RESTRICTED) },
  { name: 'merge-pick', show: merging },
  {
    name: 'merge-compare',
    show: async (page, stage) => {
      await merging(page, stage);
      await page
        .getByRole('button', { name: stage.words('merging.compareWith') })
        .first()
        .click();
    },
  },
  { name: 'register', show: (page) => form(page, {}) },
  {
    name: 'register-duplicates',
    show: (page) => form(page, { familyName: 'Garcia', givenName: 'Maria', birthDate: '7/21/54' }),
  },
  {
    name: 'register-errors',
    show: async (page) => {
      await form(page, { givenName: 'Ana', birthDate: '13/45/61' });
      await press(page, 'Control+Enter');
    },
  },
  {
    name: 'office',
    show: async (page) => {
      await place('Alt+6')(page);
      await page.getByRole('row').nth(1).waitFor();
    },
  },
  {
    name: 'office-entry',
    show: async (page) => {
      await place('Alt+6')(page);
      await page.getByRole('row').nth(4).click();
    },
  },
  { name: 'settings', show: place('Alt+7') },
  ...(['password', 'lock', 'schedule', 'staff', 'permissions'] as const).map(
    (section): Scene => ({
      name: `settings-${section}`,
      show: async (page, stage) => {
        await place('Alt+7')(page);
        await button(page, stage, `settings.section.${section}`);
      },
    }),
  ),
];

/** The last before the lock: what main says when the time is near. */
export const LOCK_WARNING: Scene = {
  name: 'lock-warning',
  show: async (page, stage) => {
    await rest(page);
    await stage.tell(page, 'warning', { secondsLeft: 42 });
  },
};

/** The door of a practice, with its people. */
export const DOOR_SCENES: readonly Scene[] = [
  { name: 'unlock', show: (page) => page.locator('input[name="password"]').waitFor() },
  {
    name: 'unlock-someone-else',
    show: async (page, stage) => page.getByRole('radio', { name: stage.words('unlock.someoneElse') }).check(),
  },
  {
    name: 'unlock-refused',
    show: async (page, stage) => {
      await page.locator('input[name="person"]').first().check();
      await page.locator('input[name="password"]').fill('not the password at all');
      const code = page.locator('input[name="code"]');
      if (await code.isVisible()) await code.fill('000 000');
      await page.getByRole('button', { name: stage.words('unlock.signIn'), exact: true }).click();
      // The page that heard the wrong password goes; the one that says so comes.
      await page.waitForEvent('close', { timeout: 15_000 }).catch(() => undefined);
      const after = await stage.page('unlock');
      await after.getByText(FAILURES['sign-in-failed'][stage.language].slice(0, 20)).first().waitFor();
    },
  },
  {
    name: 'unlock-outage',
    show: async (page, stage) => {
      await page.getByRole('button', { name: stage.words('outage.link') }).click();
      const cancel = page.getByRole('button', { name: stage.words('common.cancel') });
      // where nobody was signed in long enough there is no list yet
      await cancel.or(page.getByText(stage.words('outage.none'))).waitFor();
    },
  },
];
