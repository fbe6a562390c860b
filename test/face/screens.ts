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

const toTheOffice = async (page: Page): Promise<void> => {
  await page.keyboard.press('Alt+4');
  await page.waitForSelector('[role=grid] tr[aria-selected]');
};

const officer: readonly Screen[] = [
  { name: 'office-log', page: 'workspace', arrive: toTheOffice },
  { name: 'office-log-auditor', page: 'workspace', sample: { density: 'compact', role: 'auditor' }, arrive: toTheOffice },
  {
    name: 'office-entry-and-verdict',
    page: 'workspace',
    sample: { density: 'compact' },
    arrive: async (page) => {
      await toTheOffice(page);
      await page.click('[role=grid] tr[aria-rowindex="4"]');
      await page.click('main button:nth-of-type(1)');
      await page.waitForSelector('main details');
      await page.click('main summary');
    },
  },
  {
    name: 'office-tampered',
    page: 'workspace',
    arrive: async (page) => {
      await page.evaluate('sample.tamper()');
      await toTheOffice(page);
      await page.click('main button:nth-of-type(1)');
      await page.waitForSelector('main [role=alert]');
    },
  },
  {
    name: 'office-nothing',
    page: 'workspace',
    arrive: async (page) => {
      await page.evaluate('sample.empty()');
      await page.keyboard.press('Alt+4');
      await page.waitForSelector('main h2');
    },
  },
];

export const SCREENS: readonly Screen[] = [...workspace, ...officer];
