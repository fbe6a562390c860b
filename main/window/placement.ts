import { type BrowserWindow, type Rectangle, screen } from 'electron';

/** Where a window stands; every page that follows another one stands there too, so that a lock or a new main moves nothing under the person's hands. */
export interface Placement {
  readonly bounds: Rectangle;
  readonly maximized: boolean;
}

const ARGUMENT = '--placement=';
const SHAPE = /^--placement=(-?\d{1,6}),(-?\d{1,6}),(\d{1,6}),(\d{1,6}),([01])$/;

export const placementOf = (window: BrowserWindow): Placement => ({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });

/** Puts a window there and shows it. */
export const showAt = (window: BrowserWindow, placement: Placement | undefined): void => {
  if (placement !== undefined) window.setBounds(placement.bounds);
  if (placement?.maximized === true) window.maximize();
  window.show();
  window.focus();
};

/** The command line for the main that follows this one: the same, and where the window stood. */
export const argumentsFor = (argv: readonly string[], placement: Placement | undefined): string[] => {
  const same = argv.filter((word) => !word.startsWith(ARGUMENT));
  if (placement === undefined) return same;
  const { x, y, width, height } = placement.bounds;
  return [...same, `${ARGUMENT}${[x, y, width, height, placement.maximized ? 1 : 0].join(',')}`];
};

/** Where the main before had its window; undefined where there was none, or where the screen it stood on is gone. */
export const placementIn = (argv: readonly string[]): Placement | undefined => {
  const [, x, y, width, height, maximized] = argv.map((word) => SHAPE.exec(word)).find((match) => match !== null) ?? [];
  if (x === undefined || y === undefined) return undefined;
  const bounds = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  const { workArea } = screen.getDisplayMatching(bounds);
  const apart =
    bounds.x >= workArea.x + workArea.width ||
    bounds.y >= workArea.y + workArea.height ||
    bounds.x + bounds.width <= workArea.x ||
    bounds.y + bounds.height <= workArea.y;
  return apart ? undefined : { bounds, maximized: maximized === '1' };
};
