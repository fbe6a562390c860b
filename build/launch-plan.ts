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

/** How to open the application on this machine. Anything but a demonstration needs the real sandbox's and keychain's owner: the person. */
export function planLaunch(target: { electronPath: string; root: string }, machine: Machine, args: readonly string[]): LaunchPlan {
  if (!machine.screen) return { command: null, notices: nowhereToShow };
  const notices: string[] = [];
  const words = [target.electronPath];
  if (machine.root) {
    words.push('--no-sandbox');
    notices.push("Running as root: Chromium's sandbox refuses root and is off. Use an ordinary account for anything but a look.");
  }
  if (machine.waylandOnly) words.push('--ozone-platform=wayland');
  const ownPractice = args.some((arg) => arg.startsWith('--practice='));
  const demo = !ownPractice;
  words.push(target.root, ...args.filter((arg) => arg !== '--demo'), ...(demo ? ['--demo'] : []));
  const keyring = machine.needsSecretService && !machine.secretService && demo;
  if (keyring) notices.push('No Secret Service here: this demonstration uses a throw-away one, gone when the window closes.');
  return { command: keyring ? surround(words, { home: null, screen: false, keyring: true, checkout: target.root }) : words, notices };
}
