import { join } from 'node:path';
import { BrowserWindow, type Rectangle, session as sessions, type WebContents } from 'electron';
import type { Look } from '../workstation/look.ts';
import { groundOf } from './ground.ts';
import { hardenContents, hardenSession } from './harden.ts';
import { APP_ORIGIN, servePages } from './protocol.ts';

export type PageKind = 'unlock' | 'workspace' | 'board' | 'document' | 'print';

/** Works for the vault alone, over one port: it is never shown, and main answers it nothing. */
export const worksHidden = (kind: PageKind): boolean => kind === 'document' || kind === 'print';

/** Where the built files are; set once at start. */
export interface BuiltFiles {
  readonly renderer: string;
  readonly preload: string;
}

/** The design size; 1024 wide must work. */
const SIZE = { width: 1366, height: 768, minWidth: 1024, minHeight: 640 } as const;

/** How a page comes to the screen. */
export interface Shown {
  readonly bounds?: Rectangle | undefined;
  readonly look: Look;
  /** Its frame is drawn before main can be asked; any other page shows nothing until it can say something that stays. */
  readonly early?: boolean;
}

/** The pages main has made and still stands by; anything else that speaks to it is refused. */
const ours = new Map<WebContents, PageKind>();

/** Where a page of this kind is, and nowhere else. */
export const addressOf = (kind: PageKind): string => `${APP_ORIGIN}/${kind}.html`;

/** Which page this is, if it is one of ours and still on the address it was made for. Identity, not a name a page could borrow. */
export const kindOf = (contents: WebContents): PageKind | undefined => ours.get(contents);

/**
 * Makes a page in a session of its own that lives in memory only: no cache, no storage, nothing shared with the page before. The title never says more than the product's name.
 */
export const makePage = (kind: PageKind, files: BuiltFiles, shown: Shown): BrowserWindow => {
  const partition = `${kind}-${crypto.randomUUID()}`;
  const session = sessions.fromPartition(partition, { cache: false });
  hardenSession(session);
  servePages(session, files.renderer, shown.early === true ? shown.look : undefined);
  const window = new BrowserWindow({
    ...SIZE,
    ...shown.bounds,
    show: false,
    title: 'Anteroom',
    backgroundColor: groundOf(shown.look.theme),
    autoHideMenuBar: false,
    webPreferences: {
      partition,
      preload: join(files.preload, worksHidden(kind) ? 'one-port.cjs' : 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableWebSQL: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      disableDialogs: true,
      backgroundThrottling: false,
      devTools: false,
      v8CacheOptions: 'none',
    },
  });
  ours.set(window.webContents, kind);
  const { webContents } = window;
  webContents.once('destroyed', () => ours.delete(webContents));
  window.on('page-title-updated', (event) => event.preventDefault());
  const address = addressOf(kind);
  hardenContents(webContents, address);
  void window.loadURL(address);
  return window;
};

/** Ends a page so that nothing of it is left: the renderer process is crashed first, because a closed page's process may be kept for reuse. */
export const destroyPage = (window: BrowserWindow): void => {
  if (window.isDestroyed()) return;
  ours.delete(window.webContents);
  window.webContents.forcefullyCrashRenderer();
  window.destroy();
};
