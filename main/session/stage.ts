import { type BrowserWindow, MessageChannelMain } from 'electron';
import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { SessionEffect } from '../../shared/session-terms.ts';
import { BoardWindow } from '../window/board-window.ts';
import { LoadingPage } from '../window/loading-page.ts';
import { destroyPage, makePage, type PageKind } from '../window/pages.ts';
import { isOnScreen, type Placement, Whereabouts } from '../window/placement.ts';
import type { StageParts } from './stage-parts.ts';
import { VaultHost } from './vault-host.ts';

/** The vault and page of a broken workstation. The session machine counts from one and never opens a session for it. */
export const BROKEN_EPOCH = 0;

interface Page {
  readonly epoch: number;
  readonly window: BrowserWindow;
}

/** What stands on the stage: at most one vault and one page that matter, the page for after the sign-in waiting hidden and empty beside it. */
export class Stage {
  readonly #parts: StageParts;
  #vault: VaultHost | null = null;
  #unlock: Page | null = null;
  #workspace: Page | null = null;
  readonly #board: BoardWindow;
  /** Unlock pages that stay on screen until the next one has something to show; one that dies first leaves them to the one after it. */
  readonly #former: BrowserWindow[] = [];
  /** Made while the keychain is asked and the ledger opened; becomes the first unlock page. */
  #early: LoadingPage | null = null;
  /** The first vault, which waits until the first page is painted: nobody types a password before. */
  #due: number | null = null;
  readonly #whereabouts: Whereabouts;
  #endings: Promise<void> = Promise.resolve();
  /** The newest epoch whose vault was told to end. */
  #ended = 0;

  constructor(parts: StageParts) {
    this.#parts = parts;
    this.#whereabouts = new Whereabouts(parts.placement);
    this.#board = new BoardWindow(
      () => this.#make('board'),
      (open) => {
        if (this.#workspace !== null) this.send(this.#workspace.window, 'board', open);
      },
    );
  }

  get vault(): VaultHost | null {
    return this.#vault;
  }

  /** The window a person looks at now. */
  get shown(): BrowserWindow | null {
    const workspace = this.#workspace?.window;
    const window = workspace !== undefined && isOnScreen(workspace) ? workspace : this.#unlock?.window;
    return window === undefined || window.isDestroyed() ? null : window;
  }

  spawnVault(epoch: number): void {
    void this.#vault?.kill(0);
    const vault: VaultHost = new VaultHost(
      epoch,
      this.#parts.vaultFile,
      this.#parts.vaultEnv,
      (said) => this.#parts.hear(vault, said),
      () => this.#parts.onVaultDeath(epoch),
    );
    this.#vault = vault;
  }

  /** At a start, before it is known what the first page will say: its frame is drawn and shown while the rest of the start goes on; `showUnlock` fills it. */
  prepareUnlock(early: LoadingPage): void {
    this.#early = early;
    if (!early.window.isDestroyed()) this.#watch(early.window);
  }

  /** The page made ahead, if it lives; a fresh one otherwise. */
  #unlockPage(): LoadingPage {
    const early = this.#early;
    this.#early = null;
    if (early?.alive !== true) {
      if (early !== null) destroyPage(early.window);
      return new LoadingPage(this.#make('unlock'));
    }
    this.send(early.window, 'door', null);
    return early;
  }

  /** A fresh unlock page beside the waiting vault, with a line between the two that main can't read. Shown as soon as it has something to show. */
  showUnlock(epoch: number): void {
    if (this.#unlock !== null) this.#former.push(this.#unlock.window);
    const page = this.#unlockPage();
    const { window } = page;
    this.#unlock = { epoch, window };
    page.whenPainted(() => {
      if (this.#unlock?.window !== window) return;
      this.#whereabouts.note(this.#former.at(-1));
      this.#whereabouts.show(window);
      this.#dropFormer();
    });
    page.whenSettled(() => {
      if (this.#unlock?.window !== window) return;
      this.#spawnDue();
      const { port1, port2 } = new MessageChannelMain();
      this.#vault?.say({ type: 'lobby' }, [port1]);
      window.webContents.postMessage('port', null, [port2]);
      if (epoch !== BROKEN_EPOCH) this.#prepareWorkspace(epoch);
    });
  }

  /** A page that can say what is wrong, and an empty vault beside it for the ways out: the recovery kit, the officer's decision. */
  showFailure(): void {
    if (this.#vault === null) this.spawnVault(BROKEN_EPOCH);
    this.showUnlock(BROKEN_EPOCH);
  }

  openWorkspace(epoch: number): Promise<void> {
    this.#prepareWorkspace(epoch);
    const page = this.#workspace;
    if (page === null) return Promise.reject(new Failure('internal'));
    const { port1, port2 } = new MessageChannelMain();
    this.#vault?.say({ type: 'workspace' }, [port1]);
    return new Promise((resolve) => {
      const show = (): void => {
        if (page.window.isDestroyed()) {
          resolve();
          return;
        }
        page.window.webContents.postMessage('port', null, [port2]);
        this.#whereabouts.note(this.#unlock?.window);
        this.#whereabouts.bring(page.window);
        this.#dropUnlock();
        resolve();
      };
      if (page.window.webContents.isLoading()) page.window.webContents.once('did-finish-load', show);
      else show();
    });
  }

  /** The board in a window of its own, with a line of its own to the vault. It dies with the page it was opened from. */
  openBoard(): void {
    const workspace = this.#workspace?.window;
    if (workspace === undefined || workspace.isDestroyed()) return;
    this.#board.open(workspace, (port) => this.#vault?.say({ type: 'board' }, [port]));
  }

  /** Asks the page for its last draft and ends every page of the epoch after that, shown or not. */
  destroyPages(epoch: number, flushMs: number): void {
    const workspace = this.#workspace?.epoch === epoch ? this.#workspace : null;
    const unlock = this.#unlock?.epoch === epoch ? this.#unlock : null;
    if (workspace !== null) {
      this.#whereabouts.note(workspace.window);
      this.#board.end();
      this.#workspace = null;
      if (flushMs > 0) this.send(workspace.window, 'flush', null);
      this.#endsWith(
        new Promise((resolve) => {
          setTimeout(() => {
            destroyPage(workspace.window);
            resolve();
          }, flushMs);
        }),
      );
    }
    if (unlock !== null && workspace === null) {
      // It stays on screen, emptied of its line to the vault, until the next page has something to show; what it held dies with it then.
      this.#whereabouts.note(unlock.window);
    }
  }

  killVault(epoch: number, graceMs: number): void {
    this.#ended = Math.max(this.#ended, epoch);
    if (this.#vault?.epoch !== epoch) return;
    this.#endsWith(this.#vault.kill(graceMs));
    this.#vault = null;
  }

  #endsWith(ending: Promise<void>): void {
    this.#endings = Promise.all([this.#endings, ending]).then(() => undefined);
  }

  /** A new vault and a new page take main's thread for a while, so they wait until what has to die is dead. */
  async #raise(epoch: number): Promise<void> {
    await this.#endings;
    if (this.#early === null) {
      if (epoch > this.#ended) this.spawnVault(epoch);
    } else this.#due = epoch;
  }

  #spawnDue(): void {
    const due = this.#due;
    this.#due = null;
    if (due !== null && due > this.#ended) this.spawnVault(due);
  }

  warn(secondsLeft: number | null): void {
    if (this.#workspace !== null) this.send(this.#workspace.window, 'warning', secondsLeft === null ? null : { secondsLeft });
  }

  command(id: string): void {
    if (this.shown !== null) this.send(this.shown, 'command', id);
  }

  /** Brings the window to the front, from wherever it is, and says why. */
  summon(why: FailureCode): void {
    const { shown } = this;
    if (shown === null) return;
    if (shown.isMinimized()) shown.restore();
    shown.show();
    shown.focus();
    this.tell(why);
  }

  /** Says it in that window, without asking anything of anybody. */
  tell(code: FailureCode): void {
    if (this.shown !== null) this.send(this.shown, 'notice', code);
  }

  send(window: BrowserWindow, kind: string, payload: unknown): void {
    if (!window.isDestroyed()) window.webContents.send('event', kind, payload);
  }

  perform(effect: SessionEffect): void | Promise<void> {
    switch (effect.type) {
      case 'spawn-vault':
        return this.#raise(effect.epoch);
      case 'show-setup':
      case 'show-unlock':
        return this.showUnlock(effect.epoch);
      case 'show-failure':
        return this.showFailure();
      case 'open-workspace':
        return this.openWorkspace(effect.epoch);
      case 'destroy-workspace':
        return this.destroyPages(effect.epoch, effect.flushMs);
      case 'kill-vault':
        return this.killVault(effect.epoch, effect.graceMs);
      case 'set-deadline':
        return this.#vault?.say({ type: 'deadline', until: effect.until });
      case 'warn':
        return this.warn(effect.secondsLeft);
      case 'unwarn':
        return this.warn(null);
      case 'clear-clipboard':
        return this.#parts.clearClipboard();
      default:
        return undefined;
    }
  }

  /** Loaded hidden and without data while somebody types their password, so that it is there at once. */
  #prepareWorkspace(epoch: number): void {
    if (this.#workspace !== null && !this.#workspace.window.isDestroyed()) {
      this.#workspace = { epoch, window: this.#workspace.window };
      return;
    }
    this.#workspace = { epoch, window: this.#make('workspace') };
  }

  /** Where the window a person looks at stands now, or stood last. */
  get placement(): Placement | undefined {
    this.#whereabouts.note(this.shown);
    return this.#whereabouts.last;
  }

  #dropUnlock(): void {
    const unlock = this.#unlock;
    this.#unlock = null;
    if (unlock !== null) destroyPage(unlock.window);
    this.#dropFormer();
  }

  #dropFormer(): void {
    for (const window of this.#former.splice(0)) destroyPage(window);
  }

  #make(kind: PageKind): BrowserWindow {
    const window = makePage(kind, this.#parts.files, { bounds: this.#whereabouts.last?.bounds, look: this.#parts.look() });
    this.#watch(window);
    return window;
  }

  #watch(window: BrowserWindow): void {
    window.webContents.on('render-process-gone', (_event, gone) => {
      if (gone.reason === 'clean-exit') return;
      const page = [this.#unlock, this.#workspace].find((known) => known?.window === window);
      if (page !== undefined && page !== null) this.#parts.onPageDeath(page.epoch);
    });
    window.on('close', (event) => {
      const current = [this.#early, this.#unlock, this.#workspace].some((page) => page?.window === window);
      if (!current) return;
      event.preventDefault();
      this.#parts.onClosed();
    });
    this.#parts.onWindow(window);
  }
}
