import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { type Browser, chromium, type Page } from '@playwright/test';
import { runtime } from '../../../build/setup/runtime.ts';
import type { Row } from '../../figures.ts';
import { processTree } from '../../memory/process-tree.ts';
import { killQuietly, until } from '../../support/bare-workstation.ts';
import { atMost, median } from '../stopwatch.ts';
import { buildBareApp } from './bare-app.ts';

const STARTS = 12;

interface Program {
  readonly words: readonly string[];
  /** How the address of its first page ends. */
  readonly page: string;
}

/** Milliseconds: when the navigation to the first page began, and when it was painted. */
interface Start {
  readonly page: number;
  readonly painted: number;
  /** When what one types into was painted too. */
  readonly usable: number;
}

/**
 * Start to first paint: from the moment the process is asked for to Chromium's own first contentful paint of the first page, in epoch time on both sides. Nothing drives the program while it
 * starts; the page is asked afterwards, over Chromium's port, when its first paint was. Ours opens the practice that the other figures were taken in: first its frame is painted, then, once the
 * keychain was asked and the ledger opened, who may sign in, with the password field; that second time is shown beside it.
 */
export const firstPaintFigures = async (practice: string, folder: string): Promise<Row[]> => {
  const programs: readonly Program[] = [
    { words: ['.', `--practice=${practice}`, '--synthetic'], page: '/unlock.html' },
    { words: await buildBareApp(folder), page: '/index.html' },
  ];
  const times: [Start[], Start[]] = [[], []];
  for (let start = 0; start < STARTS; start += 1) {
    for (const at of start % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const began = await timeStart(programs[at] ?? { words: [], page: '' });
      // The first start of each finds the disk cold.
      if (start > 0) times[at].push(began);
    }
  }
  const of = (starts: readonly Start[], what: keyof Start): number => median(starts.map((start) => start[what]));
  const said = times.map((starts) => `${of(starts, 'painted').toFixed(0)} ms (its page begun after ${of(starts, 'page').toFixed(0)})`);
  console.log(`  first paint ${said[0]}, bare window ${said[1]}`);
  const [ours, bare] = [of(times[0], 'painted'), of(times[1], 'painted')];
  const [usable, bareUsable] = [of(times[0], 'usable'), of(times[1], 'usable')];
  console.log(`  password field painted ${usable.toFixed(0)} ms, in the bare window ${bareUsable.toFixed(0)}`);
  return [
    atMost('desktop.first-paint', ours / bare, 'x bare window', 1.25),
    {
      id: 'desktop.password-field',
      value: usable / bareUsable,
      unit: 'x bare window',
      goal: 'shown: keychain and ledger come before it',
      met: true,
    },
  ];
};

const timeStart = async ({ words, page }: Program): Promise<Start> => {
  const { electronPath, env } = runtime();
  const port = await freePort();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const began = performance.timeOrigin + performance.now();
  const child = spawn(electronPath, [...words, `--remote-debugging-port=${port}`, ...sandbox], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  let browser: Browser | undefined;
  try {
    browser = await until('the program', async () => {
      const answered = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
      if (answered?.ok !== true || !(await answered.text()).includes(page)) return undefined;
      return chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5_000 }).catch(() => undefined);
    });
    const painted = await until('the first paint', async () => {
      const open = browser?.contexts().flatMap((context) => context.pages()) ?? [];
      const shown = open.find((one) => one.url().endsWith(page));
      const times = await firstPaintOf(shown);
      return times === undefined || shown === undefined ? undefined : { ...times, shown };
    });
    const usable = await usableOf(painted.shown);
    return { page: painted.page - began, painted: painted.painted - began, usable: usable - began };
  } finally {
    const family = child.pid === undefined ? [] : processTree([child.pid]);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await browser?.close().catch(() => undefined);
    for (const { pid } of family) killQuietly(pid);
    await ended;
  }
};

const firstPaintOf = (page: Page | undefined): Promise<Omit<Start, 'usable'> | undefined> =>
  page === undefined
    ? Promise.resolve(undefined)
    : page
        .evaluate(() => {
          const paint = performance.getEntriesByName('first-contentful-paint')[0];
          return paint === undefined ? undefined : { page: performance.timeOrigin, painted: performance.timeOrigin + paint.startTime };
        })
        .catch(() => undefined);

/** When a password field stands in the page and the frame after it was drawn; epoch time. */
const usableOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector('input[type="password"]') === null) return;
          seen.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
        };
        const seen = new MutationObserver(look);
        seen.observe(document, { subtree: true, childList: true });
        look();
      }),
  );

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
