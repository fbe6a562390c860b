import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Preferences } from '../../shared/operations/settings.ts';
import { writeWhole } from '../store/durable-file.ts';

/** In which language and colors a door speaks. */
export type Look = Pick<Preferences, 'language' | 'theme'>;

const USUAL: Look = { language: 'en', theme: 'system' };
const LANGUAGES: readonly Look['language'][] = ['en', 'es'];
const THEMES: readonly Look['theme'][] = ['system', 'light', 'dark', 'high-contrast'];
const LOOK_FILE = 'look.json';

/**
 * look.json: how this workstation's door was last seen, beside the card and like it in clear, because the first window is drawn before any key can be asked for. It says nothing of
 * anybody; what can't be read is the usual look.
 */
export const readLook = (folder: string): Look => {
  try {
    return lookIn(JSON.parse(readFileSync(join(folder, LOOK_FILE), 'utf8')));
  } catch {
    return USUAL;
  }
};

/** A look that the disk does not take is not kept, and nothing fails for it. */
export const keepLook = (folder: string, { language, theme }: Look): void => {
  try {
    writeWhole(folder, LOOK_FILE, JSON.stringify({ language, theme }));
  } catch {
    // the next change is kept again
  }
};

/** By hand: this is read before anything that takes its time to load. */
const lookIn = (kept: unknown): Look => {
  if (typeof kept !== 'object' || kept === null || !('language' in kept) || !('theme' in kept)) return USUAL;
  const language = LANGUAGES.find((known) => known === kept.language);
  const theme = THEMES.find((known) => known === kept.theme);
  return language === undefined || theme === undefined ? USUAL : { language, theme };
};
