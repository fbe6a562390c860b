import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';
import type { ScreenStage } from './stage.ts';

/** A list as an office has it: a title above the headings, dates of two readings, a lost ZIP zero, somebody who is on file, a row without a name, a formula's leading sign. */
const LIST = [
  'Larkmead Rotary health day;;;;;;',
  'Last Name;First Name;DOB;Cell;Zip;Insurance;Member ID',
  'García;María;07/21/1954;(775) 555-0188;88992;Sagebrush Health Plan;SHP-0000017',
  'Underhill;Josephine;03/04/1961;702-555-0111;88991;Blue Mesa Mutual;BMM-0000018',
  'Okonkwo;Adaeze;11/05/1983;702.555.0112;88993;;',
  'de la Vega;Tomás;02/30/1975;(725) 555-0113;88991;Great Basin Advantage;GBA-0000019',
  ';Pilar;05/06/1990;(725) 555-0114;88991;;',
  'Lindqvist;Åsa;12/01/2001;7255550115;2134;Sagebrush Health Plan;SHP-0000020',
  "O'Rourke;Declan;09/08/1948;(702) 555-0116;88992;Great Basin Advantage;GBA-0000021",
  '=Brown;Charlotte;10/10/1999;(702) 555-0117;88992;;',
].join('\r\n');

const go = (page: Page, stage: ScreenStage, key: string): Promise<void> =>
  page
    .getByRole('button', { name: stage.words(key) })
    .first()
    .click();

/** A list from the file to the undo; each scene goes on where the one before ended. */
export const IMPORT_SCENES: readonly Scene[] = [
  {
    name: 'import-1-file',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Alt+5');
    },
  },
  {
    name: 'import-2-columns',
    show: async (page, stage) => {
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: 'health-day.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST, 'utf8') });
      await page.getByRole('button', { name: stage.words('importing.checkRows') }).waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'import-3-check',
    show: async (page, stage) => {
      const order = page.getByRole('radio', { name: stage.words('importing.order.mdy') });
      if (await order.isVisible()) await order.check();
      await go(page, stage, 'importing.checkRows');
      await page.getByRole('button', { name: stage.words('importing.start_other') }).waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'import-4-done',
    show: async (page, stage) => {
      await go(page, stage, 'importing.start_other');
      await page.getByRole('button', { name: stage.words('importing.undo') }).waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'import-5-taken-back',
    show: async (page, stage) => {
      await go(page, stage, 'importing.undo');
      await page.getByText(stage.words('importing.undone')).first().waitFor({ timeout: 15_000 });
    },
  },
];
