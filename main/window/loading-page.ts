import type { BrowserWindow } from 'electron';

/** A page on its way to the screen, made when it is needed or before. What it is asked to wait for may have happened already. */
export class LoadingPage {
  readonly window: BrowserWindow;
  /** The page has something to show, or is loaded and takes long to be drawn, or is gone. */
  readonly painted: Promise<void>;
  readonly #loaded: Promise<void>;

  constructor(window: BrowserWindow) {
    this.window = window;
    this.#loaded = new Promise((resolve) => window.webContents.once('did-finish-load', () => resolve()));
    this.painted = new Promise((resolve) => {
      window.once('ready-to-show', () => resolve());
      // A page that dies before is not waited for.
      window.webContents.once('render-process-gone', () => resolve());
      window.once('closed', () => resolve());
      void this.#loaded.then(() => setTimeout(resolve, SHOW_ANYWAY_MS));
    });
  }

  /** It can still be shown. */
  get alive(): boolean {
    return !this.window.isDestroyed() && !this.window.webContents.isCrashed();
  }

  /** Calls once the page has something to show, unless it is gone by then. */
  whenPainted(then: () => void): void {
    void this.painted.then(() => this.alive && then());
  }

  /** Calls once the page listens and has been painted, unless it is gone by then. */
  whenSettled(then: () => void): void {
    void Promise.all([this.painted, this.#loaded]).then(() => setTimeout(() => this.alive && then(), SETTLE_MS));
  }
}

/** The system's word that a page is drawn may stay out on a busy machine; a page that is loaded counts as painted after this time all the same. */
const SHOW_ANYWAY_MS = 1_000;
/** A page's first frames go before everything that can wait for them. */
const SETTLE_MS = 100;
