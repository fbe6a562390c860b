import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import * as z from 'zod';
import { english } from '../../../renderer/i18n/english.ts';
import { spanish } from '../../../renderer/i18n/spanish.ts';
import { COMMANDS, type CommandId } from '../../../shared/commands.ts';
import { runtime } from '../../setup/runtime.ts';

export type Language = 'en' | 'es';
export type Theme = 'light' | 'dark';
export interface Size {
  readonly width: number;
  readonly height: number;
}

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 100;
const HOLD = join(import.meta.dirname, '..', '..', '..', 'test', 'support', 'hold.cjs');

/** The application as somebody in front of it has it: one window, its keys, and what is written on it in the language of the moment. */
export class ScreenStage {
  readonly #app: ElectronApplication;
  language: Language = 'en';

  private constructor(app: ElectronApplication) {
    this.#app = app;
  }

  /** Opens the application on a practice folder; `--keep-main` because one process is watched from outside. */
  static async open(folder: string): Promise<ScreenStage> {
    const { electronPath, env } = runtime();
    const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    const app = await electron.launch({
      executablePath: electronPath,
      args: ['-r', HOLD, '.', `--practice=${folder}`, '--synthetic', '--keep-main'],
      chromiumSandbox: process.getuid?.() !== 0,
      env: { ...Object.fromEntries(inherited), ...env },
    });
    return new ScreenStage(app);
  }

  /** The page of this kind that is shown, or the next one to come. */
  async page(kind: 'unlock' | 'workspace'): Promise<Page> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      for (const page of this.#app.windows().toReversed()) {
        if (page.isClosed() || !page.url().endsWith(`/${kind}.html`)) continue;
        const handle = this.#app.browserWindow(page);
        const shown = handle.then((window) => window.evaluate((its) => !its.isDestroyed() && its.isVisible()));
        if (await Promise.race([shown.catch(() => false), new Promise<false>((resolve) => setTimeout(() => resolve(false), 1000))]))
          return page;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    throw new Error(`no ${kind} page came up`);
  }

  async resize(page: Page, size: Size): Promise<void> {
    const window = await this.#app.browserWindow(page);
    await window.evaluate((its, { width, height }) => its.setContentSize(width, height), size);
    await page.waitForTimeout(150);
  }

  /** What main tells a page of its own accord, such as that the lock is near. */
  async tell(page: Page, kind: string, payload: unknown): Promise<void> {
    const window = await this.#app.browserWindow(page);
    await window.evaluate((its, [what, said]) => its.webContents.send('event', what, said), [kind, payload] as const);
  }

  /** Asks an operation through the page's own bridge. The answer of what ends the page never comes: it is not waited for long. */
  async ask(page: Page, name: string, input: unknown): Promise<unknown> {
    const asked = page
      .evaluate(
        ([operation, given]) => {
          const bridge: unknown = Reflect.get(window, 'clinic');
          const call: unknown = typeof bridge === 'object' && bridge !== null ? Reflect.get(bridge, operation) : undefined;
          if (typeof call !== 'function') throw new Error(`the page is not offered ${operation}`);
          return call(given);
        },
        [name, input] as const,
      )
      .catch(() => null);
    return Promise.race([asked, new Promise((resolve) => setTimeout(() => resolve(null), 4000))]);
  }

  /** Who may come back with the password alone, as the door says. */
  async passwordOnly(door: Page): Promise<readonly string[]> {
    const status = z
      .object({ value: z.object({ people: z.array(z.object({ userId: z.string(), passwordOnly: z.boolean() })) }) })
      .parse(await this.ask(door, 'door.status', {}));
    return status.value.people.filter(({ passwordOnly }) => passwordOnly).map(({ userId }) => userId);
  }

  /** A text of the interface by its key (`patients.newPatient`), as the screen says it now; a text with gaps becomes a pattern. */
  words(key: string): string | RegExp {
    let node: unknown = this.language === 'en' ? english : spanish;
    for (const part of key.split('.')) node = typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined;
    if (typeof node !== 'string') throw new Error(`the interface has no text ${key}`);
    if (!node.includes('{{')) return node;
    return new RegExp(
      node
        .split(/\{\{\w+\}\}/)
        .map((part) => part.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&'))
        .join('.*'),
    );
  }

  /** What a command is called on the screen. */
  command(id: CommandId): string {
    return COMMANDS[id][this.language];
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}
