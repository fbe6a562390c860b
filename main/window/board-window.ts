import { type BrowserWindow, MessageChannelMain, type MessagePortMain, screen } from 'electron';
import { destroyPage } from './pages.ts';
import { showBeside } from './placement.ts';

/** The board's own window, for a second monitor. It shows PHI as the workspace does, and ends as that one does: its process is crashed, not closed. */
export class BoardWindow {
  readonly #make: () => BrowserWindow;
  readonly #onChange: (open: boolean) => void;
  #window: BrowserWindow | null = null;

  /** `onChange` hears that it was opened, and that a person or a fault has closed it; of its end with the desk's page nobody is left to hear. */
  constructor(make: () => BrowserWindow, onChange: (open: boolean) => void) {
    this.#make = make;
    this.#onChange = onChange;
  }

  /** Opens it beside `desk`, on another monitor where there is one, or brings it to the front. `connect` hands the vault its end of the line. */
  open(desk: BrowserWindow, connect: (port: MessagePortMain) => void): void {
    if (this.#window !== null && !this.#window.isDestroyed()) {
      this.#window.show();
      return;
    }
    const window = this.#make();
    this.#window = window;
    const end = (): void => {
      if (this.#window === window) {
        this.#window = null;
        this.#onChange(false);
      }
      destroyPage(window);
    };
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
    window.once('ready-to-show', () => showBy(window, desk));
    this.#onChange(true);
  }

  end(): void {
    const window = this.#window;
    this.#window = null;
    if (window !== null) destroyPage(window);
  }
}

/** How far from the desk's window it stands where there is only one monitor. */
const ASIDE = 48;

const showBy = (window: BrowserWindow, desk: BrowserWindow): void => {
  if (window.isDestroyed() || desk.isDestroyed()) return;
  const here = screen.getDisplayMatching(desk.getBounds());
  const other = screen.getAllDisplays().find(({ id }) => id !== here.id);
  const { x, y, width, height } = desk.getNormalBounds();
  window.setBounds(other?.workArea ?? { x: x + ASIDE, y: y + ASIDE, width, height });
  // The person goes on typing where they were.
  showBeside(window, other !== undefined);
};
