import { isPrintable } from './fonts.ts';

/** Stands on paper for letters that can't be printed. */
export const MARK = '[?]';

/** Joiners, direction marks and the like: they have no shape of their own. */
const SHAPELESS = /\p{Cf}/gu;
const SPACES = /[\p{Cc}\s]+/gu;

/** The texts of one print, as they can be printed. What can't is marked and counted, never left out in silence and never printed as a box. */
export class Letters {
  /** Texts in which something is marked. */
  unprintable = 0;

  say(text: string): string {
    let marked = false;
    let said = '';
    for (const character of text.normalize('NFC').replaceAll(SPACES, ' ').replaceAll(SHAPELESS, '').trim()) {
      if (isPrintable(character)) said += character;
      else {
        marked = true;
        if (!said.endsWith(MARK)) said += MARK;
      }
    }
    if (marked) this.unprintable += 1;
    return said;
  }
}
