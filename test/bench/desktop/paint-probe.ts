import type { Page } from '@playwright/test';

/** What shall be painted: this selector matches at least so many elements, of which one holds these words. */
export interface Wanted {
  readonly selector: string;
  readonly words: string;
  /** So many of them; one where it is left out. */
  readonly count?: number;
}

const LIMIT_MS = 15_000;

/**
 * Milliseconds from the next key or click to the second animation frame after the change of the document that shows what is wanted; null where it never came. Times begin at the event's own
 * time stamp, as everywhere in these figures.
 */
export const paintedAfter = async (page: Page, wanted: Wanted, act: () => Promise<void>): Promise<number | null> => {
  await page.evaluate(({ selector, words, count = 1 }) => {
    const shown = (): boolean =>
      [...document.querySelectorAll(selector)].filter((element) => (element.textContent ?? '').includes(words)).length >= count;
    Reflect.set(
      window,
      'benchPainted',
      new Promise<number>((resolve) => {
        let began: number | null = null;
        const note = (event: Event): void => {
          began ??= event.timeStamp;
        };
        for (const kind of ['keydown', 'click']) window.addEventListener(kind, note, { capture: true, once: true });
        const look = (): void => {
          if (began === null || !shown()) return;
          seen.disconnect();
          const start = began;
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
        };
        const seen = new MutationObserver(look);
        seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
    );
  }, wanted);
  await act();
  const painted: Promise<number> = page.evaluate(() => Reflect.get(window, 'benchPainted'));
  return Promise.race([painted, new Promise<null>((done) => setTimeout(() => done(null), LIMIT_MS).unref())]);
};

/** The epoch time at which the page has painted a change that makes `selector` match something with these words. */
export const paintedAt = (page: Page, { selector, words }: Wanted): Promise<number> =>
  page.evaluate(
    ([wanted, text]) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const shown = [...document.querySelectorAll(wanted)].some((element) => (element.textContent ?? '').includes(text));
          if (!shown) return;
          seen.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
        };
        const seen = new MutationObserver(look);
        seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        look();
      }),
    [selector, words] as const,
  );
