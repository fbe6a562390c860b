import { BrowserWindow } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { argumentsFor, placementIn, showAt, Whereabouts } from './placement.ts';

/** Windows as far as the screen goes: one that is minimized is not visible, as Windows says it, and one that is maximized while it is hidden takes the keyboard, as Linux does it. */
const screens = vi.hoisted(() => ({ focused: null as object | null, did: [] as string[] }));
vi.mock('electron', () => ({
  BrowserWindow: class {
    static getFocusedWindow = () => screens.focused;
    #stands: 'hidden' | 'shown' | 'minimized' = 'hidden';
    #maximized = false;
    isDestroyed = () => false;
    isVisible = () => this.#stands === 'shown';
    isMinimized = () => this.#stands === 'minimized';
    isMaximized = () => this.#maximized;
    getNormalBounds = () => ({ x: 1, y: 2, width: 1366, height: 768 });
    setBounds = () => undefined;
    showInactive = () => this.#come('shown', 'showInactive');
    minimize = () => this.#come('minimized', 'minimize');
    show = () => this.#come('shown', 'show');
    focus = () => this.#come('shown', 'focus');
    maximize = () => {
      this.#maximized = true;
      if (this.#stands === 'hidden') screens.focused = this;
      this.#come('shown', 'maximize');
    };
    #come(stands: 'shown' | 'minimized', how: string): void {
      this.#stands = stands;
      screens.did.push(how);
      if (how === 'show' || how === 'focus') screens.focused = this;
      if (how === 'minimize') screens.focused = null;
    }
  },
  screen: { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) },
}));

const OTHER_PROGRAM = null;
let whereabouts: Whereabouts;
let desk: BrowserWindow;
beforeEach(() => {
  whereabouts = new Whereabouts(undefined);
  desk = new BrowserWindow();
  showAt(desk, undefined);
});

/** What is done to show the page that follows the desk's. */
const shownInstead = (): { readonly did: readonly string[]; readonly next: BrowserWindow } => {
  whereabouts.note(desk);
  screens.did = [];
  const next = new BrowserWindow();
  whereabouts.show(next);
  return { did: screens.did, next };
};

test('the page after a lock has the keyboard where a window of ours had it', () => {
  expect(shownInstead()).toMatchObject({ did: ['show', 'focus'] });
});

test('the page after a lock takes no key from the program in which the person works', () => {
  screens.focused = OTHER_PROGRAM;
  expect(shownInstead().did).toEqual(['showInactive']);
  expect(screens.focused).toBe(OTHER_PROGRAM);
});

test('nor where the window was maximized', () => {
  desk.maximize();
  screens.focused = OTHER_PROGRAM;
  expect(shownInstead().did).toEqual(['showInactive', 'maximize']);
  expect(screens.focused).toBe(OTHER_PROGRAM);
});

test('a window that was minimized stays so through one lock and page after the other', () => {
  desk.minimize();
  const { did, next } = shownInstead();
  expect(did).toEqual(['minimize']);
  desk = next;
  expect(shownInstead().did).toEqual(['minimize']);
});

test('whoever signs in gets the desk with the keyboard, from wherever the page before it stood', () => {
  desk.minimize();
  whereabouts.note(desk);
  screens.did = [];
  whereabouts.bring(new BrowserWindow());
  expect(screens.did).toEqual(['show', 'focus']);
});

test('a page that is on the screen already stays as the person has put it', () => {
  screens.did = [];
  whereabouts.show(desk);
  desk.minimize();
  whereabouts.show(desk);
  expect(screens.did).toEqual(['minimize']);
});

test.each(['front', 'beside', 'minimized'] as const)('the main that follows brings its page %s, as this one would', (entrance) => {
  const placement = { bounds: { x: -5, y: 20, width: 1366, height: 768 }, maximized: true, entrance };
  const words = argumentsFor(['anteroom', '--placement=0,0,1,1,0,front', '--synthetic'], placement);
  expect(words.filter((word) => word.startsWith('--placement=')).length).toBe(1);
  expect(placementIn(words)).toEqual(placement);
});
