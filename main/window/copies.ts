import { type BrowserWindow, clipboard } from 'electron';
import { type BoardKind, ClipboardKeeper } from '../session/clipboard-keeper.ts';

/** Older runtimes name the board in an argument, newer ones have an object for each. */
const boardOf = (kind: BoardKind): Pick<typeof clipboard, 'readText' | 'clear'> => {
  const { selection }: { selection?: typeof clipboard } = clipboard;
  return kind === 'selection' && selection !== undefined ? selection : clipboard;
};

/** The keeper over the real clipboard; `seconds` is the policy in force. */
export const keepCopies = (seconds: () => number): ClipboardKeeper =>
  new ClipboardKeeper({
    board: {
      kinds: process.platform === 'linux' ? ['clipboard', 'selection'] : ['clipboard'],
      read: async (kind) => {
        const text: unknown = await Reflect.apply(boardOf(kind).readText, boardOf(kind), [kind]);
        return typeof text === 'string' ? text : '';
      },
      clear: (kind) => Reflect.apply(boardOf(kind).clear, boardOf(kind), [kind]),
    },
    seconds,
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  });

/** The page takes a moment between the key and the copy. */
const COPIED_MS = 100;

/** Tells the keeper when this window is in front and when a copy may have been made in it: at a key with Ctrl or Cmd, and at the latest when it is left. */
export const watchCopies = (window: BrowserWindow, keeper: ClipboardKeeper): void => {
  window.on('show', () => void keeper.arrive());
  window.on('focus', () => void keeper.arrive());
  window.on('blur', () => void keeper.leave());
  window.webContents.on('input-event', (_event, { type, modifiers }) => {
    const chord = type === 'keyUp' && modifiers?.some((modifier) => modifier === 'control' || modifier === 'meta') === true;
    if (chord) setTimeout(() => void keeper.look(), COPIED_MS);
  });
};
