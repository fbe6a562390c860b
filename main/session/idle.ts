import type { Occurrence } from '../../shared/session-terms.ts';

/**
 * Watches for people, and for their leaving: turns what Electron's main process sees into events of the session machine. Nothing a page says is
 * heard here. Each watch returns the function that ends it.
 */

type Tell = (occurrence: Occurrence) => void;

/** The part of Electron's `WebContents` that is needed. */
export type InputSource = {
  on(event: 'input-event', listener: (event: unknown, input: InputSeen) => void): unknown;
  off(event: 'input-event', listener: (event: unknown, input: InputSeen) => void): unknown;
};
export type InputSeen = { readonly type: string; readonly modifiers?: readonly string[] };

/** The part of Electron's `powerMonitor` that is needed. */
type PowerSignal =
  | 'lock-screen'
  | 'unlock-screen'
  | 'suspend'
  | 'resume'
  | 'shutdown'
  | 'user-did-resign-active'
  | 'user-did-become-active';
export type PowerSource = {
  on(event: PowerSignal, listener: () => void): unknown;
  off(event: PowerSignal, listener: () => void): unknown;
};

/** Acts of a hand. `mouseEnter` and `mouseLeave` are missing because a window that moves under a still mouse makes them too. */
const DEVICE: ReadonlyMap<string, 'keyboard' | 'pointer'> = new Map([
  ['rawKeyDown', 'keyboard'],
  ['keyDown', 'keyboard'],
  ['keyUp', 'keyboard'],
  ['char', 'keyboard'],
  ['mouseDown', 'pointer'],
  ['mouseUp', 'pointer'],
  ['mouseMove', 'pointer'],
  ['mouseWheel', 'pointer'],
  ['contextMenu', 'pointer'],
  ['touchStart', 'pointer'],
  ['touchMove', 'pointer'],
  ['touchEnd', 'pointer'],
  ['pointerDown', 'pointer'],
  ['pointerMove', 'pointer'],
  ['pointerUp', 'pointer'],
  ['gestureScrollBegin', 'pointer'],
  ['gestureTap', 'pointer'],
]);

/** A moving mouse is told of this often at most; the input left out can only make the lock come that much sooner. */
const TELL_EVERY_MS = 500;

/**
 * Keyboard and pointer in one of Anteroom's windows. A key that repeats by itself is no one's act: a book lying on the keyboard keeps nothing open.
 * `now` is any clock in milliseconds that does not run back.
 */
export const watchInput = (window: InputSource, tell: Tell, now: () => number): (() => void) => {
  const told = new Map<'keyboard' | 'pointer', number>();
  const listener = (_event: unknown, input: InputSeen): void => {
    const device = DEVICE.get(input.type);
    if (device === undefined || input.modifiers?.some((modifier) => modifier.toLowerCase() === 'isautorepeat') === true) return;
    const at = now();
    const last = told.get(device);
    if (last !== undefined && at - last < TELL_EVERY_MS) return;
    told.set(device, at);
    tell({ type: 'input', device });
  };
  window.on('input-event', listener);
  return () => {
    window.off('input-event', listener);
  };
};

/** What the operating system says about its own screen, sleep and users. On Linux some of these never come; idle is then what locks. */
export const watchPower = (power: PowerSource, tell: Tell): (() => void) => {
  const signals: ReadonlyMap<PowerSignal, Occurrence> = new Map<PowerSignal, Occurrence>([
    ['lock-screen', { type: 'os-locked' }],
    ['suspend', { type: 'os-suspended' }],
    ['user-did-resign-active', { type: 'os-user-switched' }],
    ['shutdown', { type: 'quit' }],
    // timers stood still meanwhile: look at the clocks at once
    ['resume', { type: 'tick' }],
    ['unlock-screen', { type: 'tick' }],
    ['user-did-become-active', { type: 'tick' }],
  ]);
  const listeners = [...signals].map(([signal, occurrence]) => ({ signal, listener: () => tell(occurrence) }));
  for (const { signal, listener } of listeners) power.on(signal, listener);
  return () => {
    for (const { signal, listener } of listeners) power.off(signal, listener);
  };
};

/** Every few seconds, how long the whole machine has been idle. `idleSeconds` is `powerMonitor.getSystemIdleTime`. */
export const watchSystemIdle = (
  idleSeconds: () => number,
  tell: Tell,
  every: (ms: number, then: () => void) => () => void,
  periodMs = 15_000,
): (() => void) => every(periodMs, () => tell({ type: 'system-idle', seconds: idleSeconds() }));
