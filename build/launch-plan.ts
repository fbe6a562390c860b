import { join, resolve } from 'node:path';
import type { Machine } from './setup/machine.ts';
import { surround } from './setup/unprivileged.ts';

export interface LaunchPlan {
  /** The command to run, or null when there is nowhere to show a window. */
  readonly command: readonly string[] | null;
  /** What to tell the person first. */
  readonly notices: readonly string[];
}

const nowhereToShow = [
  'There is no screen to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).',
  '  From another computer:  ssh -X <this machine>, then npm start',
  '  With a viewer (VNC):    Xvfb :1 -screen 0 1366x768x24 & x11vnc -display :1 -localhost & DISPLAY=:1 npm start',
  '  Pictures only:          npm run demo:screenshots',
];

/** `--practice DIR` as one word, as the application reads it, and in full: the application runs in another folder. */
const withOnePracticeWord = (args: readonly string[], from: string): string[] => {
  const at = args.indexOf('--practice');
  const named = at < 0 ? undefined : args[at + 1];
  const words = named === undefined ? [...args] : [...args.slice(0, at), `--practice=${named}`, ...args.slice(at + 2)];
  return words.map((word) => (word.startsWith('--practice=') ? `--practice=${resolve(from, word.slice('--practice='.length))}` : word));
};

export interface LaunchTarget {
  readonly electronPath: string;
  /** The checkout. */
  readonly root: string;
  /** The Node that runs the scripts of build/. */
  readonly node: string;
  /** The folder the person stood in. */
  readonly from: string;
}

/** How to open the application on this machine. Anything but a demonstration needs the real sandbox's and keychain's owner: the person. */
export function planLaunch(target: LaunchTarget, machine: Machine, asked: readonly string[]): LaunchPlan {
  if (!machine.screen) return { command: null, notices: nowhereToShow };
  const args = withOnePracticeWord(asked, target.from);
  const notices: string[] = [];
  const words = [target.electronPath];
  if (machine.root) {
    words.push('--no-sandbox');
    notices.push("Running as root: Chromium's sandbox refuses root and is off. Use an ordinary account for anything but a look.");
  }
  if (machine.waylandOnly) words.push('--ozone-platform=wayland');
  words.push(target.root, ...args);
  if (args.some((arg) => arg.startsWith('--practice='))) return { command: words, notices };
  const demo = [target.node, '--disable-warning=ExperimentalWarning', join(target.root, 'build', 'demo', 'main.ts'), ...words];
  const keyring = machine.needsSecretService && !machine.secretService;
  if (keyring)
    notices.push('No Secret Service here: this demonstration uses a throw-away one. Keychain and practice vanish when the window closes.');
  return { command: keyring ? surround(demo, { home: null, screen: false, keyring: true, checkout: target.root }) : demo, notices };
}
