import { type BrowserWindow, MessageChannelMain, type MessagePortMain, screen } from 'electron';
import { destroyPage } from './pages.ts';

/** The board's own window, for a second monitor. It shows PHI as the workspace does, and ends as that one does: its process is crashed, not closed. */
export class BoardWindow {
  readonly #make: () => BrowserWindow;
  #window: BrowserWindow | null = null;

  constructor(make: () => BrowserWindow) {
    this.#make = make;
  }

  /** Opens it beside `desk`, on another monitor where there is one, or brings it to the front. `connect` hands the vault its end of the line. */
  open(desk: BrowserWindow, connect: (port: MessagePortMain) => void): void {
    if (this.#window !== null && !this.#window.isDestroyed()) {
      this.#window.show();
      return;
    }
    const window = this.#make();
    this.#window = window;
    const end = (): void => destroyPage(window);
    window.on('close', (event) => {
      event.preventDefault();
      end();
    });
    window.webContents.on('render-process-gone', () => setImmediate(end));
    window.webContents.once('did-finish-load', () => {
      const { port1, port2 } = new MessageChannelMain();
      connect(port1);
      window.webContents.postMessage('port', null, [port2]);
    });
    window.once('ready-to-show', () => showBeside(window, desk));
  }

  end(): void {
    if (this.#window !== null) destroyPage(this.#window);
    this.#window = null;
  }
}

/** How far from the desk's window it stands where there is only one monitor. */
const ASIDE = 48;

const showBeside = (window: BrowserWindow, desk: BrowserWindow): void => {
  if (window.isDestroyed() || desk.isDestroyed()) return;
  const here = screen.getDisplayMatching(desk.getBounds());
  const other = screen.getAllDisplays().find(({ id }) => id !== here.id);
  if (other === undefined) {
    const { x, y, width, height } = desk.getNormalBounds();
    window.setBounds({ x: x + ASIDE, y: y + ASIDE, width, height });
  } else {
    window.setBounds(other.workArea);
    window.maximize();
  }
  // The person goes on typing where they were.
  window.showInactive();
};
