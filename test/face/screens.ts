import type { Page } from '@playwright/test';
import type { Sample } from './sample.ts';

/** A screen to look at: how to get there from a fresh page. */
export interface Screen {
  readonly name: string;
  readonly page: 'unlock' | 'workspace';
  readonly sample?: Partial<Sample>;
  readonly arrive: (page: Page, sample: Sample) => Promise<void>;
}

const SEARCH = '[data-region="search"] input';

const workspace: readonly Screen[] = [
  { name: 'today', page: 'workspace', arrive: async (page) => void (await page.waitForSelector('h1')) },
  {
    name: 'today-compact',
    page: 'workspace',
    sample: { density: 'compact', role: 'auditor' },
    arrive: async (page) => void (await page.waitForSelector('h1')),
  },
  {
    name: 'search-hits',
    page: 'workspace',
    arrive: async (page) => {
      await page.fill(SEARCH, 'gracia');
      await page.waitForSelector('[role=option][data-combobox-selected]');
    },
  },
  {
    name: 'search-nobody',
    page: 'workspace',
    arrive: async (page) => {
      await page.fill(SEARCH, 'zzyzx');
      await page.waitForSelector('[role=option]');
    },
  },
  {
    name: 'search-commands',
    page: 'workspace',
    arrive: async (page, { language }) => {
      await page.fill(SEARCH, language === 'en' ? 'lock' : 'bloq');
      await page.waitForSelector('[role=option]');
    },
  },
  {
    name: 'keys',
    page: 'workspace',
    arrive: async (page) => {
      await page.keyboard.press('F1');
      await page.waitForSelector('[role=dialog] table');
    },
  },
  {
    name: 'lock-warning-and-undo',
    page: 'workspace',
    arrive: async (page) => {
      await page.click('li button:nth-of-type(2)');
      await page.waitForSelector('[data-region="undo"]');
      await page.evaluate('sample.tell("warning", { secondsLeft: 28 })');
      await page.keyboard.press('F6');
    },
  },
];

const section = async (page: Page, at: number): Promise<void> => {
  await page.keyboard.press('Alt+5');
  await page.click(`main nav button:nth-child(${at})`);
};

const settings: readonly Screen[] = [
  { name: 'settings-preferences', page: 'workspace', arrive: (page) => section(page, 1) },
  { name: 'settings-password', page: 'workspace', arrive: (page) => section(page, 2) },
  {
    name: 'settings-lock',
    page: 'workspace',
    arrive: async (page) => {
      await section(page, 3);
      await page.waitForSelector('input[name="autoLockMinutes"]');
    },
  },
  {
    name: 'settings-staff',
    page: 'workspace',
    arrive: async (page) => {
      await section(page, 4);
      await page.waitForSelector('table');
    },
  },
  {
    name: 'settings-staff-compact',
    page: 'workspace',
    sample: { density: 'compact', role: 'auditor' },
    arrive: async (page) => {
      await section(page, 4);
      await page.waitForSelector('table');
    },
  },
  {
    name: 'settings-add',
    page: 'workspace',
    arrive: async (page) => {
      await section(page, 4);
      await page.click('section > div > button');
      await page.fill('input[name="endsOn"]', '3/31/27');
    },
  },
  {
    name: 'settings-remove',
    page: 'workspace',
    arrive: async (page) => {
      await section(page, 4);
      await page.click('tr:nth-child(3) td:last-child button:last-child');
      await page.evaluate('sample.refuse("staff.remove")');
      await page.fill('input[name="code"]', '123 456');
      await page.keyboard.press('Control+Enter');
      await page.waitForSelector('[role="alert"]');
    },
  },
  {
    name: 'settings-one-time',
    page: 'workspace',
    arrive: async (page) => {
      await section(page, 4);
      await page.click('tr:nth-child(3) td:last-child button:nth-child(2)');
      await page.fill('input[name="code"]', '123 456');
      await page.keyboard.press('Enter');
      await page.waitForSelector('p + p');
    },
  },
  { name: 'settings-rights', page: 'workspace', arrive: (page) => section(page, 5) },
];

const password = 'input[name="password"]';
const go = (page: Page) => page.click('main button[type="submit"], main > div:last-child > button:last-child');

const found = async (page: Page): Promise<void> => {
  await go(page);
  await page.fill('input[name="practice"]', 'Riverside Family Practice');
  await page.fill('input[name="workstation"]', 'Front desk 1');
  await page.fill('input[name="ownerName"]', 'Anne Whitfield');
  await page.fill('input[name="signInName"]', 'Anne W');
  await page.fill(password, 'river');
  await page.waitForTimeout(400);
};
const connect = async (page: Page): Promise<void> => {
  await found(page);
  await page.fill('input[name="signInName"]', 'anne.w');
  await page.fill(password, 'copper lantern walks at dusk');
  await go(page);
  await page.waitForSelector('svg[role="img"]');
};
const codes = async (page: Page): Promise<void> => {
  await connect(page);
  await page.fill('input[name="code"]', '123 456');
  await go(page);
  await page.waitForSelector('main ol');
};
const kit = async (page: Page): Promise<void> => {
  await codes(page);
  await go(page);
  await page.waitForSelector('svg[role="img"]');
};

const settled = async (page: Page): Promise<void> => void (await page.waitForSelector('main h1'));

const unlock: readonly Screen[] = [
  { name: 'sign-in', page: 'unlock', sample: { door: { state: 'locked', lockedBecause: 'idle' } }, arrive: settled },
  {
    name: 'sign-in-refused',
    page: 'unlock',
    sample: {
      door: {
        state: 'locked',
        refused: { code: 'sign-in-failed', seconds: 95, userId: '01890000-0000-7000-8000-000000000053' },
        synthetic: false,
      },
    },
    arrive: settled,
  },
  {
    name: 'sign-in-someone-else',
    page: 'unlock',
    arrive: async (page) => {
      await settled(page);
      await page.click('fieldset label:last-child');
      await page.evaluate('sample.refuse("door.sign-in")');
      await page.fill('input[name="signInName"]', 'paul');
      await page.fill(password, 'x');
      await page.click('button[type="submit"]');
      await page.waitForSelector('[role="alert"]');
    },
  },
  { name: 'broken-key', page: 'unlock', sample: { door: { state: 'broken', broken: 'key-changed' } }, arrive: settled },
  { name: 'broken-older', page: 'unlock', sample: { door: { state: 'broken', broken: 'store-older' } }, arrive: settled },
  {
    name: 'recover',
    page: 'unlock',
    arrive: async (page) => {
      await settled(page);
      await page.click('main > div:last-child button');
      await page.waitForSelector('textarea');
    },
  },
  { name: 'starting', page: 'unlock', sample: { door: { state: 'starting' } }, arrive: settled },
  {
    name: 'enrol',
    page: 'unlock',
    arrive: async (page) => {
      await settled(page);
      await page.fill(password, 'new');
      await page.click('button[type="submit"]');
      await page.waitForSelector('svg[role="img"]');
    },
  },
  {
    name: 'set-up-1-welcome',
    page: 'unlock',
    sample: { door: { state: 'setup', practice: null, workstation: null, people: [] } },
    arrive: settled,
  },
  { name: 'set-up-2-founders', page: 'unlock', sample: { door: { state: 'setup' } }, arrive: found },
  { name: 'set-up-3-phone', page: 'unlock', sample: { door: { state: 'setup' } }, arrive: connect },
  { name: 'set-up-4-codes', page: 'unlock', sample: { door: { state: 'setup' } }, arrive: codes },
  { name: 'set-up-5-kit', page: 'unlock', sample: { door: { state: 'setup' } }, arrive: kit },
  {
    name: 'set-up-6-prove',
    page: 'unlock',
    sample: { door: { state: 'setup' } },
    arrive: async (page) => {
      await kit(page);
      await page.click('main > div:last-child > button:last-child');
      await page.waitForSelector('textarea');
    },
  },
];

export const SCREENS: readonly Screen[] = [...workspace, ...settings, ...unlock];
