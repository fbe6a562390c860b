/** What of a key press counts; a KeyboardEvent is one. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const same = (press: KeyPress, key: string): boolean => {
  if (/^\d$/.test(key)) return press.code === `Digit${key}` || press.code === `Numpad${key}`;
  if (/^[A-Z]$/.test(key)) return press.key.toUpperCase() === key;
  return press.key === key;
};

/**
 * Whether a key press is a shortcut as written in shared/commands.ts. Ctrl is Ctrl or a Mac's Cmd. AltGr, which arrives as Ctrl with Alt, is never part of
 * one, and a character that needs Shift on some keyboards (`/`) counts with or without it.
 */
export const isShortcut = (press: KeyPress, shortcut: string): boolean => {
  const names = shortcut.split('+');
  const key = names.pop() ?? '';
  const control = press.ctrlKey || press.metaKey;
  const shiftFree = key.length === 1 && !/^[A-Z\d]$/.test(key);
  return (
    same(press, key) &&
    control === names.includes('Ctrl') &&
    press.altKey === names.includes('Alt') &&
    (shiftFree || press.shiftKey === names.includes('Shift'))
  );
};

/** A shortcut without Ctrl or Alt that types a character: it acts only outside text fields, and can be switched off (WCAG 2.1.4). */
export const isSingleKey = (shortcut: string): boolean => shortcut.length === 1;

/** Whether keys pressed here are text being typed. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit', 'range', 'file'].includes(target.type)));
