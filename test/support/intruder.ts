import type { ElectronApplication, Page } from '@playwright/test';

/**
 * Runs an intruder's script in a page the way injected code runs: from a timer of the page, not from the debugger, so that the page's own policy judges it. Answers with
 * what it returned, or with the name of what stopped it.
 */
export const intrude = (
  page: Page,
  script: (given: { tcp: number; udp: number }) => unknown,
  given: { tcp: number; udp: number } = { tcp: 9, udp: 9 },
): Promise<string> =>
  page.evaluate(
    ([text, its]) =>
      new Promise<string>((resolve) => {
        // The debugger may make a function of text; the timer it is called from belongs to the page.
        const run: unknown = Reflect.apply(Reflect.get(globalThis, 'eval'), undefined, [`(${text})`]);
        setTimeout(async () => {
          try {
            resolve(
              String(
                await Promise.race([
                  typeof run === 'function' ? run(its) : undefined,
                  new Promise((late) => setTimeout(late, 1500, 'nothing')),
                ]),
              ),
            );
          } catch (error) {
            resolve(error instanceof Error ? error.name : 'stopped');
          }
        }, 0);
      }),
    [script.toString(), given] as const,
  );

/** Every address main has a page at. */
export const addresses = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => contents.getURL())
      .sort(),
  );
