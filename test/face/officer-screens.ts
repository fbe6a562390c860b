import type { Page } from '@playwright/test';
import type { Screen } from './screens.ts';

const toTheOffice = async (page: Page): Promise<void> => {
  await page.keyboard.press('Alt+4');
  await page.waitForSelector('[role=grid] tr[aria-selected]');
};

/** The officer's room: the log, an entry, both verdicts, nothing found. */
export const officer: readonly Screen[] = [
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
