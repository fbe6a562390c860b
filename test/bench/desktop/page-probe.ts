import type { Page } from '@playwright/test';

/** What the page itself saw since the last `begin`. */
export interface PageWatch {
  /** The longest task of the page's thread; 0 where none took 50 ms, below which Chromium reports none. */
  readonly longestTask: number;
  /** The longest time between two animation frames, less the 16.7 ms that are a frame's own. */
  readonly longestGap: number;
}

/**
 * Puts the stopwatch into the page. An answer counts as painted at the second animation frame after the change of the document that shows it: the first comes before
 * the frame with the change is drawn, the second after it. That is up to one frame later than a person sees it, never earlier. Times begin at the event's own time stamp, which
 * Chromium sets when the input arrives, before any script runs.
 */
export const installProbe = (page: Page): Promise<void> =>
  page.evaluate(() => {
    if (Reflect.get(window, 'benchProbe') !== undefined) return;
    let began: number | null = null;
    let stage: 'idle' | 'asked' | 'answered' = 'idle';
    let answered: () => boolean = () => false;
    let settled: () => boolean = () => false;
    let resolve: (ms: number) => void = () => undefined;
    const look = (): void => {
      if (began === null) return;
      if (stage === 'asked' && !settled()) stage = 'answered';
      if (stage !== 'answered' || !answered()) return;
      stage = 'idle';
      const start = began ?? 0;
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const kind of ['keydown', 'click'] as const) {
      window.addEventListener(
        kind,
        (event) => {
          if (stage !== 'asked' || began !== null) return;
          began = event.timeStamp;
        },
        true,
      );
    }
    // The list of the box that is typed in says that it is up to date, or a sentence stands there that nobody was found.
    const searched = (): boolean => {
      const box = document.activeElement;
      const list = document.getElementById(box?.getAttribute('aria-controls') ?? '');
      return list === null ? (box?.closest('section')?.querySelector('div[role="status"]') ?? null) !== null : list.ariaBusy === 'false';
    };
    const opened = (): boolean => document.querySelector('[data-testid="patient-banner"]') !== null;
    const probe = {
      tasks: [0],
      gaps: [0],
      watching: false,
      /** Resolves with the milliseconds from the next key or click to the painted answer. */
      next: (what: 'search' | 'chart') =>
        new Promise<number>((done) => {
          began = null;
          answered = what === 'search' ? searched : opened;
          settled = answered;
          stage = 'asked';
          resolve = done;
        }),
      begin: () => {
        probe.tasks = [0];
        probe.gaps = [0];
        probe.watching = true;
        let before = performance.now();
        const frame = (): void => {
          const now = performance.now();
          probe.gaps.push(now - before);
          before = now;
          if (probe.watching) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      },
      end: () => {
        probe.watching = false;
        return { longestTask: Math.max(...probe.tasks), longestGap: Math.max(0, probe.gaps.reduce((a, b) => Math.max(a, b)) - 1000 / 60) };
      },
    };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) if (probe.watching) probe.tasks.push(duration);
    }).observe({ type: 'longtask' });
    Reflect.set(window, 'benchProbe', probe);
  });

const LIMIT_MS = 15_000;

export const beginWatch = (page: Page): Promise<void> => page.evaluate(() => Reflect.get(window, 'benchProbe').begin());
export const endWatch = (page: Page): Promise<PageWatch> => page.evaluate(() => Reflect.get(window, 'benchProbe').end());

/** Milliseconds from the input that `act` makes to the painted answer; null where none was painted in time. */
export const untilPainted = async (page: Page, what: 'search' | 'chart', act: () => Promise<void>): Promise<number | null> => {
  await page.evaluate((wanted) => {
    Reflect.set(window, 'benchNext', Reflect.get(window, 'benchProbe').next(wanted));
  }, what);
  await act();
  const painted: Promise<number> = page.evaluate(() => Reflect.get(window, 'benchNext'));
  return Promise.race([painted, new Promise<null>((done) => setTimeout(() => done(null), LIMIT_MS).unref())]);
};
