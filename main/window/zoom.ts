import type { WebContents } from 'electron';
import type { ZoomTurn } from './menu-template.ts';

/** 80 to 200 % (WCAG 2.2, 1.4.4: text can be twice as large without loss). */
export const ZOOM_STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
const USUAL = 1;

/** The factor after one turn; at either end it stays where it is. */
export const zoomAfter = (factor: number, turn: ZoomTurn): number => {
  if (turn === 'usual') return USUAL;
  const larger = ZOOM_STEPS.find((step) => step > factor);
  const smaller = ZOOM_STEPS.findLast((step) => step < factor);
  return (turn === 'in' ? larger : smaller) ?? factor;
};

/** How large this workstation's pages are drawn. Each page lives in a session of its own that forgets it, so main remembers, for every page there is and will be. */
export class Zoom {
  readonly #pages = new Set<WebContents>();
  #factor = USUAL;

  watch(page: WebContents): void {
    this.#pages.add(page);
    page.once('destroyed', () => this.#pages.delete(page));
    page.on('did-finish-load', () => page.setZoomFactor(this.#factor));
    page.on('zoom-changed', (_event, direction) => this.turn(direction));
  }

  turn(turn: ZoomTurn): void {
    this.#factor = zoomAfter(this.#factor, turn);
    for (const page of this.#pages) if (!page.isDestroyed()) page.setZoomFactor(this.#factor);
  }
}
