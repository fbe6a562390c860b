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

export const SCREENS: readonly Screen[] = [...workspace];
