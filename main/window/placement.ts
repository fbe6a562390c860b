import { BrowserWindow, type Rectangle, screen } from 'electron';

/** With the keyboard, in front; without it, where the person works in another program; or minimized, where the window before was. */
export type Entrance = 'front' | 'beside' | 'minimized';

/** Where a window stands, and how the one that follows it comes there, so that a lock or a new main moves nothing under the person's hands and takes no key from another program. */
export interface Placement {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
  readonly entrance: Entrance;
}

const ARGUMENT = '--placement=';
const ENTRANCES: readonly Entrance[] = ['front', 'beside', 'minimized'];
const SHAPE = /^--placement=(-?\d{1,6}),(-?\d{1,6}),(\d{1,6}),(\d{1,6}),([01]),(front|beside|minimized)$/;

/** Windows says of a minimized window that it is not visible. */
export const isOnScreen = (window: BrowserWindow): boolean => !window.isDestroyed() && (window.isVisible() || window.isMinimized());

const placementOf = (window: BrowserWindow): Placement => {
  const away = window.isMinimized() ? 'minimized' : 'beside';
  return {
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    entrance: BrowserWindow.getFocusedWindow() === null ? away : 'front',
  };
};

/** Puts a window there and shows it. */
export const showAt = (window: BrowserWindow, placement: Placement | undefined): void => {
  if (placement !== undefined) window.setBounds(placement.bounds);
  const maximized = placement?.maximized === true;
  switch (placement?.entrance ?? 'front') {
    case 'front':
      if (maximized) window.maximize();
      window.show();
      window.focus();
      break;
    case 'beside':
      showBeside(window, maximized);
      break;
    case 'minimized':
      window.minimize();
      break;
  }
};

/** Shows a window without its taking the keyboard. A hidden one that is maximized takes it, so it is shown first. */
export const showBeside = (window: BrowserWindow, maximized: boolean): void => {
  window.showInactive();
  if (maximized) window.maximize();
};

/** Where the window a person looks at stands, or stood last. */
export class Whereabouts {
  #last: Placement | undefined;

  constructor(last: Placement | undefined) {
    this.#last = last;
  }

  get last(): Placement | undefined {
    return this.#last;
  }

  /** Notes it of this window, if it is on the screen. */
  note(window: BrowserWindow | null | undefined): void {
    if (window !== null && window !== undefined && isOnScreen(window)) this.#last = placementOf(window);
  }

  /** Shows a window where the one before it stood, and as it stood; one that is on the screen already stays as the person has put it. */
  show(window: BrowserWindow): void {
    if (!isOnScreen(window)) showAt(window, this.#last);
  }

  /** Shows what a person at the keyboard has asked for. */
  bring(window: BrowserWindow): void {
    showAt(window, this.#last === undefined ? undefined : { ...this.#last, entrance: 'front' });
  }
}

/** The command line for the main that follows this one: the same, and where the window stood. */
export const argumentsFor = (argv: readonly string[], placement: Placement | undefined): string[] => {
  const same = argv.filter((word) => !word.startsWith(ARGUMENT));
  if (placement === undefined) return same;
  const { x, y, width, height } = placement.bounds;
  return [...same, `${ARGUMENT}${[x, y, width, height, placement.maximized ? 1 : 0, placement.entrance].join(',')}`];
};

/** Where the main before had its window; undefined where there was none, or where the screen it stood on is gone. */
export const placementIn = (argv: readonly string[]): Placement | undefined => {
  const [, x, y, width, height, maximized, came] = argv.map((word) => SHAPE.exec(word)).find((match) => match !== null) ?? [];
  const entrance = ENTRANCES.find((known) => known === came);
  if (x === undefined || y === undefined || entrance === undefined) return undefined;
  const bounds = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  const { workArea } = screen.getDisplayMatching(bounds);
  const apart =
    bounds.x >= workArea.x + workArea.width ||
    bounds.y >= workArea.y + workArea.height ||
    bounds.x + bounds.width <= workArea.x ||
    bounds.y + bounds.height <= workArea.y;
  return apart ? undefined : { bounds, maximized: maximized === '1', entrance };
};
