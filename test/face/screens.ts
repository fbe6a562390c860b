import type { Page } from '@playwright/test';
import type { Sample } from './sample.ts';

/** A screen to look at: how to get there from a fresh page. */
export interface Screen {
  readonly name: string;
  readonly page: 'unlock' | 'workspace';
  readonly sample?: Partial<Sample>;
  readonly arrive: (page: Page, sample: Sample) => Promise<void>;
}

export const SCREENS: readonly Screen[] = [
  { name: 'today', page: 'workspace', arrive: async (page) => void (await page.waitForSelector('h1')) },
];
