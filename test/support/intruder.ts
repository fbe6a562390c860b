import type { ElectronApplication, Page } from '@playwright/test';

/** Where the test listens for what gets out. */
export interface Ears {
  readonly tcp: number;
  readonly udp: number;
}

/**
 * Runs an intruder's script in a page the way injected code runs: from a timer of the page, not from the debugger, so that the page's own policy judges it. Answers with
 * what it returned, or with the name of what stopped it.
 */
export const intrude = async (page: Page, script: (given: Ears) => unknown, given: Ears = { tcp: 9, udp: 9 }): Promise<string> => {
  const carried = await page.evaluateHandle<{ run: (given: Ears) => unknown }>(`({ run: ${script.toString()} })`);
  return page.evaluate(
    ([intruder, its]) =>
      new Promise<string>((resolve) => {
        setTimeout(async () => {
          try {
            const patience = new Promise((late) => setTimeout(late, 1500, 'nothing'));
            resolve(String(await Promise.race([intruder.run(its), patience])));
          } catch (error) {
            resolve(error instanceof Error ? error.name : 'stopped');
          }
        }, 0);
      }),
    [carried, given] as const,
  );
};

/** Every address main has a page at. */
export const addresses = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => contents.getURL())
      .sort(),
  );
