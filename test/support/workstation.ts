import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { runtime } from '../../build/setup/runtime.ts';
import type { Answer, Reason } from '../../shared/contract.ts';
import type { Asked, OperationName, Value } from '../../shared/operations/table.ts';

/** A real workstation in a practice folder of its own, driven from outside. */
export interface TestWorkstation {
  readonly app: ElectronApplication;
  readonly folder: string;
  /** The page of this kind that is there now, or the next one to come. A refused try replaces the page: `instead` is the one that no longer counts. */
  readonly page: (kind: 'unlock' | 'workspace' | 'board', instead?: Page) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** The lists of a patient about whom nothing but the details is known. */
export const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

/** A machine that is busy with other things starts an application in half a minute. */
const PATIENCE_MS = 60_000;

/** A launch takes a third of a second, and ten on a machine that is busy with other things. */
const LAUNCH_MS = 30_000;

const HOLD = join(import.meta.dirname, 'hold.cjs');

export const newFolder = (): string => mkdtempSync(join(process.env['HOME'] ?? '.', 'practice-'));

/** `surroundings` overrules the environment: another keychain, say. */
export const startWorkstation = async (
  folder: string = newFolder(),
  args: readonly string[] = [],
  surroundings: Readonly<Record<string, string>> = {},
): Promise<TestWorkstation> => {
  const { electronPath, env } = runtime();
  const app = await electron.launch({
    executablePath: electronPath,
    args: ['-r', HOLD, '.', `--practice=${folder}`, '--synthetic', '--keep-main', ...args],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...inherited(), ...env, ...surroundings },
    timeout: LAUNCH_MS,
  });
  askAgain(app);
  if (process.env['ANTEROOM_TRACE'] !== undefined) {
    app.process().stderr?.on('data', (data: Buffer) => process.stderr.write(data));
    app.process().stdout?.on('data', (data: Buffer) => process.stderr.write(data));
  }
  const isKind = (page: Page, kind: string): boolean => page.url() === `app://anteroom/${kind}.html`;
  const page = async (kind: 'unlock' | 'workspace' | 'board', instead?: Page): Promise<Page> => {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
      const open = app.windows().filter((window) => isKind(window, kind) && !window.isClosed() && window !== instead);
      for (const window of open.toReversed()) {
        // Asked of main: the workspace waits hidden beside the unlock page, and a crashed page never answers.
        const shown = app.browserWindow(window).then((handle) => handle.evaluate((its) => !its.isDestroyed() && its.isVisible()));
        const visible = await Promise.race([shown.catch(() => false), after(1000, false)]);
        if (visible) return window;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(
      `no ${kind} page came up; there are: ${app
        .windows()
        .map((window) => window.url())
        .join(', ')}`,
    );
  };
  return { app, folder, page, close: () => ended(app) };
};

/** What the debugger says where main, busy with loading itself, threw away the promise of an answer before the answer was sent. */
const COLLECTED = 'Resulting promise was garbage collected';

const TRIES = 20;
const PAUSE_MS = 100;

/** Lets a question to main be asked again where its answer was lost on the way; it says nothing of the application. */
const askAgain = (app: ElectronApplication): void => {
  const asked: unknown = Reflect.get(app, 'evaluate');
  if (typeof asked !== 'function') throw new Error('the driver asks main nothing');
  const evaluate = async (given: readonly unknown[], left: number): Promise<unknown> => {
    try {
      return await Reflect.apply(asked, app, given);
    } catch (error) {
      if (left === 0 || !(error instanceof Error) || !error.message.includes(COLLECTED)) throw error;
      await after(PAUSE_MS, null);
      return evaluate(given, left - 1);
    }
  };
  Reflect.set(app, 'evaluate', (...given: readonly unknown[]) => evaluate(given, TRIES));
};

/** Ends it as a person would. One that does not end is killed, and that it had to be is an error. */
const ended = async (app: ElectronApplication): Promise<void> => {
  const process = app.process();
  const closed = app.close().then(() => true);
  if (await Promise.race([closed, after(PATIENCE_MS / 2, false)])) return;
  process.kill('SIGKILL');
  await closed;
  throw new Error('the workstation did not end by itself');
};

const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms));

/** Asks for something that ends the page itself; the answer dies with it. */
export const sayLast = <K extends OperationName>(page: Page, name: K, input: Asked<K>): void => {
  void ask(page, name, input).catch(() => undefined);
};

const inherited = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** Asks one operation through the page's own bridge, as its script would. */
export const ask = <K extends OperationName>(page: Page, name: K, input: Asked<K>, reason?: Reason): Promise<Answer<Value<K>>> =>
  withinSeconds(
    10,
    page.evaluate(
      ([operation, asked, because]) => {
        const bridge: unknown = Reflect.get(window, 'clinic');
        const call: unknown = typeof bridge === 'object' && bridge !== null ? Reflect.get(bridge, operation) : undefined;
        if (typeof call !== 'function') throw new Error(`the page is not offered ${operation}`);
        return call(asked, because);
      },
      [name, input, reason] as const,
    ),
  );

/** A page that was ended never answers; the caller learns it as an error. */
const withinSeconds = <T>(seconds: number, answer: Promise<T>): Promise<T> =>
  Promise.race([answer, after(seconds * 1000, null).then(() => Promise.reject(new Error('the page did not answer')))]);

/** As `ask`, for an answer that must be given. */
export const given = async <K extends OperationName>(page: Page, name: K, input: Asked<K>, reason?: Reason): Promise<Value<K>> => {
  const answer = await ask(page, name, input, reason);
  if (!answer.ok) throw new Error(`${name}: ${answer.code}`);
  return answer.value;
};
